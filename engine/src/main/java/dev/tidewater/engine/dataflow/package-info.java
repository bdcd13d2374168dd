/** Turns a relational plan into a graph of incremental operators and steps it. */
@NullMarked
package dev.tidewater.engine.dataflow;

import org.jspecify.annotations.NullMarked;
