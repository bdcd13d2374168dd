package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.BOOLEAN;
import static dev.tidewater.types.ScalarType.BPCHAR;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.TEXT;

import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.LongVector;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions on text. Characters are Unicode code points. */
final class TextFunctions {
  /** Longest text that a function makes, in characters; PostgreSQL's limit is a gigabyte. */
  private static final int MAX_CHARACTERS = 1 << 28;

  private TextFunctions() {}

  static void declare(Declarations d) {
    d.operator("||", "Joins texts").takes(TEXT, TEXT).gives(TEXT).as(concatenate());
    joinWithOthers(d);
    measures(d);
    letters(d);
    pieces(d);
    padding(d);
    quoting(d);
    variadics(d);
  }

  private static Implementation concatenate() {
    return call ->
        (selection, args, out, errors) -> {
          BytesVector a = (BytesVector) args[0];
          BytesVector b = (BytesVector) args[1];
          BytesVector result = (BytesVector) out;
          for (int i = 0; i < selection.count(); i++) {
            int row = selection.row(i);
            if (!out.isNull(row)) {
              int start = result.used;
              result.append(row, a.data, a.offsets[row], a.lengths[row]);
              result.append(row, b.data, b.offsets[row], b.lengths[row]);
              result.offsets[row] = start;
              result.lengths[row] = result.used - start;
            }
          }
        };
  }

  /** Text joined with anything: {@code 'n = ' || 5}. */
  private static void joinWithOthers(Declarations d) {
    d.operator("||", "Joins a text and the text of another value")
        .takes(new ParameterType.Exact(TEXT), Polymorphic.NON_ARRAY)
        .gives(TEXT)
        .stable()
        .as(joined());
    d.operator("||", "Joins the text of a value and a text")
        .takes(Polymorphic.NON_ARRAY, new ParameterType.Exact(TEXT))
        .gives(TEXT)
        .stable()
        .as(joined());
  }

  private static Implementation joined() {
    return Rowwise.bound(
        call -> {
          TextFormat format = TextFormat.in(call.session().timeZone());
          return args ->
              text(format, call.argumentType(0), Rowwise.present(args[0]))
                  + text(format, call.argumentType(1), Rowwise.present(args[1]));
        });
  }

  /** A value as a cast to text gives it. */
  static String text(TextFormat format, SqlType type, Object value) {
    if (type.is(TypeKind.BOOLEAN)) {
      return value.toString();
    }
    return value instanceof String string
        ? (type.is(TypeKind.BPCHAR) ? trimmed(string, " ", Side.END) : string)
        : format.print(type, value);
  }

  private static void measures(Declarations d) {
    for (String name : new String[] {"length", "char_length", "character_length"}) {
      d.function(name, "Number of characters").takes(TEXT).gives(INT4).as(length());
    }
    d.function("length", "Number of characters without blanks at the end")
        .takes(BPCHAR)
        .gives(INT4)
        .as(Rowwise.of((String v) -> characters(trimmed(v, " ", Side.END))));
    d.function("octet_length", "Number of bytes").takes(TEXT).gives(INT4).as(byteLength(1));
    d.function("bit_length", "Number of bits").takes(TEXT).gives(INT4).as(byteLength(8));
    for (String name : new String[] {"strpos", "position"}) {
      d.function(name, "Where a text first occurs within another, from 1; 0 if nowhere")
          .takes(TEXT, TEXT)
          .gives(INT4)
          .as(Rowwise.of((String text, String part) -> position(text, part)));
    }
    d.function("starts_with", "Whether a text begins with another")
        .takes(TEXT, TEXT)
        .gives(BOOLEAN)
        .as(Rowwise.of((String text, String start) -> text.startsWith(start)));
    d.operator("^@", "Whether a text begins with another")
        .takes(TEXT, TEXT)
        .gives(BOOLEAN)
        .as(Rowwise.of((String text, String start) -> text.startsWith(start)));
    d.function("ascii", "Code point of the first character")
        .takes(TEXT)
        .gives(INT4)
        .as(Rowwise.of((String v) -> v.isEmpty() ? 0 : v.codePointAt(0)));
    d.function("chr", "The character of a code point")
        .takes(INT4)
        .gives(TEXT)
        .as(Rowwise.of(TextFunctions::character));
  }

