package dev.tidewater.engine.aggregate;

import dev.tidewater.plan.Aggregate;
import dev.tidewater.types.SqlType;
import java.util.Optional;

/** Finds the collector of an aggregate. */
public final class Collectors {
  private Collectors() {}

  /** A new collector of an aggregate; empty if it is none that is collected. */
  public static Optional<Collector> of(Aggregate aggregate) {
    return switch (Accumulators.nameOf(aggregate)) {
      case "min" ->
          Optional.of(new Extreme(Extreme.Kind.LEAST, argument(aggregate), aggregate.type()));
      case "max" ->
          Optional.of(new Extreme(Extreme.Kind.GREATEST, argument(aggregate), aggregate.type()));
      case "single_value" -> Optional.of(new SingleValue(argument(aggregate), aggregate.type()));
      case "array_agg" -> Optional.of(new ArrayCollector(argument(aggregate), aggregate.type()));
      case "string_agg" -> Optional.of(new StringCollector());
      default -> Optional.empty();
    };
  }

  private static SqlType argument(Aggregate aggregate) {
    return aggregate.args().get(0).type();
  }
}
