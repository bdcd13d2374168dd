/** Columns of a few thousand values each, the form in which expressions compute. */
@NullMarked
package dev.tidewater.types.vector;

import org.jspecify.annotations.NullMarked;
