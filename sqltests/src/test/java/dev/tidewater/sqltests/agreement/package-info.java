/** What the catalog of functions and operators has in common with PostgreSQL's. */
@NullMarked
package dev.tidewater.sqltests.agreement;

import org.jspecify.annotations.NullMarked;
