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
      case "any_value" -> Optional.of(new AnyValue(argument(aggregate), aggregate.type()));
      case "jsonb_agg" -> Optional.of(new JsonArrayCollector());
      case "jsonb_object_agg" -> Optional.of(new JsonObjectCollector());
      case "mode" -> Optional.of(new Mode(argument(aggregate), aggregate.type()));
      case "percentile_disc" -> Optional.of(percentile(Percentile.Kind.DISCRETE, aggregate));
      case "percentile_cont" -> Optional.of(percentile(Percentile.Kind.CONTINUOUS, aggregate));
      default -> Optional.empty();
    };
  }

  private static SqlType argument(Aggregate aggregate) {
    return aggregate.args().get(0).type();
  }

  private static Collector percentile(Percentile.Kind kind, Aggregate aggregate) {
    SqlType fraction = aggregate.args().get(0).type();
    SqlType value = aggregate.args().get(1).type();
    return new Percentile(kind, fraction, value, aggregate.type());
  }
}
