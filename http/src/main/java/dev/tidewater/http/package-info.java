/** Health, metrics and the embedded Iceberg REST catalog over HTTP/1.1. */
@NullMarked
package dev.tidewater.http;

import org.jspecify.annotations.NullMarked;
