/** Nexmark's queries by the engine alone, to be laid beside Flink's. */
@NullMarked
package dev.tidewater.benchmarks.nexmark;

import org.jspecify.annotations.NullMarked;
