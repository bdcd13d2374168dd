/** What every source shares: where its times come from, and how it tells how it is doing. */
@NullMarked
package dev.tidewater.store.ingest;

import org.jspecify.annotations.NullMarked;
