@NullMarked
package dev.tidewater.engine.aggregate;

import org.jspecify.annotations.NullMarked;