  private static Implementation length() {
    return call ->
        (selection, args, out, errors) -> {
          BytesVector a = (BytesVector) args[0];
          long[] result = ((LongVector) out).values;
          for (int i = 0; i < selection.count(); i++) {
            int row = selection.row(i);
            if (out.isNull(row)) {
              continue;
            }
            int characters = 0;
            int end = a.offsets[row] + a.lengths[row];
            for (int at = a.offsets[row]; at < end; at++) {
              characters += (a.data[at] & 0xc0) != 0x80 ? 1 : 0;
            }
            result[row] = characters;
          }
        };
  }

  static Implementation byteLength(int factor) {
    return call ->
        (selection, args, out, errors) -> {
          BytesVector a = (BytesVector) args[0];
          long[] result = ((LongVector) out).values;
          for (int i = 0; i < selection.count(); i++) {
            int row = selection.row(i);
            result[row] = (long) a.lengths[row] * factor;
          }
        };
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  private static int position(String text, String part) {
    int index = text.indexOf(part);
    return index < 0 ? 0 : text.codePointCount(0, index) + 1;
  }

  private static String character(Integer codePoint) {
    if (codePoint == 0) {
      throw new TidewaterException(
          ErrorCode.PROGRAM_LIMIT_EXCEEDED, "null character not permitted");
    }
    if (codePoint < 0) {
      throw new TidewaterException(
          ErrorCode.INVALID_PARAMETER_VALUE, "character number must be positive");
    }
    if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
      throw new TidewaterException(
              ErrorCode.PROGRAM_LIMIT_EXCEEDED,
              "requested character not valid for encoding: {character}")
          .with("character", codePoint);
    }
    if (codePoint > Character.MAX_CODE_POINT) {
      throw new TidewaterException(
              ErrorCode.PROGRAM_LIMIT_EXCEEDED,
              "requested character too large for encoding: {character}")
          .with("character", codePoint);
    }
    return Character.toString(codePoint);
  }

  private static void letters(Declarations d) {
    d.function("upper", "In upper case")
        .takes(TEXT)
        .gives(TEXT)
        .as(Rowwise.of((String v) -> mapCharacters(v, Character::toUpperCase)));
    d.function("lower", "In lower case")
        .takes(TEXT)
        .gives(TEXT)
        .as(Rowwise.of((String v) -> mapCharacters(v, Character::toLowerCase)));
    d.function("initcap", "Each word with a capital")
        .takes(TEXT)
        .gives(TEXT)
        .as(Rowwise.of(TextFunctions::capitalized));
    d.function("reverse", "Characters from last to first")
        .takes(TEXT)
        .gives(TEXT)
        .as(Rowwise.of((String v) -> new StringBuilder(v).reverse().toString()));
  }

  /** Character by character, as PostgreSQL does: no character becomes two. */
  private static String mapCharacters(String text, java.util.function.IntUnaryOperator map) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().map(map).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static String capitalized(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean[] inWord = {false};
    text.codePoints()
        .forEach(
            c -> {
              out.appendCodePoint(inWord[0] ? Character.toLowerCase(c) : Character.toUpperCase(c));
              inWord[0] = Character.isLetterOrDigit(c);
            });
    return out.toString();
  }

  private static void pieces(Declarations d) {
    for (String name : new String[] {"substring", "substr"}) {
      d.function(name, "From a character on, counted from 1")
          .takes(TEXT, INT4)
          .gives(TEXT)
          .as(Rowwise.of((String v, Integer from) -> substring(v, from, Integer.MAX_VALUE)));
      d.function(name, "From a character on, counted from 1, so many")
          .takes(TEXT, INT4, INT4)
          .gives(TEXT)
          .as(Rowwise.of(TextFunctions::substringOf));
    }
    d.function("left", "The first characters; with a negative number all but so many at the end")
        .takes(TEXT, INT4)
        .gives(TEXT)
        .as(Rowwise.of((String v, Integer n) -> substring(v, 1, leftLength(v, n))));
    d.function("right", "The last characters; with a negative number all but so many at the start")
        .takes(TEXT, INT4)
        .gives(TEXT)
        .as(
            Rowwise.of(
                (String v, Integer n) ->
                    substring(v, characters(v) - leftLength(v, n) + 1, Integer.MAX_VALUE)));
    d.function("replace", "All occurrences of a text replaced")
        .takes(TEXT, TEXT, TEXT)
        .gives(TEXT)
        .as(Rowwise.of((String v, String a, String b) -> a.isEmpty() ? v : v.replace(a, b)));
    d.function("translate", "Characters replaced by those at the same place in another text")
        .takes(TEXT, TEXT, TEXT)
        .gives(TEXT)
        .as(Rowwise.of(TextFunctions::translate));
    d.function("split_part", "The n-th part between separators; negative counts from the end")
        .takes(TEXT, TEXT, INT4)
        .gives(TEXT)
        .as(Rowwise.of(TextFunctions::splitPart));
    d.function("overlay", "A part replaced, from a character on, so many")
        .takes(TEXT, TEXT, INT4, INT4)
        .gives(TEXT)
        .as(
            Rowwise.ofAll(
                args ->
                    overlay(
                        (String) Rowwise.present(args[0]),
                        (String) Rowwise.present(args[1]),
                        (Integer) Rowwise.present(args[2]),
                        (Integer) Rowwise.present(args[3]))));
    d.function("overlay", "A part replaced, from a character on")
        .takes(TEXT, TEXT, INT4)
        .gives(TEXT)
        .as(
            Rowwise.of(
                (String v, String part, Integer from) -> overlay(v, part, from, characters(part))));
  }

