/** Rewrites of analyzed queries: sub-queries to joins, filters down, unused columns out. */
@NullMarked
package dev.tidewater.sql.optimizer;

import org.jspecify.annotations.NullMarked;
