@NullMarked
package dev.tidewater.source.loadgen;

import org.jspecify.annotations.NullMarked;
