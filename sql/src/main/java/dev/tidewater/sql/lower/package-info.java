/** From optimized relational algebra to the plan that the engine runs. */
@NullMarked
package dev.tidewater.sql.lower;

import org.jspecify.annotations.NullMarked;
