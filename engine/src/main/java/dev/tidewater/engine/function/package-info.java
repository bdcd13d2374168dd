/** The function catalog: every function, operator, cast and aggregate, declared once. */
@NullMarked
package dev.tidewater.engine.function;

import org.jspecify.annotations.NullMarked;
