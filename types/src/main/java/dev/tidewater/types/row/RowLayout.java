package dev.tidewater.types.row;

import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a relation are encoded as bytes, so that comparing rows is comparing unsigned
 * bytes. Immutable and safe to share; {@link #encoder()} and {@link #decoder(int...)} give the
 * workers, which are for one thread each.
 *
 * <pre>
 *   row      := column*  [ suffix*  length ]
 *   column   := key                   of a NOT NULL column
 *             | 00 key | 01 pad       of a nullable one; pad: zeros as wide as a fixed-width key
 * </pre>
 *
 * <p>Columns stand in physical order: the key columns in the key's order, the others of fixed
 * width, the others. Each column ends itself, so the encoding of a key is a prefix of the encoding
 * of its row, and rows order by key columns, then the others in physical order, NULLs last.
 *
 * <p>SQL-equal values (1.0 and 1.00, -0.0 and 0.0, '1 mon' and '30 days', trailing blanks of
 * bpchar) have equal keys. What tells them apart stands behind all keys, see {@link Suffixes}, in
 * rows of {@link Form#EXACT} only, and takes one byte if there is nothing to tell. Types that need
 * no suffix pay nothing.
 */
public final class RowLayout {
  /** Whether SQL-equal rows of different representation have different bytes. */
  public enum Form {
    /** Encoded rows decode to exactly what they were: for rows that are stored and passed on. */
    EXACT,
    /**
     * SQL-equal rows have equal bytes, which decode to one representative: for the keys of
     * grouping, DISTINCT and joins.
     */
    CANONICAL
  }

  private final List<SqlType> types;
  private final List<Boolean> nullable;
  private final List<Integer> keyColumns;
  private final Form form;

  final ColumnCodec[] codecs;
  final boolean[] tagged;

  /** Logical positions in physical order. */
  final int[] physicalOrder;

  /** Logical positions, in physical order, of the columns that have a suffix in these rows. */
  final int[] suffixColumns;

  private final int fixedWidth;

  private RowLayout(
      List<SqlType> types, List<Boolean> nullable, List<Integer> keyColumns, Form form) {
    if (types.size() != nullable.size()) {
      throw new IllegalArgumentException("as many nullabilities as types are needed");
    }
    this.types = List.copyOf(types);
    this.nullable = List.copyOf(nullable);
    this.keyColumns = List.copyOf(keyColumns);
    this.form = form;
    this.codecs = types.stream().map(ColumnCodec::of).toArray(ColumnCodec[]::new);
    this.tagged = new boolean[types.size()];
    for (int i = 0; i < tagged.length; i++) {
      tagged[i] = nullable.get(i);
    }
    this.physicalOrder = physicalOrder(codecs, this.keyColumns);
    this.suffixColumns =
        form == Form.CANONICAL
            ? new int[0]
            : Arrays.stream(physicalOrder).filter(c -> codecs[c].hasSuffix()).toArray();
    this.fixedWidth = fixedWidth();
  }

  /** A layout that keeps representations. */
  public static RowLayout of(
      List<SqlType> types, List<Boolean> nullable, List<Integer> keyColumns) {
    return new RowLayout(types, nullable, keyColumns, Form.EXACT);
  }

  public static RowLayout of(
      List<SqlType> types, List<Boolean> nullable, List<Integer> keyColumns, Form form) {
    return new RowLayout(types, nullable, keyColumns, form);
  }

  /** The layout in which a relation is stored: its primary key first, representations kept. */
  public static RowLayout of(RelationSchema schema) {
    return of(
        schema.types(),
        schema.columns().stream().map(Column::nullable).toList(),
        schema.primaryKey());
  }

  private static int[] physicalOrder(ColumnCodec[] codecs, List<Integer> keyColumns) {
    List<Integer> order = new ArrayList<>(keyColumns);
    if (keyColumns.stream().distinct().count() != keyColumns.size()) {
      throw new IllegalArgumentException("a column stands in the key twice");
    }
    List<Integer> others =
        IntStream.range(0, codecs.length).filter(c -> !keyColumns.contains(c)).boxed().toList();
    others.stream().filter(c -> codecs[c] instanceof FixedCodec).forEach(order::add);
    others.stream().filter(c -> codecs[c] instanceof VariableCodec).forEach(order::add);
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  private int fixedWidth() {
    int width = 0;
    for (int column : physicalOrder) {
      if (codecs[column].width() < 0) {
        return -1;
      }
      width += columnWidth(column);
    }
    return suffixColumns.length == 0 ? width : -1;
  }

  /** Bytes of a fixed-width column, tag included. */
  int columnWidth(int column) {
    return codecs[column].width() + (tagged[column] ? 1 : 0);
  }

  public int arity() {
    return types.size();
  }

  public List<SqlType> types() {
    return types;
  }

  public SqlType type(int column) {
    return types.get(column);
  }

  public boolean isNullable(int column) {
    return tagged[column];
  }

  /** Positions of the columns that come first, in their order. */
  public List<Integer> keyColumns() {
    return keyColumns;
  }

  public Form form() {
    return form;
  }

  /** Bytes of every encoded row; -1 if they vary. */
  public int rowWidth() {
    return fixedWidth;
  }

  /**
   * The layout of the key columns alone, in the key's order: its rows are the prefixes of this
   * layout's rows.
   */
  public RowLayout keyLayout() {
    return new RowLayout(
        keyColumns.stream().map(types::get).toList(),
        keyColumns.stream().map(nullable::get).toList(),
        IntStream.range(0, keyColumns.size()).boxed().toList(),
        Form.CANONICAL);
  }

  /** Encodes runs of rows; for one thread. */
  public RowEncoder encoder() {
    return new RowEncoder(this);
  }

  /** Decodes some columns, in the order given; for one thread. */
  public RowDecoder decoder(int... columns) {
    return new RowDecoder(this, columns);
  }

  /** Decodes all columns; for one thread. */
  public RowDecoder decoder() {
    return new RowDecoder(this, IntStream.range(0, arity()).toArray());
  }

  /** Vectors that hold the columns, in their logical order. */
  public ColumnVector[] allocate(int capacity) {
    return types.stream().map(type -> Values.allocate(type, capacity)).toArray(ColumnVector[]::new);
  }

  /** Appends one row, which stands in {@code row} of a vector for each column. */
  public void encode(ColumnVector[] columns, int row, ByteSink out) {
    for (int column : physicalOrder) {
      encodeColumn(columns[column], column, row, out);
    }
    if (suffixColumns.length > 0) {
      encodeSuffixes(columns, row, out);
    }
  }

  private void encodeColumn(ColumnVector vector, int column, int row, ByteSink out) {
    if (vector.isNull(row)) {
      if (!tagged[column]) {
        throw new IllegalArgumentException("NULL in a column that is not nullable");
      }
      out.putByte(1);
      out.putZeros(Math.max(0, codecs[column].width()));
    } else {
      if (tagged[column]) {
        out.putByte(0);
      }
      codecs[column].encode(vector, row, out);
    }
  }

  void encodeSuffixes(ColumnVector[] columns, int row, ByteSink out) {
    int start = out.size();
    boolean canonical = true;
    for (int column : suffixColumns) {
      if (columns[column].isNull(row)) {
        out.putByte(0);
      } else {
        canonical &= !codecs[column].encodeSuffix(columns[column], row, out);
      }
    }
    if (canonical) {
      out.truncate(start);
    }
    Suffixes.close(out, start);
  }

  /**
   * Appends only the key of a row.
   *
   * @param columns a vector for each column; those that are not in the key may be null
   */
  public void encodeKey(@Nullable ColumnVector[] columns, int row, ByteSink out) {
    for (int column : keyColumns) {
      ColumnVector vector = columns[column];
      if (vector == null) {
        throw new IllegalArgumentException("key column missing");
      }
      encodeColumn(vector, column, row, out);
    }
  }

  /** Bytes of the key with which an encoded row begins. */
  public int keyLength(byte[] bytes, int offset) {
    int at = offset;
    for (int column : keyColumns) {
      at = skip(bytes, at, column);
    }
    return at - offset;
  }

  /** The end of a column that begins here. */
  int skip(byte[] bytes, int position, int column) {
    int at = position;
    if (tagged[column]) {
      at++;
      if (bytes[position] != 0) {
        return at + Math.max(0, codecs[column].width());
      }
    }
    return codecs[column].skip(bytes, at);
  }

  /** Encodes a row given in Java form, see {@link Values}. */
  public byte[] encode(@Nullable Object[] values) {
    ColumnVector[] columns = allocate(1);
    for (int i = 0; i < columns.length; i++) {
      Values.write(columns[i], types.get(i), 0, values[i]);
    }
    ByteSink out = new ByteSink();
    encode(columns, 0, out);
    return out.toByteArray();
  }

  /** Encodes a key given in Java form, one value for each key column in the key's order. */
  public byte[] encodeKey(@Nullable Object[] keyValues) {
    return keyLayout().encode(keyValues);
  }

  /** The row in Java form. */
  public @Nullable Object[] decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  /** The row in Java form. */
  public @Nullable Object[] decode(byte[] bytes, int offset, int length) {
    ColumnVector[] columns = allocate(1);
    decoder().decodeRow(bytes, offset, length, columns, 0);
    @Nullable Object[] values = new @Nullable Object[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Values.read(columns[i], types.get(i), 0);
    }
    return values;
  }
}
