@org.jspecify.annotations.NullMarked
package dev.tidewater.sql.planner;
