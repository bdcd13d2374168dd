package dev.tidewater.engine.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.engine.function.RowErrors;
import dev.tidewater.engine.function.Selection;
import dev.tidewater.engine.function.SessionFunctions;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * Runs random expressions over vectors, and over one row at a time with the literals of that row in
 * the place of columns, interpreted naively where laziness counts. Values and errors must agree.
 */
class ScalarProgramPropertyTest {
  private static final List<SqlType> COLUMNS =
      List.of(
          ScalarType.INT4,
          ScalarType.INT4,
          ScalarType.INT8,
          ScalarType.BOOLEAN,
          ScalarType.TEXT,
          ScalarType.numeric(10, 2),
          ScalarType.FLOAT8);

  private static final int ROWS = 40;

  @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
  void vectorsAgreeWithSingleRows(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int depth) {
    Random random = new Random(seed);
    ExprGenerator generator = new ExprGenerator(random, COLUMNS);
    SqlType wanted = COLUMNS.get(random.nextInt(COLUMNS.size()));
    ScalarExpr expr = generator.expr(wanted, depth);
    @Nullable Object[][] rows = new @Nullable Object[ROWS][];
    ColumnVector[] columns =
        COLUMNS.stream().map(t -> Values.allocate(t, ROWS)).toArray(ColumnVector[]::new);
    for (int row = 0; row < ROWS; row++) {
      rows[row] = generator.row();
      for (int c = 0; c < columns.length; c++) {
        Values.write(columns[c], COLUMNS.get(c), row, rows[row][c]);
      }
    }
    List<Integer> selected = new ArrayList<>();
    boolean dense = random.nextBoolean();
    for (int row = 0; row < ROWS; row++) {
      if (dense || random.nextInt(3) > 0) {
        selected.add(row);
      }
    }
    Selection selection = new Selection();
    if (dense) {
      selection.first(ROWS);
    } else {
      selection.listed(selected.stream().mapToInt(i -> i).toArray(), selected.size());
    }
    ScalarProgram program = ScalarProgram.compile(List.of(expr), SessionFunctions.NONE);
    // A second run over the same program must not see what the first left behind.
    for (int run = 0; run < 2; run++) {
      RowErrors errors = new RowErrors();
      ColumnVector out = program.evaluate(0, columns, selection, errors);
      for (int row : selected) {
        String found = outcome(errors.at(row), out, expr.type(), row);
        assertThat(found).as("%s over row %s", expr, row).isEqualTo(naive(expr, rows[row]));
      }
    }
  }

  private static String outcome(
      @Nullable TidewaterException error, ColumnVector out, SqlType type, int row) {
    return error != null ? "error " + error.getMessage() : show(Values.read(out, type, row));
  }

  private static String show(@Nullable Object value) {
    return value instanceof Double d && d == 0 ? "0.0" : String.valueOf(value);
  }

  private static String naive(ScalarExpr expr, @Nullable Object[] row) {
    try {
      return show(new NaiveInterpreter(row).value(expr));
    } catch (TidewaterException e) {
      return "error " + e.getMessage();
    }
  }

  /** Evaluates a row at a time; only functions are the product's own. */
  private static final class NaiveInterpreter {
    private final @Nullable Object[] row;

    NaiveInterpreter(@Nullable Object[] row) {
      this.row = row;
    }

    @Nullable Object value(ScalarExpr expr) {
      if (expr instanceof ColumnRef column) {
        return row[column.column()];
      } else if (expr instanceof Literal literal) {
        return literal.value();
      } else if (expr instanceof ScalarExpr.Call call) {
        return call(call);
      } else if (expr instanceof ScalarExpr.And and) {
        return logic(and.args(), false);
      } else if (expr instanceof ScalarExpr.Or or) {
        return logic(or.args(), true);
      } else if (expr instanceof ScalarExpr.Not not) {
        Object arg = value(not.arg());
        return arg == null ? null : !((Boolean) arg);
      } else if (expr instanceof ScalarExpr.IsNull isNull) {
        return value(isNull.arg()) == null;
      } else if (expr instanceof ScalarExpr.Case cases) {
        for (ScalarExpr.When when : cases.whens()) {
          if (Boolean.TRUE.equals(value(when.condition()))) {
            return value(when.result());
          }
        }
        return value(cases.otherwise());
      } else if (expr instanceof ScalarExpr.Coalesce coalesce) {
        for (ScalarExpr arg : coalesce.args()) {
          Object value = value(arg);
          if (value != null) {
            return value;
          }
        }
        return null;
      }
      throw new IllegalArgumentException(expr.toString());
    }

    private @Nullable Object call(ScalarExpr.Call call) {
      List<ScalarExpr> literals = new ArrayList<>();
      for (ScalarExpr arg : call.args()) {
        literals.add(new Literal(value(arg), arg.type()));
      }
      ScalarExpr closed =
          new ScalarExpr.Call(call.function(), literals, call.type(), call.nullable());
      return ScalarProgram.constant(closed, SessionFunctions.NONE);
    }

    private @Nullable Object logic(List<ScalarExpr> args, boolean deciding) {
      TidewaterException failure = null;
      boolean open = false;
      for (ScalarExpr arg : args) {
        try {
          Object value = value(arg);
          if (value == null) {
            open = true;
          } else if ((Boolean) value == deciding) {
            return deciding;
          }
        } catch (TidewaterException e) {
          failure = failure == null ? e : failure;
        }
      }
      if (failure != null) {
        throw failure;
      }
      return open ? null : (Object) !deciding;
    }
  }
}
