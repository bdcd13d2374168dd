@NullMarked
package dev.tidewater.zset;

import org.jspecify.annotations.NullMarked;
