/**
 * Aggregates whose state takes back what was added: a few numbers for each group, updated by each
 * row with its diff.
 */
@NullMarked
package dev.tidewater.engine.aggregate;

import org.jspecify.annotations.NullMarked;
