/** Rules that the whole code base keeps: who may depend on whom, and how files are laid out. */
@NullMarked
package dev.tidewater.architecture;

import org.jspecify.annotations.NullMarked;
