/** Tests with real bytes and real clients against a scripted database. */
@NullMarked
package dev.tidewater.pgwire;

import org.jspecify.annotations.NullMarked;
