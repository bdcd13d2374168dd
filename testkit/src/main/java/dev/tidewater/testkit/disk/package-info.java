/** A machine that fails: a disk that forgets what was not synced, fills up, and loses power. */
@NullMarked
package dev.tidewater.testkit.disk;

import org.jspecify.annotations.NullMarked;
