package dev.tidewater.source.loadgen;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.GroupId;
import java.time.Duration;
import java.util.Map;

/**
 * What a load generator source makes, and how fast.
 *
 * @param group the group that all its collections belong to
 * @param collections the collection of each of the generator's tables that is wanted, by name
 * @param tickInterval from one tick to the next
 * @param asOf how many ticks have happened when the source starts for the first time: their rows
 *     are all there at once
 * @param upTo the tick before which it stops making rows
 * @param scaleFactor how many of the generator's ticks one tick interval brings
 */
public record LoadGeneratorSpec(
    LoadGenerator generator,
    GroupId group,
    Map<String, CollectionId> collections,
    Duration tickInterval,
    long asOf,
    long upTo,
    int scaleFactor) {

  /** As in Materialize. */
  public static final Duration DEFAULT_TICK_INTERVAL = Duration.ofSeconds(1);

  /** For a source that goes on for ever. */
  public static final long NO_END = Long.MAX_VALUE;

  public LoadGeneratorSpec {
    collections = Map.copyOf(collections);
    if (tickInterval.isNegative() || tickInterval.isZero()) {
      throw new IllegalArgumentException("the tick interval must be positive");
    }
    if (asOf < 0 || upTo < asOf) {
      throw new IllegalArgumentException("a load generator runs from tick AS OF up to tick UP TO");
    }
    if (scaleFactor < 1) {
      throw new IllegalArgumentException("the scale factor must be positive");
    }
  }

  /** A generator as it is without options. */
  public LoadGeneratorSpec(
      LoadGenerator generator, GroupId group, Map<String, CollectionId> collections) {
    this(generator, group, collections, DEFAULT_TICK_INTERVAL, 0, NO_END, 1);
  }
}
