package dev.tidewater.types.row;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Jsonb;
import dev.tidewater.types.Jsonb.JsonArray;
import dev.tidewater.types.Jsonb.JsonBoolean;
import dev.tidewater.types.Jsonb.JsonNumber;
import dev.tidewater.types.Jsonb.JsonObject;
import dev.tidewater.types.Jsonb.JsonString;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.DecimalVector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * jsonb in vectors and rows: a key in jsonb's order, then the scales that its numbers are written
 * with beyond what they need (left out if there are none), then the length of those.
 *
 * <pre>
 *   10 empty array at the top   20 null   30 string, escaped   40 number   50 false   51 true
 *   60 array: count in four bytes, elements
 *   70 object: count in four bytes, then for each member its key, escaped, and its value
 * </pre>
 */
public final class JsonbFormat {
  static final int EMPTY_TOP_ARRAY = 0x10;
  static final int NULL = 0x20;
  static final int STRING = 0x30;
  static final int NUMBER = 0x40;
  static final int FALSE = 0x50;
  static final int TRUE = 0x51;
  static final int ARRAY = 0x60;
  static final int OBJECT = 0x70;

  private JsonbFormat() {}

  /** Appends the binary form. */
  public static void encode(Jsonb value, ByteSink out) {
    ByteSink scales = new ByteSink(16);
    boolean canonical;
    if (value instanceof JsonArray array && array.elements().isEmpty()) {
      out.putByte(EMPTY_TOP_ARRAY);
      canonical = true;
    } else {
      canonical = encodeKey(value, out, scales);
    }
    int start = out.size();
    if (!canonical) {
      out.putBytes(scales.array(), 0, scales.size());
    }
    Suffixes.close(out, start);
  }

  /** Sets a row of a vector. */
  public static void write(Jsonb value, BytesVector vector, int row) {
    ByteSink out = new ByteSink();
    encode(value, out);
    vector.append(row, out.array(), 0, out.size());
  }

  private static boolean encodeKey(Jsonb value, ByteSink out, ByteSink scales) {
    if (value instanceof JsonString string) {
      out.putByte(STRING);
      putText(string.value(), out);
    } else if (value instanceof JsonNumber number) {
      out.putByte(NUMBER);
      DecimalCodec.encode(number.value(), out);
      int extra = number.value().redundantScale();
      scales.putVarint(extra);
      return extra == 0;
    } else if (value instanceof JsonBoolean bool) {
      out.putByte(bool.value() ? TRUE : FALSE);
    } else if (value instanceof JsonArray array) {
      out.putByte(ARRAY);
      out.putInt(array.elements().size());
      boolean canonical = true;
      for (Jsonb element : array.elements()) {
        canonical &= encodeKey(element, out, scales);
      }
      return canonical;
    } else if (value instanceof JsonObject object) {
      out.putByte(OBJECT);
      out.putInt(object.members().size());
      boolean canonical = true;
      for (Map.Entry<String, Jsonb> member : object.members().entrySet()) {
        putText(member.getKey(), out);
        canonical &= encodeKey(member.getValue(), out, scales);
      }
      return canonical;
    } else {
      out.putByte(NULL);
    }
    return true;
  }

  private static void putText(String text, ByteSink out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    BytesCodec.escape(bytes, 0, bytes.length, out);
  }

  /** Reads the binary form. */
  public static Jsonb decode(byte[] source, int offset, int length) {
    return new Reader(source, offset, offset + length).top();
  }

  /** The value in a row of a vector. */
  public static Jsonb read(BytesVector vector, int row) {
    return decode(vector.data, vector.offsets[row], vector.lengths[row]);
  }

  /** SQL's order of two values in vectors. */
  public static int compare(BytesVector a, int aRow, BytesVector b, int bRow) {
    return Suffixes.compareKeys(a, aRow, b, bRow);
  }

  private static final class Reader {
    private final byte[] source;
    private int at;
    private int scaleAt;
    private final int scaleEnd;
    private final BytesVector text = new BytesVector(1);
    private final DecimalVector number = new DecimalVector(1);

    Reader(byte[] source, int from, int to) {
      this.source = source;
      this.at = from;
      this.scaleAt = Suffixes.start(source, to);
      this.scaleEnd = Suffixes.sectionEnd(source, to);
    }

    Jsonb top() {
      return source[at] == EMPTY_TOP_ARRAY ? Jsonb.JsonArray.EMPTY : value();
    }

    private Jsonb value() {
      int tag = source[at++];
      return switch (tag) {
        case NULL -> Jsonb.JsonNull.INSTANCE;
        case FALSE -> Jsonb.JsonBoolean.FALSE;
        case TRUE -> Jsonb.JsonBoolean.TRUE;
        case STRING -> Jsonb.of(text());
        case NUMBER -> Jsonb.of(number());
        case ARRAY -> array();
        case OBJECT -> object();
        default -> throw new TidewaterException(ErrorCode.DATA_CORRUPTED, "unknown tag in jsonb");
      };
    }

    private String text() {
      text.clear();
      at = BytesCodec.unescape(source, at, text);
      return new String(text.data, 0, text.used, StandardCharsets.UTF_8);
    }

    private Decimal number() {
      at = DecimalCodec.INSTANCE.decode(source, at, number, 0);
      if (scaleAt == scaleEnd) {
        return number.values[0];
      }
      int extra = Suffixes.readVarint(source, scaleAt);
      scaleAt = Suffixes.skipVarint(source, scaleAt);
      return DecimalCodec.withExtraScale(number.values[0], extra);
    }

    private Jsonb array() {
      int count = count();
      List<Jsonb> elements = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        elements.add(value());
      }
      return Jsonb.array(elements);
    }

    private Jsonb object() {
      int count = count();
      TreeMap<String, Jsonb> members = new TreeMap<>(Jsonb.KEY_ORDER);
      for (int i = 0; i < count; i++) {
        String key = text();
        members.put(key, value());
      }
      return Jsonb.object(members);
    }

    private int count() {
      int count = Bytes.readInt(source, at);
      at += 4;
      return count;
    }
  }
}
