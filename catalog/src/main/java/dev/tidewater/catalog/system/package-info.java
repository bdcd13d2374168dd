/** Built-in schemas and the relations in them. */
@NullMarked
package dev.tidewater.catalog.system;

import org.jspecify.annotations.NullMarked;
