package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.coordinator.session.Execution.CopySink;
import dev.tidewater.engine.scalar.ScalarProgram;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.sql.ast.DataStatement.CopyEndpointKind;
import dev.tidewater.sql.ast.DataStatement.CopyFrom;
import dev.tidewater.sql.planner.PlannedCopy;
import dev.tidewater.types.Column;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** COPY … FROM STDIN in text and CSV form. */
final class CopyFromCommand {
  private final CoordinatorSession session;
  private final WriteExecutor writes;

  CopyFromCommand(CoordinatorSession session, WriteExecutor writes) {
    this.session = session;
    this.writes = writes;
  }

  Execution start(CopyFrom statement, PlannedCopy planned) {
    if (statement.endpoint().kind() != CopyEndpointKind.STDIN) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "COPY FROM is only supported from STDIN")
          .at(statement.endpoint().position().offset());
    }
    if (statement.where() != null) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "COPY FROM … WHERE is not supported")
          .at(statement.where().position().offset());
    }
    CopyFormat format = CopyFormat.of(statement.options());
    if (format.form() == CopyFormat.Form.BINARY) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "COPY FROM in binary format is not supported")
          .at(statement.position().offset());
    }
    return new Execution.CopyIn(planned.targets().size(), new Sink(planned, format));
  }

  /** Takes the rows of one COPY. */
  private final class Sink implements CopySink {
    private final PlannedCopy planned;
    private final RelationSchema schema;
    private final RowCollector collector;
    private final CopyLineReader reader;
    private final ColumnVector[] columns;
    private final @Nullable Object[] defaults;
    private final TextFormat textFormat = session.textFormat();
    private int rows;
    private long count;

    Sink(PlannedCopy planned, CopyFormat format) {
      this.planned = planned;
      this.schema = planned.table().schema();
      this.collector = writes.transactionCollector(planned.table());
      this.reader = new CopyLineReader(format, this::row);
      this.columns = new ColumnVector[schema.arity()];
      this.defaults = defaultValues(planned);
      for (int i = 0; i < columns.length; i++) {
        columns[i] = Values.allocate(schema.column(i).type(), ColumnVector.DEFAULT_CAPACITY);
      }
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
      session.cancellation().check();
      reader.data(bytes, offset, length);
    }

    private void row(List<@Nullable String> fields) {
      List<Integer> targets = planned.targets();
      if (fields.size() != targets.size()) {
        throw fieldCount(fields.size());
      }
      for (int i = 0; i < columns.length; i++) {
        if (!targets.contains(i)) {
          Values.write(columns[i], schema.column(i).type(), rows, defaults[i]);
        }
      }
      for (int i = 0; i < targets.size(); i++) {
        put(schema.column(targets.get(i)), targets.get(i), fields.get(i));
      }
      if (++rows == ColumnVector.DEFAULT_CAPACITY) {
        flush();
      }
    }

    private void put(Column column, int position, @Nullable String text) {
      if (text == null) {
        columns[position].setNull(rows);
        return;
      }
      try {
        Object value = textFormat.parse(column.type(), text);
        Values.write(columns[position], column.type(), rows, value);
      } catch (TidewaterException e) {
        throw e.detail(
            "COPY "
                + planned.table().name()
                + ", line "
                + reader.line()
                + ", column "
                + column.name()
                + ": \""
                + text
                + "\"");
      }
    }

    private TidewaterException fieldCount(int found) {
      String message =
          found > planned.targets().size()
              ? "extra data after last expected column"
              : "missing data for column \"{column}\"";
      int missing = Math.min(found, planned.targets().size() - 1);
      return new TidewaterException(ErrorCode.BAD_COPY_FILE_FORMAT, message)
          .with("column", schema.column(planned.targets().get(missing)).name())
          .detail("COPY " + planned.table().name() + ", line " + reader.line());
    }

    private void flush() {
      collector.add(columns, rows, 1);
      count += rows;
      rows = 0;
      for (ColumnVector column : columns) {
        column.clear();
      }
    }

    @Override
    public String finish() {
      reader.finish();
      if (rows > 0) {
        flush();
      }
      return "COPY " + count;
    }

    @Override
    public void fail(String reason) {
      session.fail(); // The rows go with the transaction.
    }
  }

  private @Nullable Object[] defaultValues(PlannedCopy planned) {
    @Nullable Object[] values = new @Nullable Object[planned.defaults().size()];
    for (int i = 0; i < values.length; i++) {
      ScalarExpr expression = planned.defaults().get(i);
      values[i] = expression == null ? null : ScalarProgram.constant(expression, session.facts());
    }
    return values;
  }
}
