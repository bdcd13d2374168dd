package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.BYTEA;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.NAME;
import static dev.tidewater.types.ScalarType.TEXT;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.format.TextFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Functions on byte strings, hashes, and their encodings as text. */
final class BinaryStringFunctions {
  /** Characters in a line of base64, as in MIME and PostgreSQL. */
  private static final int BASE64_LINE = 76;

  private static final HexFormat HEX = HexFormat.of();

  private BinaryStringFunctions() {}

  static void declare(Declarations d) {
    d.operator("||", "Joins byte strings")
        .takes(BYTEA, BYTEA)
        .gives(BYTEA)
        .as(Rowwise.of(BinaryStringFunctions::join));
    d.function("length", "Number of bytes")
        .takes(BYTEA)
        .gives(INT4)
        .as(TextFunctions.byteLength(1));
    d.function("octet_length", "Number of bytes")
        .takes(BYTEA)
        .gives(INT4)
        .as(TextFunctions.byteLength(1));
    for (String name : List.of("substring", "substr")) {
      d.function(name, "From a byte on, counted from 1")
          .takes(BYTEA, INT4)
          .gives(BYTEA)
          .as(Rowwise.of((byte[] v, Integer from) -> substring(v, from, Integer.MAX_VALUE)));
      d.function(name, "From a byte on, counted from 1, so many")
          .takes(BYTEA, INT4, INT4)
          .gives(BYTEA)
          .as(Rowwise.of((byte[] v, Integer from, Integer length) -> substring(v, from, length)));
    }
    for (String name : List.of("position", "strpos")) {
      d.function(name, "Where a byte string first occurs within another, from 1; 0 if nowhere")
          .takes(BYTEA, BYTEA)
          .gives(INT4)
          .as(Rowwise.of((byte[] text, byte[] part) -> position(text, part)));
    }
    d.function("get_byte", "The byte at an index from 0")
        .takes(BYTEA, INT4)
        .gives(INT4)
        .as(Rowwise.of((byte[] v, Integer index) -> v[checkIndex(v, index)] & 0xff));
    d.function("set_byte", "With the byte at an index from 0 replaced")
        .takes(BYTEA, INT4, INT4)
        .gives(BYTEA)
        .as(Rowwise.of(BinaryStringFunctions::withByte));
    d.function("bit_count", "How many bits are set")
        .takes(BYTEA)
        .gives(ScalarType.INT8)
        .as(Rowwise.of(BinaryStringFunctions::bitCount));
    d.function("get_bit", "The bit at an index from 0, the lowest of the first byte")
        .takes(BYTEA, ScalarType.INT8)
        .gives(INT4)
        .as(Rowwise.of((byte[] v, Long index) -> v[bitIndex(v, index)] >> (int) (index % 8) & 1));
    hashes(d);
    encodings(d);
  }

  private static Long bitCount(byte[] bytes) {
    long count = 0;
    for (byte b : bytes) {
      count += Integer.bitCount(b & 0xff);
    }
    return count;
  }

