package dev.tidewater.coordinator.control;

import dev.tidewater.coordinator.connection.OptionReader;
import dev.tidewater.source.loadgen.LoadGenerator;
import dev.tidewater.source.loadgen.LoadGeneratorSpec;
import dev.tidewater.source.postgres.PostgresSourceSpec;
import dev.tidewater.sql.ast.CreateStatement.ConnectionKind;
import dev.tidewater.sql.ast.CreateStatement.ConnectionOrigin;
import dev.tidewater.sql.ast.CreateStatement.CreateSource;
import dev.tidewater.sql.ast.CreateStatement.SourceOrigin;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.time.Duration;

/** What CREATE SOURCE says about where data comes from, checked and typed. */
public sealed interface SourceDefinition {
  /** Between two ticks. */
  Duration tickInterval();

  /**
   * @param asOf ticks that have happened at the start
   * @param upTo the tick before which it stops
   * @param scaleFactor generator's ticks in a tick interval
   */
  record Generated(
      LoadGenerator generator, Duration tickInterval, long asOf, long upTo, int scaleFactor)
      implements SourceDefinition {}

  /**
   * @param slot the replication slot upstream; empty until one has been chosen
   * @param columns for tables chosen with the source
   */
  record Replicated(
      QualifiedName connection,
      String publication,
      java.util.Optional<String> slot,
      Duration tickInterval,
      ColumnOptions columns)
      implements SourceDefinition {}

  /** Reads the options of the statement. */
  static SourceDefinition of(CreateSource statement) {
    OptionReader with = new OptionReader("CREATE SOURCE", statement.options());
    with.finish();
    SourceOrigin origin = statement.origin();
    if (origin instanceof dev.tidewater.sql.ast.CreateStatement.LoadGenerator generator) {
      return generated(generator);
    }
    if (origin instanceof ConnectionOrigin connection
        && connection.kind() == ConnectionKind.POSTGRES) {
      return replicated(connection);
    }
    throw new TidewaterException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "this kind of source is not supported yet")
        .hint("Sources are FROM LOAD GENERATOR … and FROM POSTGRES CONNECTION ….")
        .at(origin.position().offset());
  }

  private static SourceDefinition generated(
      dev.tidewater.sql.ast.CreateStatement.LoadGenerator origin) {
    OptionReader options =
        new OptionReader("LOAD GENERATOR " + origin.generator(), origin.options());
    LoadGenerator generator =
        switch (origin.generator()) {
          case "COUNTER" ->
              new LoadGenerator.Counter(
                  atLeast(options, "MAX CARDINALITY", 1, LoadGenerator.Counter.UNLIMITED));
          case "AUCTION" -> new LoadGenerator.Auction(options.integer("SEED").orElse(0L));
          default ->
              throw new TidewaterException(
                      ErrorCode.FEATURE_NOT_SUPPORTED,
                      "load generator {generator} is not supported")
                  .with("generator", origin.generator())
                  .hint("Load generators are COUNTER and AUCTION.")
                  .at(origin.position().offset());
        };
    Duration interval =
        options.duration("TICK INTERVAL").orElse(LoadGeneratorSpec.DEFAULT_TICK_INTERVAL);
    if (interval.isZero()) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE, "TICK INTERVAL must be positive")
          .at(options.position("TICK INTERVAL"));
    }
    long asOf = atLeast(options, "AS OF", 0, 0);
    Generated result =
        new Generated(
            generator,
            interval,
            asOf,
            atLeast(options, "UP TO", asOf, LoadGeneratorSpec.NO_END),
            (int) Math.min(Integer.MAX_VALUE, atLeast(options, "SCALE FACTOR", 1, 1)));
    options.finish();
    return result;
  }

  private static long atLeast(OptionReader options, String name, long minimum, long otherwise) {
    long value = options.integer(name).orElse(otherwise);
    if (value < minimum) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE, "{option} must be at least {minimum}")
          .with("option", name)
          .with("minimum", minimum)
          .at(options.position(name));
    }
    return value;
  }

  private static SourceDefinition replicated(ConnectionOrigin origin) {
    OptionReader options = new OptionReader("POSTGRES CONNECTION", origin.options());
    Duration interval =
        options.duration("TICK INTERVAL").orElse(PostgresSourceSpec.DEFAULT_TICK_INTERVAL);
    if (interval.isZero()) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE, "TICK INTERVAL must be positive")
          .at(options.position("TICK INTERVAL"));
    }
    Replicated result =
        new Replicated(
            origin.connection(),
            options.requiredText("PUBLICATION"),
            options.text("SLOT"),
            interval,
            ColumnOptions.read(options));
    options.finish();
    return result;
  }
}
