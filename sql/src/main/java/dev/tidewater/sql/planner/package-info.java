/** The door of module sql: from statements to plans. Nothing of Calcite shows here. */
@NullMarked
package dev.tidewater.sql.planner;

import org.jspecify.annotations.NullMarked;
