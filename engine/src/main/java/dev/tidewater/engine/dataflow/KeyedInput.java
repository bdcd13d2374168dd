package dev.tidewater.engine.dataflow;

import dev.tidewater.engine.operator.Outlet;
import dev.tidewater.engine.operator.RowKey;
import dev.tidewater.types.row.RowLayout;

/**
 * What an operator with state reads.
 *
 * @param key what its rows begin with; the operator treats rows of different keys apart
 */
record KeyedInput(Outlet rows, RowKey key) {
  static KeyedInput byKeyColumns(Outlet rows, RowLayout layout) {
    return new KeyedInput(rows, RowKey.of(layout));
  }
}
