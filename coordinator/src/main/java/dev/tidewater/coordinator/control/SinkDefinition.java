package dev.tidewater.coordinator.control;

import dev.tidewater.coordinator.connection.OptionReader;
import dev.tidewater.sql.ast.CreateStatement.CreateSink;
import dev.tidewater.sql.ast.CreateStatement.IcebergTarget;
import dev.tidewater.sql.ast.CreateStatement.SinkKey;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What CREATE SINK says, checked and typed.
 *
 * @param connection of the catalog
 * @param storage the AWS connection for the data files, if one was named
 * @param key names of the key columns; empty without KEY
 */
public record SinkDefinition(
    QualifiedName connection,
    String namespace,
    String table,
    Optional<QualifiedName> storage,
    List<String> key,
    boolean keyEnforced,
    Mode mode,
    Duration commitInterval,
    int formatVersion,
    KeyViolation onKeyViolation) {

  /** What the table holds: the rows as they are, or the log of their changes. */
  public enum Mode {
    UPSERT,
    APPEND
  }

  /** What happens if a key that was not proven turns out to have two rows. */
  public enum KeyViolation {
    STALL,
    KEEP_LAST
  }

  private static final Duration MIN_COMMIT_INTERVAL = Duration.ofSeconds(1);
  private static final long DEFAULT_FORMAT_VERSION = 2;

  /** Reads the statement. */
  public static SinkDefinition of(CreateSink statement) {
    if (!(statement.target() instanceof IcebergTarget target)) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "only Iceberg sinks are supported")
          .at(statement.target().position().offset());
    }
    if (!statement.partitionBy().isEmpty()) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "PARTITION BY is not supported yet")
          .at(statement.partitionBy().get(0).position().offset());
    }
    OptionReader where = new OptionReader("INTO ICEBERG CATALOG CONNECTION", target.options());
    String namespace = where.requiredText("NAMESPACE");
    String table = where.requiredText("TABLE");
    where.finish();
    OptionReader options = new OptionReader("CREATE SINK", statement.options());
    SinkKey key = statement.key();
    SinkDefinition definition =
        new SinkDefinition(
            target.connection(),
            namespace,
            table,
            Optional.ofNullable(statement.storage()),
            key == null ? List.of() : key.columns().stream().map(Identifier::value).toList(),
            key == null || key.enforced(),
            mode(statement),
            commitInterval(options),
            formatVersion(options),
            onKeyViolation(options));
    options.finish();
    return definition;
  }

  private static Mode mode(CreateSink statement) {
    boolean keyed = statement.key() != null;
    return switch (statement.mode()) {
      case UPSERT -> {
        if (!keyed) {
          throw new TidewaterException(ErrorCode.SYNTAX_ERROR, "MODE UPSERT requires a KEY")
              .hint("Add KEY (columns that identify a row), or write MODE APPEND.")
              .at(statement.position().offset());
        }
        yield Mode.UPSERT;
      }
      case APPEND -> {
        if (keyed) {
          throw new TidewaterException(ErrorCode.SYNTAX_ERROR, "MODE APPEND takes no KEY")
              .at(statement.key().position().offset());
        }
        yield Mode.APPEND;
      }
      case UNSPECIFIED -> {
        if (!keyed) {
          throw new TidewaterException(
                  ErrorCode.SYNTAX_ERROR, "an Iceberg sink requires a KEY or MODE APPEND")
              .hint("Add KEY (columns that identify a row), or write MODE APPEND.")
              .at(statement.position().offset());
        }
        yield Mode.UPSERT;
      }
    };
  }

  private static Duration commitInterval(OptionReader options) {
    Duration interval =
        options
            .duration("COMMIT INTERVAL")
            .orElseThrow(
                () ->
                    new TidewaterException(
                            ErrorCode.INVALID_PARAMETER_VALUE,
                            "Iceberg sink must specify COMMIT INTERVAL")
                        .hint("For example WITH (COMMIT INTERVAL = '10s')."));
    if (interval.compareTo(MIN_COMMIT_INTERVAL) < 0) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE, "COMMIT INTERVAL must be at least 1 second")
          .at(options.position("COMMIT INTERVAL"));
    }
    return interval;
  }

  private static int formatVersion(OptionReader options) {
    long version = options.integer("FORMAT VERSION").orElse(DEFAULT_FORMAT_VERSION);
    if (version != DEFAULT_FORMAT_VERSION) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "only FORMAT VERSION 2 is supported yet")
          .at(options.position("FORMAT VERSION"));
    }
    return (int) version;
  }

  private static KeyViolation onKeyViolation(OptionReader options) {
    String text = options.text("ON KEY VIOLATION").orElse("stall").toLowerCase(Locale.ROOT);
    return switch (text) {
      case "stall" -> KeyViolation.STALL;
      case "keep last" -> KeyViolation.KEEP_LAST;
      default ->
          throw new TidewaterException(
                  ErrorCode.INVALID_PARAMETER_VALUE, "invalid ON KEY VIOLATION")
              .hint("It is 'stall' or 'keep last'.")
              .at(options.position("ON KEY VIOLATION"));
    };
  }
}
