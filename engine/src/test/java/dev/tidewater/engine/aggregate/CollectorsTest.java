package dev.tidewater.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.plan.Aggregate;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CollectorsTest {
  private static final SqlType TEXT = ScalarType.TEXT;

  @Test
  void givesWhatIsNeitherLargerNorSmallerWhateverTheOrder() {
    Aggregate min = aggregate("min(text)", TEXT, TEXT);
    Aggregate max = aggregate("max(text)", TEXT, TEXT);

    assertThat(run(min, row("b"), row((Object) null), row("a"), row("c"))).isEqualTo("a");
    assertThat(run(max, row("b"), row((Object) null), row("c"), row("a"))).isEqualTo("c");
    assertThat(run(max, row((Object) null))).isNull();
  }

  @Test
  void collectsInTheOrderOfTheRowsEachAsOftenAsItIsThere() {
    ScalarType int4 = ScalarType.INT4;
    Aggregate aggregate = aggregate("array_agg(int4)", new ArrayType(int4), int4);

    assertThat(run(aggregate, row(2), row((Object) null), row(1)))
        .isEqualTo(ArrayValue.copyOf(Arrays.asList(2, null, 1)));
    assertThat(run(aggregate)).isNull();
    Collector collector = Collectors.of(aggregate).orElseThrow();
    collector.begin();
    collector.add(vectors(aggregate, row(7)), 0, 3);
    assertThat(emitted(collector, aggregate)).isEqualTo(ArrayValue.copyOf(List.of(7, 7, 7)));
  }

  @Test
  void putsEachSeparatorBeforeItsText() {
    Aggregate aggregate = aggregate("string_agg(text,text)", TEXT, TEXT, TEXT);

    assertThat(run(aggregate, row("a", "-"), row(null, "#"), row("b", "+"), row("c", null)))
        .isEqualTo("a+bc");
    assertThat(run(aggregate, row(null, "#"))).isNull();
  }

  @Test
  void refusesASecondValue() {
    Aggregate aggregate = aggregate("single_value(text)", TEXT, TEXT);

    assertThat(run(aggregate, row("a"))).isEqualTo("a");
    assertThatThrownBy(() -> run(aggregate, row("a"), row((Object) null)))
        .isInstanceOf(TidewaterException.class)
        .hasMessage("more than one row returned by a subquery used as an expression");
  }

  @Test
  void forgetsWhatWasBeforeItBegins() {
    Aggregate aggregate = aggregate("max(text)", TEXT, TEXT);
    Collector collector = Collectors.of(aggregate).orElseThrow();
    collector.begin();
    collector.add(vectors(aggregate, row("z")), 0, 1);
    collector.begin();
    collector.add(vectors(aggregate, row("a")), 0, 1);

    assertThat(emitted(collector, aggregate)).isEqualTo("a");
  }

  private static Aggregate aggregate(String function, SqlType result, SqlType... arguments) {
    List<ScalarExpr> columns =
        Arrays.stream(arguments).map(type -> (ScalarExpr) new ColumnRef(0, type, true)).toList();
    return new Aggregate(function, columns, false, null, result, true);
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  private static @Nullable Object run(Aggregate aggregate, @Nullable Object[]... rows) {
    Collector collector = Collectors.of(aggregate).orElseThrow();
    collector.begin();
    for (@Nullable Object[] row : rows) {
      collector.add(vectors(aggregate, row), 0, 1);
    }
    return emitted(collector, aggregate);
  }

  private static ColumnVector[] vectors(Aggregate aggregate, @Nullable Object[] row) {
    ColumnVector[] vectors = new ColumnVector[row.length];
    for (int i = 0; i < row.length; i++) {
      SqlType type = aggregate.args().get(i).type();
      vectors[i] = Values.allocate(type, 1);
      Values.write(vectors[i], type, 0, row[i]);
    }
    return vectors;
  }

  private static @Nullable Object emitted(Collector collector, Aggregate aggregate) {
    ColumnVector out = Values.allocate(aggregate.type(), 1);
    collector.emit(out, 0);
    return Values.read(out, aggregate.type(), 0);
  }
}
