/**
 * Sources that make up their own data: {@link dev.tidewater.source.loadgen.LoadGeneratorSource}
 * runs one. What comes is a function of the seed and the position, so it goes on after a restart as
 * if nothing had happened.
 */
@NullMarked
package dev.tidewater.source.loadgen;

import org.jspecify.annotations.NullMarked;