  private static int bitIndex(byte[] bytes, long index) {
    long bits = bytes.length * 8L;
    if (index < 0 || index >= bits) {
      throw new TidewaterException(
              ErrorCode.ARRAY_SUBSCRIPT_ERROR, "index {index} out of valid range, 0..{last}")
          .with("index", index)
          .with("last", bits - 1);
    }
    return (int) (index / 8);
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  private static byte[] substring(byte[] bytes, int from, int length) {
    if (length < 0) {
      throw new TidewaterException(
          ErrorCode.SUBSTRING_ERROR, "negative substring length not allowed");
    }
    long end = Math.min(bytes.length, (long) from - 1 + length);
    int start = Math.max(0, from - 1);
    return start >= end ? new byte[0] : Arrays.copyOfRange(bytes, start, (int) end);
  }

  private static int position(byte[] text, byte[] part) {
    for (int i = 0; i <= text.length - part.length; i++) {
      if (Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static int checkIndex(byte[] bytes, int index) {
    if (index < 0 || index >= bytes.length) {
      throw new TidewaterException(
              ErrorCode.ARRAY_SUBSCRIPT_ERROR, "index {index} out of valid range, 0..{last}")
          .with("index", index)
          .with("last", bytes.length - 1);
    }
    return index;
  }

  private static byte[] withByte(byte[] bytes, Integer index, Integer value) {
    byte[] changed = bytes.clone();
    changed[checkIndex(bytes, index)] = (byte) (int) value;
    return changed;
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new TidewaterException(ErrorCode.INTERNAL_ERROR, "hash algorithm missing", e);
    }
  }

  private static void hashes(Declarations d) {
    d.function("md5", "MD5 in hexadecimal digits")
        .takes(TEXT)
        .gives(TEXT)
        .as(
            Rowwise.of(
                (String v) -> HEX.formatHex(digest("MD5", v.getBytes(StandardCharsets.UTF_8)))));
    d.function("md5", "MD5 in hexadecimal digits")
        .takes(BYTEA)
        .gives(TEXT)
        .as(Rowwise.of((byte[] v) -> HEX.formatHex(digest("MD5", v))));
    for (int bits : new int[] {224, 256, 384, 512}) {
      d.function("sha" + bits, "SHA-2 hash")
          .takes(BYTEA)
          .gives(BYTEA)
          .as(Rowwise.of((byte[] v) -> digest("SHA-" + bits, v)));
    }
  }

  private static void encodings(Declarations d) {
    d.function("encode", "Bytes as text in hex, base64 or escape")
        .takes(BYTEA, TEXT)
        .gives(TEXT)
        .as(Rowwise.of(BinaryStringFunctions::encode));
    d.function("decode", "Bytes from text in hex, base64 or escape")
        .takes(TEXT, TEXT)
        .gives(BYTEA)
        .as(Rowwise.of(BinaryStringFunctions::decode));
    d.function("convert_from", "Text from bytes in an encoding; UTF8 only")
        .takes(BYTEA, NAME)
        .gives(TEXT)
        .as(Rowwise.of(BinaryStringFunctions::convertFrom));
    d.function("convert_to", "Text as bytes in an encoding; UTF8 only")
        .takes(TEXT, NAME)
        .gives(BYTEA)
        .as(
            Rowwise.of(
                (String v, String encoding) -> {
                  checkEncoding(encoding);
                  return v.getBytes(StandardCharsets.UTF_8);
                }));
    d.function("to_bin", "In binary digits")
        .takes(INT4)
        .gives(TEXT)
        .as(Rowwise.of((Integer v) -> Integer.toBinaryString(v)));
    d.function("to_bin", "In binary digits")
        .takes(ScalarType.INT8)
        .gives(TEXT)
        .as(Rowwise.of((Long v) -> Long.toBinaryString(v)));
    d.function("to_oct", "In octal digits")
        .takes(INT4)
        .gives(TEXT)
        .as(Rowwise.of((Integer v) -> Integer.toOctalString(v)));
    d.function("to_oct", "In octal digits")
        .takes(ScalarType.INT8)
        .gives(TEXT)
        .as(Rowwise.of((Long v) -> Long.toOctalString(v)));
    d.function("to_hex", "In hexadecimal digits")
        .takes(INT4)
        .gives(TEXT)
        .as(Rowwise.of((Integer v) -> Integer.toHexString(v)));
    d.function("to_hex", "In hexadecimal digits")
        .takes(ScalarType.INT8)
        .gives(TEXT)
        .as(Rowwise.of((Long v) -> Long.toHexString(v)));
  }

  private static String encode(byte[] bytes, String format) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "hex" -> HEX.formatHex(bytes);
      case "base64" -> Base64.getMimeEncoder(BASE64_LINE, new byte[] {'\n'}).encodeToString(bytes);
      case "escape" -> escape(bytes);
      default -> throw unknownFormat(format);
    };
  }

  private static String escape(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte b : bytes) {
      if (b == '\\') {
        out.write('\\');
        out.write('\\');
      } else if (b <= 0) {
        out.write('\\');
        out.write('0' + ((b >> 6) & 3));
        out.write('0' + ((b >> 3) & 7));
        out.write('0' + (b & 7));
      } else {
        out.write(b);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static byte[] decode(String text, String format) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "hex" -> (byte[]) TextFormat.UTC.parse(BYTEA, "\\x" + text);
      case "base64" -> decodeBase64(text);
      case "escape" -> (byte[]) TextFormat.UTC.parse(BYTEA, text);
      default -> throw unknownFormat(format);
    };
  }

  private static byte[] decodeBase64(String text) {
    try {
      return Base64.getDecoder().decode(text.replaceAll("[ \t\r\n]", ""));
    } catch (IllegalArgumentException e) {
      throw new TidewaterException(
          ErrorCode.INVALID_PARAMETER_VALUE, "invalid base64 end sequence", e);
    }
  }

  private static TidewaterException unknownFormat(String format) {
    return new TidewaterException(
            ErrorCode.INVALID_PARAMETER_VALUE, "unrecognized encoding: \"{encoding}\"")
        .with("encoding", format);
  }

  private static void checkEncoding(String encoding) {
    String name = encoding.toUpperCase(Locale.ROOT).replace("-", "").replace("_", "");
    if (!name.equals("UTF8")) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE, "invalid encoding name \"{encoding}\"")
          .with("encoding", encoding);
    }
  }

  private static String convertFrom(byte[] bytes, String encoding) {
    checkEncoding(encoding);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf(0) < 0) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // Falls through to the one error for bytes that are no text.
    }
    throw new TidewaterException(
        ErrorCode.CHARACTER_NOT_IN_REPERTOIRE, "invalid byte sequence for encoding \"UTF8\"");
  }
}
