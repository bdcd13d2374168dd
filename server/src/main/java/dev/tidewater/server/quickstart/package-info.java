/** The guided tour: from an empty directory to an Iceberg table that follows changing data. */
@NullMarked
package dev.tidewater.server.quickstart;

import org.jspecify.annotations.NullMarked;
