@NullMarked
package dev.tidewater.source.postgres;

import org.jspecify.annotations.NullMarked;
