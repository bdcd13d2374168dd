package dev.tidewater.engine.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.plan.RelationPlan.Numbering;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.Interval;
import dev.tidewater.types.Jsonb;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SetFunctionsTest {
  /** Small, so that every set is given in several parts. */
  private static final int ROOM = 3;

  private static List<@Nullable Object> rows(
      String identity, SqlType result, @Nullable Object... arguments) {
    SetFunctions.Call call = new SetFunctions.Call(identity, arguments.length, List.of(result));
    RowSet set =
        SetFunctions.bind(List.of(call), Numbering.NONE, SessionFunctions.NONE).open(arguments);
    List<@Nullable Object> rows = new ArrayList<>();
    int count;
    do {
      ColumnVector vector = Values.allocate(result, ROOM + 1);
      count = set.fill(new ColumnVector[] {vector}, 1, ROOM);
      for (int i = 1; i <= count; i++) {
        rows.add(Values.read(vector, result, i));
      }
    } while (count == ROOM);
    return rows;
  }

  @Test
  void integersGoUpAndDownAndStopAtTheEndsOfTheirType() {
    String series = "generate_series(int8,int8,int8)";
    assertThat(rows(series, ScalarType.INT8, 1L, 9L, 2L)).containsExactly(1L, 3L, 5L, 7L, 9L);
    assertThat(rows(series, ScalarType.INT8, 5L, 1L, -2L)).containsExactly(5L, 3L, 1L);
    assertThat(rows(series, ScalarType.INT8, 5L, 1L, 1L)).isEmpty();
    assertThat(rows(series, ScalarType.INT8, Long.MAX_VALUE - 1, Long.MAX_VALUE, 1L))
        .containsExactly(Long.MAX_VALUE - 1, Long.MAX_VALUE);
    assertThat(rows(series, ScalarType.INT8, Long.MIN_VALUE + 1, Long.MIN_VALUE, -5L))
        .containsExactly(Long.MIN_VALUE + 1);
    assertThat(rows("generate_series(int4,int4)", ScalarType.INT4, 1, 3)).containsExactly(1, 2, 3);
  }

  @Test
  void stepOfZeroIsRefused() {
    assertThatThrownBy(() -> rows("generate_series(int4,int4,int4)", ScalarType.INT4, 1, 2, 0))
        .isInstanceOf(TidewaterException.class)
        .hasMessageContaining("step size cannot equal zero");
  }

  @Test
  void nullArgumentsGiveNoRows() {
    assertThat(rows("generate_series(int4,int4)", ScalarType.INT4, 1, null)).isEmpty();
    assertThat(rows("unnest(anyarray)", ScalarType.TEXT, (Object) null)).isEmpty();
  }

  @Test
  void numbersKeepTheirScale() {
    assertThat(
            rows(
                "generate_series(numeric,numeric,numeric)",
                ScalarType.NUMERIC,
                Decimal.parse("1.1"),
                Decimal.parse("2"),
                Decimal.parse("0.4")))
        .extracting(String::valueOf)
        .containsExactly("1.1", "1.5", "1.9");
  }

  @Test
  void monthsAreAddedByTheCalendar() {
    long day = 86_400_000_000L;
    assertThat(
            rows(
                "generate_series(timestamp,timestamp,interval)",
                ScalarType.TIMESTAMP,
                30 * day,
                100 * day,
                new Interval(1, 0, 0)))
        .containsExactly(30 * day, 58 * day, 86 * day);
  }

  @Test
  void arraysAndDocumentsAreTakenApart() {
    assertThat(rows("unnest(anyarray)", ScalarType.TEXT, ArrayValue.of("a", null, "b", "c")))
        .containsExactly("a", null, "b", "c");
    assertThat(
            rows("generate_subscripts(anyarray,int4)", ScalarType.INT4, ArrayValue.of("a", "b"), 1))
        .containsExactly(1, 2);
    Jsonb array = Jsonb.parse("[1, \"x\", null]");
    assertThat(rows("jsonb_array_elements(jsonb)", ScalarType.JSONB, array))
        .extracting(String::valueOf)
        .containsExactly("1", "\"x\"", "null");
    assertThat(rows("jsonb_array_elements_text(jsonb)", ScalarType.TEXT, array))
        .containsExactly("1", "x", null);
    assertThat(rows("jsonb_object_keys(jsonb)", ScalarType.TEXT, Jsonb.parse("{\"b\": 1}")))
        .containsExactly("b");
  }
}
