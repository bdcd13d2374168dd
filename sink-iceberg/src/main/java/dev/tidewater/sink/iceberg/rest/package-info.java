/** The embedded catalog as a service of the Iceberg REST protocol, apart from HTTP itself. */
@NullMarked
package dev.tidewater.sink.iceberg.rest;

import org.jspecify.annotations.NullMarked;
