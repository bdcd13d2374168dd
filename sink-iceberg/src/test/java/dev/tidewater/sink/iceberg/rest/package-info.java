/** Tests of the REST service without HTTP. */
@NullMarked
package dev.tidewater.sink.iceberg.rest;

import org.jspecify.annotations.NullMarked;
