@NullMarked
package dev.tidewater.host.local;

import org.jspecify.annotations.NullMarked;
