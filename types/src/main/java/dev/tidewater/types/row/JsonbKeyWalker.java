package dev.tidewater.types.row;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/** Walks over the key of a jsonb value; see {@link JsonbFormat} for the tags. */
final class JsonbKeyWalker implements KeyWalker {
  static final JsonbKeyWalker INSTANCE = new JsonbKeyWalker();

  private JsonbKeyWalker() {}

  @Override
  public int skip(byte[] source, int position) {
    switch (source[position]) {
      case JsonbFormat.EMPTY_TOP_ARRAY, JsonbFormat.NULL, JsonbFormat.FALSE, JsonbFormat.TRUE -> {
        return position + 1;
      }
      case JsonbFormat.STRING -> {
        return BytesCodec.end(source, position + 1);
      }
      case JsonbFormat.NUMBER -> {
        return DecimalCodec.INSTANCE.skip(source, position + 1);
      }
      case JsonbFormat.ARRAY -> {
        int at = position + 5;
        for (int left = Bytes.readInt(source, position + 1); left > 0; left--) {
          at = skip(source, at);
        }
        return at;
      }
      case JsonbFormat.OBJECT -> {
        int at = position + 5;
        for (int left = Bytes.readInt(source, position + 1); left > 0; left--) {
          at = skip(source, BytesCodec.end(source, at));
        }
        return at;
      }
      default -> throw new TidewaterException(ErrorCode.DATA_CORRUPTED, "unknown tag in jsonb");
    }
  }

  @Override
  public boolean hasSuffix() {
    return true;
  }
}
