package dev.tidewater.types.row;

import java.util.List;

/** Walks over the fields of a record: 0 and a key for each, 1 for NULL, so that NULLs come last. */
record RecordKeyWalker(List<ColumnCodec> fields) implements KeyWalker {
  static final int PRESENT = 0;
  static final int NULL = 1;

  RecordKeyWalker {
    fields = List.copyOf(fields);
  }

  @Override
  public int skip(byte[] source, int position) {
    int at = position;
    for (ColumnCodec field : fields) {
      at = source[at] == NULL ? at + 1 : field.skip(source, at + 1);
    }
    return at;
  }

  @Override
  public boolean hasSuffix() {
    return fields.stream().anyMatch(ColumnCodec::hasSuffix);
  }
}
