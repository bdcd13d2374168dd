/** Materialized views that are fed in steps, each step compared with a real PostgreSQL. */
@NullMarked
package dev.tidewater.sqltests.workload;

import org.jspecify.annotations.NullMarked;
