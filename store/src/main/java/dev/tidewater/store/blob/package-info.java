/** Immutable named objects: files of the local disk now, objects of a store like S3 later. */
@NullMarked
package dev.tidewater.store.blob;

import org.jspecify.annotations.NullMarked;
