@NullMarked
package dev.tidewater.engine.dataflow;

import org.jspecify.annotations.NullMarked;
