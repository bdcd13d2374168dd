package dev.tidewater.types.row;

/** Keys that end themselves. */
abstract sealed class VariableCodec extends ColumnCodec
    permits BytesCodec, BlankPaddedCodec, DecimalCodec, CompositeCodec {
  @Override
  final int width() {
    return -1;
  }
}
