/**
 * Durable time-varying collections. {@link dev.tidewater.store.CollectionStore} is the door; blob
 * store and consensus are behind interfaces of their own.
 */
@NullMarked
package dev.tidewater.store;

import org.jspecify.annotations.NullMarked;
