/** SQL types, their values and the errors of the whole system. */
@NullMarked
package dev.tidewater.types;

import org.jspecify.annotations.NullMarked;