  private static String substringOf(String text, Integer from, Integer length) {
    if (length < 0) {
      throw new TidewaterException(
          ErrorCode.SUBSTRING_ERROR, "negative substring length not allowed");
    }
    return substring(text, from, length);
  }

  /** Positions before the text count against the length. */
  static String substring(String text, int from, int length) {
    long end = length == Integer.MAX_VALUE ? Long.MAX_VALUE : (long) from + length;
    long start = Math.max(1, from);
    int total = characters(text);
    end = Math.min(end, total + 1L);
    if (start >= end) {
      return "";
    }
    int startIndex = text.offsetByCodePoints(0, (int) start - 1);
    int endIndex = text.offsetByCodePoints(startIndex, (int) (end - start));
    return text.substring(startIndex, endIndex);
  }

  private static int leftLength(String text, int n) {
    return n >= 0 ? Math.min(n, characters(text)) : Math.max(0, characters(text) + n);
  }

  private static String translate(String text, String from, String to) {
    int[] sources = from.codePoints().toArray();
    int[] targets = to.codePoints().toArray();
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int index = 0;
              while (index < sources.length && sources[index] != c) {
                index++;
              }
              if (index == sources.length) {
                out.appendCodePoint(c);
              } else if (index < targets.length) {
                out.appendCodePoint(targets[index]);
              }
            });
    return out.toString();
  }

  private static String splitPart(String text, String separator, Integer n) {
    if (n == 0) {
      throw new TidewaterException(
          ErrorCode.INVALID_PARAMETER_VALUE, "field position must not be zero");
    }
    if (separator.isEmpty()) {
      return n == 1 || n == -1 ? text : "";
    }
    String[] parts = text.split(java.util.regex.Pattern.quote(separator), -1);
    int index = n > 0 ? n - 1 : parts.length + n;
    return index >= 0 && index < parts.length ? parts[index] : "";
  }

  private static String overlay(String text, String part, int from, int length) {
    if (from <= 0) {
      throw new TidewaterException(
          ErrorCode.SUBSTRING_ERROR, "negative substring length not allowed");
    }
    return substring(text, 1, from - 1)
        + part
        + substring(
            text, (int) Math.min(Integer.MAX_VALUE, (long) from + length), Integer.MAX_VALUE);
  }

  /** Which end of a text. */
  private enum Side {
    START,
    END,
    BOTH
  }

  private static void trim(Declarations d, String name, Side side) {
    String description = "Without blanks, or the given characters, at the ";
    d.function(name, description + side.name().toLowerCase(Locale.ROOT))
        .takes(TEXT)
        .gives(TEXT)
        .as(Rowwise.of((String v) -> trimmed(v, " ", side)));
    d.function(name, description + side.name().toLowerCase(Locale.ROOT))
        .takes(TEXT, TEXT)
        .gives(TEXT)
        .as(Rowwise.of((String v, String characters) -> trimmed(v, characters, side)));
  }

  private static String trimmed(String text, String characters, Side side) {
    int start = 0;
    int end = text.length();
    while (side != Side.END && start < end && has(characters, text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (side != Side.START && end > start && has(characters, text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private static boolean has(String characters, int codePoint) {
    return characters.indexOf(codePoint) >= 0;
  }

  private static void padding(Declarations d) {
    trim(d, "ltrim", Side.START);
    trim(d, "rtrim", Side.END);
    trim(d, "btrim", Side.BOTH);
    trim(d, "trim", Side.BOTH);
    for (Side side : new Side[] {Side.START, Side.END}) {
      String name = side == Side.START ? "lpad" : "rpad";
      d.function(name, "Filled up with blanks to a length, or cut to it")
          .takes(TEXT, INT4)
          .gives(TEXT)
          .as(Rowwise.of((String v, Integer length) -> padded(v, length, " ", side)));
      d.function(name, "Filled up with a text to a length, or cut to it")
          .takes(TEXT, INT4, TEXT)
          .gives(TEXT)
          .as(Rowwise.of((String v, Integer length, String fill) -> padded(v, length, fill, side)));
    }
    d.function("repeat", "The text so many times")
        .takes(TEXT, INT4)
        .gives(TEXT)
        .as(Rowwise.of(TextFunctions::repeated));
  }

  private static void checkLength(long length) {
    if (length > MAX_CHARACTERS) {
      throw new TidewaterException(ErrorCode.PROGRAM_LIMIT_EXCEEDED, "requested length too large");
    }
  }

  private static String padded(String text, int length, String fill, Side side) {
    checkLength(length);
    int missing = length - characters(text);
    if (missing <= 0 || fill.isEmpty()) {
      return substring(text, 1, Math.max(0, Math.min(length, characters(text))));
    }
    int fillLength = characters(fill);
    String padding = fill.repeat(missing / fillLength) + substring(fill, 1, missing % fillLength);
    return side == Side.START ? padding + text : text + padding;
  }

  private static String repeated(String text, Integer times) {
    checkLength((long) text.length() * Math.max(0, times));
    return text.repeat(Math.max(0, times));
  }

  private static void quoting(Declarations d) {
    d.function("quote_ident", "As an identifier, in quotes where needed")
        .takes(TEXT)
        .gives(TEXT)
        .as(Rowwise.of((String v) -> Quoting.identifier(v)));
    d.function("quote_literal", "As a string literal")
        .takes(TEXT)
        .gives(TEXT)
        .as(Rowwise.of((String v) -> Quoting.literal(v)));
    d.function("quote_nullable", "As a string literal, or the word NULL")
        .takes(TEXT)
        .gives(TEXT)
        .nulls(NullBehavior.NEVER)
        .as(Rowwise.ofAll(args -> args[0] == null ? "NULL" : Quoting.literal((String) args[0])));
  }

  private static void variadics(Declarations d) {
    d.function("concat", "Joins the texts of all arguments that are not NULL")
        .takes(Polymorphic.ANY)
        .variadic()
        .gives(TEXT)
        .nulls(NullBehavior.NEVER)
        .stable()
        .as(Rowwise.bound(call -> args -> concat(call, args, 0, "")));
    d.function("concat_ws", "Joins the texts of all other arguments with the first between them")
        .takes(new ParameterType.Exact(TEXT), Polymorphic.ANY)
        .variadic()
        .gives(TEXT)
        .nulls(NullBehavior.ANY)
        .stable()
        .as(
            Rowwise.bound(
                call -> args -> args[0] == null ? null : concat(call, args, 1, (String) args[0])));
    d.function("format", "Fills the arguments into a pattern with %s, %I, %L")
        .takes(new ParameterType.Exact(TEXT), Polymorphic.ANY)
        .variadic()
        .gives(TEXT)
        .nulls(NullBehavior.ANY)
        .stable()
        .as(Rowwise.bound(call -> args -> Formatting.format(call, args)));
    d.function("format", "A pattern without arguments")
        .takes(TEXT)
        .gives(TEXT)
        .as(Rowwise.bound(call -> args -> Formatting.format(call, args)));
  }

  private static String concat(
      BoundCall call, @Nullable Object[] args, int first, String separator) {
    TextFormat format = TextFormat.in(call.session().timeZone());
    StringBuilder out = new StringBuilder();
    String between = "";
    for (int i = first; i < args.length; i++) {
      Object value = args[i];
      if (value != null) {
        out.append(between).append(output(format, call.argumentType(i), value));
        between = separator;
      }
    }
    return out.toString();
  }

  /** A value as its output function gives it, which of booleans is t or f. */
  static String output(TextFormat format, SqlType type, Object value) {
    return value instanceof String string ? string : format.print(type, value);
  }
}
