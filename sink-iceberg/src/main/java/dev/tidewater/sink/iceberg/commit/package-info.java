/**
 * The commit protocol: what a commit carries, how a table is asked how far it got, and how a commit
 * ends. Specified in {@code docs/formats/sink-commit.md}.
 */
@NullMarked
package dev.tidewater.sink.iceberg.commit;

import org.jspecify.annotations.NullMarked;
