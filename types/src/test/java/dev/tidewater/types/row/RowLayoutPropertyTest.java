package dev.tidewater.types.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.types.SqlType;
import dev.tidewater.types.SqlValues;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

class RowLayoutPropertyTest {
  /** A relation's shape and some rows of it. */
  record Rows(List<SqlType> types, List<Boolean> nullable, List<Integer> key, List<Object[]> rows) {
    RowLayout layout(RowLayout.Form form) {
      return RowLayout.of(types, nullable, key, form);
    }
  }

  @Provide
  Arbitrary<Rows> twoSmallRows() {
    return rows(2, 2);
  }

  @Provide
  Arbitrary<Rows> manyRows() {
    return rows(6, 8);
  }

  private static Arbitrary<Rows> rows(int maxColumns, int count) {
    return SqlValues.types()
        .list()
        .ofMinSize(1)
        .ofMaxSize(maxColumns)
        .flatMap(
            types ->
                Combinators.combine(
                        Arbitraries.of(true, false).list().ofSize(types.size()),
                        Arbitraries.shuffle(IntStream.range(0, types.size()).boxed().toList()),
                        Arbitraries.integers().between(0, types.size()))
                    .as(
                        (nullable, order, keys) ->
                            Tuple.of(nullable, List.copyOf(order.subList(0, keys))))
                    .flatMap(
                        shape ->
                            row(types, shape.get1())
                                .list()
                                .ofSize(count)
                                .map(rows -> new Rows(types, shape.get1(), shape.get2(), rows))));
  }

  private static Arbitrary<Object[]> row(List<SqlType> types, List<Boolean> nullable) {
    List<Arbitrary<Object>> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Arbitrary<Object> values = SqlValues.of(types.get(i));
      columns.add(nullable.get(i) ? values.injectNull(0.2) : values);
    }
    return Combinators.combine(columns).as(List::toArray);
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void byteOrderIsSqlOrder(@ForAll("twoSmallRows") Rows rows) {
    RowLayout layout = rows.layout(RowLayout.Form.EXACT);
    Object[] a = rows.rows().get(0);
    Object[] b = rows.rows().get(1);
    int wanted = sqlOrder(rows, layout, a, b);
    int found = Integer.signum(Bytes.compare(layout.encode(a), layout.encode(b)));
    if (wanted != 0) {
      assertThat(found).isEqualTo(wanted);
    }
    RowLayout canonical = rows.layout(RowLayout.Form.CANONICAL);
    assertThat(Integer.signum(Bytes.compare(canonical.encode(a), canonical.encode(b))))
        .isEqualTo(wanted);
  }

  private static int sqlOrder(Rows rows, RowLayout layout, Object[] a, Object[] b) {
    for (int column : layout.physicalOrder) {
      int order = SqlValues.compare(rows.types().get(column), a[column], b[column]);
      if (order != 0) {
        return Integer.signum(order);
      }
    }
    return 0;
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void exactRowsComeBackAsTheyWere(@ForAll("twoSmallRows") Rows rows) {
    RowLayout layout = rows.layout(RowLayout.Form.EXACT);
    for (Object[] row : rows.rows()) {
      assertThat(layout.decode(layout.encode(row))).isEqualTo(row);
    }
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void canonicalRowsComeBackSqlEqual(@ForAll("twoSmallRows") Rows rows) {
    RowLayout layout = rows.layout(RowLayout.Form.CANONICAL);
    for (Object[] row : rows.rows()) {
      byte[] bytes = layout.encode(row);
      @Nullable Object[] back = layout.decode(bytes);
      assertThat(sqlOrder(rows, layout, row, back)).isZero();
      assertThat(layout.encode(back)).isEqualTo(bytes);
    }
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void keyIsPrefixOfRow(@ForAll("twoSmallRows") Rows rows) {
    RowLayout layout = rows.layout(RowLayout.Form.EXACT);
    for (Object[] row : rows.rows()) {
      byte[] bytes = layout.encode(row);
      byte[] key = layout.encodeKey(rows.key().stream().map(c -> row[c]).toArray());
      assertThat(layout.keyLength(bytes, 0)).isEqualTo(key.length);
      assertThat(Arrays.copyOf(bytes, key.length)).isEqualTo(key);
      if (layout.rowWidth() >= 0) {
        assertThat(bytes).hasSize(layout.rowWidth());
      }
    }
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void runsEncodeAndDecodeAsSingleRows(
      @ForAll("manyRows") Rows rows, @ForAll("wanted") List<Integer> wish) {
    RowLayout layout = rows.layout(RowLayout.Form.EXACT);
    int count = rows.rows().size();
    ColumnVector[] columns = layout.allocate(count);
    for (int row = 0; row < count; row++) {
      for (int c = 0; c < columns.length; c++) {
        Values.write(columns[c], layout.type(c), row, rows.rows().get(row)[c]);
      }
    }
    int[] reversed = IntStream.range(0, count).map(i -> count - 1 - i).toArray();
    ByteSink out = new ByteSink();
    out.putInt(42);
    int[] offsets = new int[2 * count + 1];
    RowEncoder encoder = layout.encoder();
    encoder.encode(columns, null, count, out, offsets, 0);
    encoder.encode(columns, reversed, count, out, offsets, count);
    for (int i = 0; i < 2 * count; i++) {
      Object[] row = rows.rows().get(i < count ? i : reversed[i - count]);
      assertThat(Arrays.copyOfRange(out.array(), offsets[i], offsets[i + 1]))
          .isEqualTo(layout.encode(row));
    }

    int[] wanted = wish.stream().mapToInt(w -> w % layout.arity()).distinct().toArray();
    ColumnVector[] decoded =
        Arrays.stream(wanted)
            .mapToObj(c -> Values.allocate(layout.type(c), count))
            .toArray(ColumnVector[]::new);
    RowDecoder decoder = layout.decoder(wanted);
    decoder.decode(out.array(), offsets, count, count, decoded);
    decoder.decode(out.array(), offsets, 1, count - 1, decoded);
    for (int row = 0; row < count - 1; row++) {
      for (int c = 0; c < wanted.length; c++) {
        assertThat(Values.read(decoded[c], layout.type(wanted[c]), row))
            .isEqualTo(rows.rows().get(row + 1)[wanted[c]]);
      }
    }
  }

  @Provide
  Arbitrary<List<Integer>> wanted() {
    return Arbitraries.integers().between(0, 100).list().ofMinSize(1).ofMaxSize(4);
  }
}
