package dev.tidewater.engine.function;

import java.util.Map;
import java.util.OptionalInt;

/** The aggregates that are called with {@code WITHIN GROUP (ORDER BY …)}. */
public final class OrderedSetAggregates {
  private static final Map<String, Integer> DIRECT_ARGUMENTS =
      Map.of("percentile_cont", 1, "percentile_disc", 1, "mode", 0);

  private OrderedSetAggregates() {}

  /** How many arguments stand before WITHIN GROUP; empty for another aggregate. */
  public static OptionalInt directArguments(String function) {
    Integer arguments = DIRECT_ARGUMENTS.get(function);
    return arguments == null ? OptionalInt.empty() : OptionalInt.of(arguments);
  }
}
