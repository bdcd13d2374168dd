package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Expression.SpecialValue;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * What hangs on the session and the moment: constants of a query that is answered once, refused in
 * one that is maintained.
 */
final class SessionValues {
  private static final Set<String> NOW =
      Set.of("now", "transaction_timestamp", "statement_timestamp", "clock_timestamp");
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private final StatementAnalysis statement;
  private final Literals literals;

  SessionValues(StatementAnalysis statement) {
    this.statement = statement;
    this.literals = new Literals(statement);
  }

  RexNode special(SpecialValue value) {
    Position position = value.position();
    return switch (value.kind()) {
      case CURRENT_DATE -> local("uuuu-MM-dd", value, ScalarType.DATE);
      case LOCALTIME -> local("HH:mm:ss.SSSSSS", value, ScalarType.TIME);
      case LOCALTIMESTAMP -> local("uuuu-MM-dd HH:mm:ss.SSSSSS", value, ScalarType.TIMESTAMP);
      case CURRENT_TIMESTAMP -> now("CURRENT_TIMESTAMP", value.precision(), position);
      case CURRENT_TIME -> throw Failures.notSupported(position, "time with time zone");
      case CURRENT_USER, CURRENT_ROLE, SESSION_USER, USER ->
          ofSession(statement.context().user(), ScalarType.NAME, "current_user", position);
      case CURRENT_CATALOG ->
          ofSession(
              statement.context().names().database(), ScalarType.NAME, "current_catalog", position);
      case CURRENT_SCHEMA -> currentSchema(position);
    };
  }

  /** A function of the session, or null if the name is none. */
  @Nullable RexNode function(String name, List<RexNode> arguments, Position position) {
    if (!arguments.isEmpty()) {
      return null;
    }
    if (NOW.contains(name)) {
      return now(name, -1, position);
    }
    return switch (name) {
      case "current_database" ->
          ofSession(statement.context().names().database(), ScalarType.NAME, name, position);
      case "current_schema" -> currentSchema(position);
      default -> null;
    };
  }

  private RexNode currentSchema(Position position) {
    List<String> path = statement.context().names().searchPath();
    return ofSession(
        path.isEmpty() ? null : path.get(0), ScalarType.NAME, "current_schema", position);
  }

  private RexNode ofSession(@Nullable String value, SqlType type, String what, Position position) {
    refuseMaintained(what, position);
    return value == null
        ? statement.rels().constant(null, type)
        : literals.fromText(value, type, position);
  }

  private RexNode now(String what, int precision, Position position) {
    refuseMaintained(what + "()", position);
    String text = rounded(precision).atOffset(ZoneOffset.UTC).format(TIMESTAMP) + "+00";
    return literals.fromText(text, ScalarType.TIMESTAMPTZ, position);
  }

  private RexNode local(String pattern, SpecialValue value, SqlType type) {
    refuseMaintained(value.kind().name(), value.position());
    LocalDateTime here =
        LocalDateTime.ofInstant(rounded(value.precision()), statement.context().timeZone());
    String text = here.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
    return literals.fromText(text, type, value.position());
  }

  private Instant rounded(int precision) {
    long micros = statement.context().transactionMicros();
    if (precision >= 0 && precision < 6) {
      long unit = Math.round(Math.pow(10, 6 - precision));
      micros = Math.floorDiv(micros + unit / 2, unit) * unit;
    }
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private void refuseMaintained(String what, Position position) {
    if (statement.isMaintained()) {
      throw Failures.at(
              position, ErrorCode.FEATURE_NOT_SUPPORTED, "cannot materialize call to {function}")
          .with("function", what.toLowerCase(Locale.ROOT))
          .hint("A maintained view can't depend on the moment or the session that asks.");
    }
  }
}
