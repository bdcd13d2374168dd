/**
 * Collections over consensus and blob: the state of a group and its log, batches in files, readers,
 * holds, compaction and garbage collection.
 */
@NullMarked
package dev.tidewater.store.collection;

import org.jspecify.annotations.NullMarked;
