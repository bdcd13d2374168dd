/** Reads tables back through Iceberg's own reader, as any other engine would see them. */
@NullMarked
package dev.tidewater.sink.iceberg.read;

import org.jspecify.annotations.NullMarked;
