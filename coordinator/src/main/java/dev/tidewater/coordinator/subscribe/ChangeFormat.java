package dev.tidewater.coordinator.subscribe;

import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.host.local.SubscribeRequest.Delivery;
import dev.tidewater.plan.SortKey;
import dev.tidewater.sql.planner.OutputColumn;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.RowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How changes become rows.
 *
 * <pre>
 *   PLAIN     mz_timestamp [mz_progressed] mz_diff  columns …
 *   UPSERT    mz_timestamp [mz_progressed] mz_state key … values …
 *   DEBEZIUM  mz_timestamp [mz_progressed] mz_state key … before_values … after_values …
 * </pre>
 *
 * @param columns of the relation that is followed
 * @param key positions of the envelope's key columns; empty for PLAIN
 * @param order within a time, over the relation's columns and, behind them, mz_diff; only for PLAIN
 * @param wantsSnapshot whether the rows that are there at the beginning come
 * @param showsProgress whether rows tell that time has moved
 */
public record ChangeFormat(
    List<OutputColumn> columns,
    Envelope envelope,
    List<Integer> key,
    List<SortKey> order,
    boolean wantsSnapshot,
    boolean showsProgress) {
  /** Milliseconds since 1970 have 13 digits; with 18 a long holds them. */
  static final SqlType TIME_TYPE = ScalarType.numeric(18, 0);

  public enum Envelope {
    PLAIN,
    UPSERT,
    DEBEZIUM
  }

  public ChangeFormat {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    order = List.copyOf(order);
  }

  /** The columns that come out. */
  public List<ResultColumn> resultColumns() {
    List<ResultColumn> result = new ArrayList<>();
    result.add(new ResultColumn("mz_timestamp", TIME_TYPE));
    if (showsProgress) {
      result.add(new ResultColumn("mz_progressed", ScalarType.BOOLEAN));
    }
    switch (envelope) {
      case PLAIN -> {
        result.add(new ResultColumn("mz_diff", ScalarType.INT8));
        columns.forEach(column -> result.add(new ResultColumn(column.name(), column.type())));
      }
      case UPSERT -> {
        result.add(new ResultColumn("mz_state", ScalarType.TEXT));
        addColumns(key, "", result);
        addColumns(valueColumns(), "", result);
      }
      case DEBEZIUM -> {
        result.add(new ResultColumn("mz_state", ScalarType.TEXT));
        addColumns(key, "", result);
        addColumns(valueColumns(), "before_", result);
        addColumns(valueColumns(), "after_", result);
      }
    }
    return result;
  }

  private void addColumns(List<Integer> positions, String prefix, List<ResultColumn> result) {
    for (int position : positions) {
      OutputColumn column = columns.get(position);
      result.add(new ResultColumn(prefix + column.name(), column.type()));
    }
  }

  List<Integer> valueColumns() {
    return IntStream.range(0, columns.size()).filter(i -> !key.contains(i)).boxed().toList();
  }

  /** The layout in which changes are to come: the key in front, so that its rows stand together. */
  public RowLayout layout() {
    return RowLayout.of(
        columns.stream().map(OutputColumn::type).toList(),
        columns.stream().map(OutputColumn::nullable).toList(),
        key);
  }

  public Delivery delivery() {
    if (!wantsSnapshot) {
      return Delivery.SKIPPED;
    }
    return envelope == Envelope.PLAIN && order.isEmpty() ? Delivery.STREAMED : Delivery.ORDERED;
  }

  /** Makes rows in this format. */
  public ChangeRows rows() {
    return switch (envelope) {
      case PLAIN -> new PlainRows(this);
      case UPSERT -> new UpsertRows(this);
      case DEBEZIUM -> new DebeziumRows(this);
    };
  }
}
