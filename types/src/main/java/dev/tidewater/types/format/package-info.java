/** PostgreSQL's text and binary forms of values, in both directions. */
@NullMarked
package dev.tidewater.types.format;

import org.jspecify.annotations.NullMarked;
