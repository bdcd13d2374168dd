package dev.tidewater.sink.iceberg.write;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.row.ArrayFormat;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;

/** Writes a top-level field: its NULLs, and its values or the elements of its lists. */
abstract sealed class FieldWriter {
  final int vector;
  final ValueWriter values;

  private FieldWriter(int vector, ValueWriter values) {
    this.vector = vector;
    this.values = values;
  }

  abstract void write(VectorRow record);

  /**
   * @param vector which of a record's vectors
   */
  static FieldWriter scalar(int vector, ValueWriter values) {
    return values.maxDefinition() == 0
        ? new Required(vector, values)
        : new Optional(vector, values);
  }

  static FieldWriter list(int vector, ArrayType type, ValueWriter elements) {
    return new List(vector, ArrayFormat.of(type), elements);
  }

  private static final class Required extends FieldWriter {
    Required(int vector, ValueWriter values) {
      super(vector, values);
    }

    @Override
    void write(VectorRow record) {
      values.write(record.columns[vector], record.row, 0, 0);
    }
  }

  private static final class Optional extends FieldWriter {
    Optional(int vector, ValueWriter values) {
      super(vector, values);
    }

    @Override
    void write(VectorRow record) {
      ColumnVector column = record.columns[vector];
      if (column.isNull(record.row)) {
        values.out().writeNull(0, 0);
      } else {
        values.write(column, record.row, 0, 1);
      }
    }
  }

  /** Elements are optional: an array may hold NULLs whatever its column says. */
  private static final class List extends FieldWriter {
    private final ArrayFormat format;
    private final int present;
    private final int empty;

    List(int vector, ArrayFormat format, ValueWriter elements) {
      super(vector, elements);
      this.format = format;
      this.present = elements.maxDefinition();
      // Below a present element: a NULL element, then a list without elements.
      this.empty = present - 2;
    }

    @Override
    void write(VectorRow record) {
      BytesVector column = (BytesVector) record.columns[vector];
      if (column.isNull(record.row)) {
        values.out().writeNull(0, 0);
        return;
      }
      ColumnVector elements = format.elements(column, record.row);
      int count = elements.capacity();
      if (count == 0) {
        values.out().writeNull(0, empty);
        return;
      }
      for (int i = 0; i < count; i++) {
        int repetition = i == 0 ? 0 : 1;
        if (elements.isNull(i)) {
          values.out().writeNull(repetition, present - 1);
        } else {
          values.write(elements, i, repetition, present);
        }
      }
    }
  }
}
