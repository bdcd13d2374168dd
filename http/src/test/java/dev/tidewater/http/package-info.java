/** Tests over real sockets, with Java's HTTP client and Iceberg's REST client. */
@NullMarked
package dev.tidewater.http;

import org.jspecify.annotations.NullMarked;
