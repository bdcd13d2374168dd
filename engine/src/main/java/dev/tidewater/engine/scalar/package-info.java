/** Scalar expressions compiled to run over vectors. */
@NullMarked
package dev.tidewater.engine.scalar;

import org.jspecify.annotations.NullMarked;
