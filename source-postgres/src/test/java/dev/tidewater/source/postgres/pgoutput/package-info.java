@NullMarked
package dev.tidewater.source.postgres.pgoutput;

import org.jspecify.annotations.NullMarked;
