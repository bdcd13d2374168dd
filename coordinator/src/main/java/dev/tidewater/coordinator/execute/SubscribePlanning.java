package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.connection.OptionReader;
import dev.tidewater.coordinator.subscribe.ChangeFormat;
import dev.tidewater.coordinator.subscribe.ChangeFormat.Envelope;
import dev.tidewater.plan.SortKey;
import dev.tidewater.plan.SortKey.Direction;
import dev.tidewater.plan.SortKey.Nulls;
import dev.tidewater.sql.ast.CursorStatement.Subscribe;
import dev.tidewater.sql.ast.Expression.ColumnReference;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.OrderItem;
import dev.tidewater.sql.ast.OrderItem.NullOrder;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.catalog.AnalysisContext.Purpose;
import dev.tidewater.sql.planner.OutputColumn;
import dev.tidewater.sql.planner.PlannedQuery;
import dev.tidewater.sql.planner.SqlPlanner;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Makes a SUBSCRIBE ready: its query, its envelope, its order. */
final class SubscribePlanning {
  private static final String DIFF = "mz_diff";

  private SubscribePlanning() {}

  static Following plan(Subscribe statement, SqlPlanner planner, AnalysisContext context) {
    Query query = query(statement);
    PlannedQuery planned = planner.planFollowed(query, context.withPurpose(Purpose.MAINTAINED));
    if (planned.dependencies().collections().stream().anyMatch(id -> id < 0)) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "SUBSCRIBE to system relations is not supported")
          .at(statement.position().offset());
    }
    OptionReader options = new OptionReader("SUBSCRIBE", statement.options());
    boolean snapshot = options.truth("SNAPSHOT").orElse(true);
    boolean progress = options.truth("PROGRESS").orElse(false);
    options.finish();
    Envelope envelope =
        switch (statement.envelope()) {
          case NONE -> Envelope.PLAIN;
          case UPSERT -> Envelope.UPSERT;
          case DEBEZIUM -> Envelope.DEBEZIUM;
        };
    ChangeFormat format =
        new ChangeFormat(
            planned.columns(),
            envelope,
            key(statement, planned.columns()),
            order(statement, planned.columns()),
            snapshot,
            progress);
    return new Following(planned, format, statement);
  }

  /** What is followed, as a query. */
  static Query query(Subscribe statement) {
    return statement.relation() != null
        ? Query.allOf(statement.relation())
        : Objects.requireNonNull(statement.query());
  }

  private static List<Integer> key(Subscribe statement, List<OutputColumn> columns) {
    List<Integer> key = new ArrayList<>();
    for (Identifier name : statement.key()) {
      int position = position(name.value(), columns, name.position().offset());
      if (key.contains(position)) {
        throw new TidewaterException(
                ErrorCode.DUPLICATE_COLUMN, "column \"{column}\" appears twice in the key")
            .with("column", name.value())
            .at(name.position().offset());
      }
      key.add(position);
    }
    return key;
  }

  private static int position(String name, List<OutputColumn> columns, int at) {
    List<Integer> found =
        IntStream.range(0, columns.size())
            .filter(i -> columns.get(i).name().equals(name))
            .boxed()
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw (found.isEmpty()
            ? new TidewaterException(
                ErrorCode.UNDEFINED_COLUMN, "column \"{column}\" does not exist")
            : new TidewaterException(
                ErrorCode.AMBIGUOUS_COLUMN, "column reference \"{column}\" is ambiguous"))
        .with("column", name)
        .at(at);
  }

  private static List<SortKey> order(Subscribe statement, List<OutputColumn> columns) {
    List<SortKey> order = new ArrayList<>();
    for (OrderItem item : statement.withinTimestampOrderBy()) {
      int at = item.position().offset();
      if (!statement.key().isEmpty()) {
        throw new TidewaterException(
                ErrorCode.FEATURE_NOT_SUPPORTED,
                "WITHIN TIMESTAMP ORDER BY can't be combined with an envelope")
            .at(at);
      }
      if (!(item.value() instanceof ColumnReference reference)
          || reference.name().isQualified()
          || item.using() != null) {
        throw new TidewaterException(
                ErrorCode.FEATURE_NOT_SUPPORTED,
                "WITHIN TIMESTAMP ORDER BY takes columns of the result, and mz_diff")
            .at(at);
      }
      String name = reference.name().last();
      boolean isDiff = name.equals(DIFF) && columns.stream().noneMatch(c -> c.name().equals(name));
      int column = isDiff ? columns.size() : position(name, columns, at);
      boolean descending = item.direction() == OrderItem.Direction.DESCENDING;
      boolean nullsFirst =
          item.nullOrder() == NullOrder.DEFAULT ? descending : item.nullOrder() == NullOrder.FIRST;
      order.add(
          new SortKey(
              column,
              descending ? Direction.DESCENDING : Direction.ASCENDING,
              nullsFirst ? Nulls.FIRST : Nulls.LAST));
    }
    return order;
  }
}
