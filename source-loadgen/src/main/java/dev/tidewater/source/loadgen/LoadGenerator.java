package dev.tidewater.source.loadgen;

import dev.tidewater.types.RelationSchema;
import java.util.SortedMap;

/** Which load generator, with the options of its own. */
public sealed interface LoadGenerator {

  /** The tables that it fills, by name. */
  SortedMap<String, RelationSchema> tables();

  /** Its data from the start. */
  Generation generation();

  /**
   * The sequence 1, 2, 3, …, a number a tick, in one table {@code counter} of one column of that
   * name.
   *
   * @param maxCardinality the most numbers to keep: with each further one the smallest goes; {@link
   *     #UNLIMITED} to keep all
   */
  record Counter(long maxCardinality) implements LoadGenerator {
    public static final long UNLIMITED = Long.MAX_VALUE;

    public Counter {
      if (maxCardinality < 1) {
        throw new IllegalArgumentException("a counter keeps at least one number");
      }
    }

    @Override
    public SortedMap<String, RelationSchema> tables() {
      return CounterGeneration.TABLES;
    }

    @Override
    public Generation generation() {
      return new CounterGeneration(maxCardinality);
    }
  }

  /**
   * An auction house. Organizations, users and accounts are there from the first tick on; then each
   * tick brings one row: a new auction, or the next bid in the newest one.
   *
   * @param seed decides who sells what and who bids how much
   */
  record Auction(long seed) implements LoadGenerator {
    @Override
    public SortedMap<String, RelationSchema> tables() {
      return AuctionGeneration.TABLES;
    }

    @Override
    public Generation generation() {
      return new AuctionGeneration(seed);
    }
  }
}
