package dev.tidewater.coordinator.execute;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of a COPY into rows of fields, as they come in pieces of any size. A row ends at a
 * newline that is not quoted (CSV) or escaped (text).
 */
final class CopyLineReader {
  /** The longest row: as long as PostgreSQL's longest field. */
  private static final int MAX_ROW_BYTES = 1 << 30;

  /** Takes the rows; a NULL field is null. */
  interface RowSink {
    void row(List<@Nullable String> fields);
  }

  private final CopyFormat format;
  private final RowSink sink;
  private byte[] buffer = new byte[1 << 16];
  private int used;
  private int scanned;
  private boolean inQuotes;
  private boolean escaped;
  private boolean ended;
  private long line;

  CopyLineReader(CopyFormat format, RowSink sink) {
    this.format = format;
    this.sink = sink;
  }

  /** The line that was read last, from 1. */
  long line() {
    return line;
  }

  void data(byte[] bytes, int offset, int length) {
    if (ended) {
      return;
    }
    if (used + (long) length > MAX_ROW_BYTES) {
      throw new TidewaterException(ErrorCode.PROGRAM_LIMIT_EXCEEDED, "row of COPY is too long");
    }
    if (used + length > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(used + length, buffer.length * 2));
    }
    System.arraycopy(bytes, offset, buffer, used, length);
    used += length;
    cutLines();
  }

  void finish() {
    if (inQuotes) {
      throw bad("unterminated CSV quoted field");
    }
    if (used > 0 && !ended) {
      takeLine(0, used);
    }
    used = 0;
  }

  private void cutLines() {
    int start = 0;
    for (int i = scanned; i < used && !ended; i++) {
      byte b = buffer[i];
      if (format.csv()) {
        if (b == format.quote()) {
          inQuotes = !inQuotes; // A doubled quote toggles twice, which is right.
        }
      } else {
        boolean wasEscaped = escaped;
        escaped = b == '\\' && !wasEscaped;
        if (wasEscaped) {
          continue;
        }
      }
      if (b == '\n' && !inQuotes) {
        takeLine(start, i);
        start = i + 1;
      }
    }
    System.arraycopy(buffer, start, buffer, 0, used - start);
    used -= start;
    scanned = used;
  }

  private void takeLine(int start, int end) {
    line++;
    int trimmed = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
    String text = decode(start, trimmed);
    if (line == 1 && format.header()) {
      return;
    }
    if (text.equals("\\.")) {
      ended = true;
      return;
    }
    sink.row(format.csv() ? csvFields(text) : textFields(text));
  }

  private String decode(int start, int end) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(buffer, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw new TidewaterException(
              ErrorCode.CHARACTER_NOT_IN_REPERTOIRE,
              "invalid byte sequence for encoding \"UTF8\"",
              e)
          .detail("COPY, line " + line);
    }
  }

  private List<@Nullable String> textFields(String text) {
    List<@Nullable String> fields = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && text.charAt(i) == '\\') {
        i++;
      } else if (i >= text.length() || text.charAt(i) == format.delimiter()) {
        String raw = text.substring(start, Math.min(i, text.length()));
        fields.add(raw.equals(format.nullText()) ? null : unescape(raw));
        start = i + 1;
      }
    }
    return fields;
  }

  private static String unescape(String raw) {
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\' || i + 1 == raw.length()) {
        out.append(c);
        continue;
      }
      char next = raw.charAt(++i);
      switch (next) {
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'v' -> out.append('\u000b');
        default -> i = appendCode(raw, i, out);
      }
    }
    return out.toString();
  }

  /** An octal or hexadecimal code, or the character itself; returns where it ends. */
  private static int appendCode(String raw, int at, StringBuilder out) {
    boolean hex = raw.charAt(at) == 'x';
    int radix = hex ? 16 : 8;
    int from = hex ? at + 1 : at;
    int end = from;
    int limit = hex ? 2 : 3;
    while (end < raw.length()
        && end - from < limit
        && Character.digit(raw.charAt(end), radix) >= 0) {
      end++;
    }
    if (end == from) {
      out.append(raw.charAt(at));
      return at;
    }
    out.append((char) Integer.parseInt(raw.substring(from, end), radix));
    return end - 1;
  }

  private List<@Nullable String> csvFields(String text) {
    List<@Nullable String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    boolean within = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (within) {
        boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == format.quote();
        if (c == format.escape() && doubled) {
          field.append(format.quote());
          i++;
        } else if (c == format.quote()) {
          within = false;
        } else {
          field.append(c);
        }
      } else if (c == format.quote()) {
        within = true;
        quoted = true;
      } else if (c == format.delimiter()) {
        fields.add(csvField(field, quoted));
        field.setLength(0);
        quoted = false;
      } else {
        field.append(c);
      }
    }
    if (within) {
      throw bad("unterminated CSV quoted field");
    }
    fields.add(csvField(field, quoted));
    return fields;
  }

  private @Nullable String csvField(StringBuilder field, boolean quoted) {
    String text = field.toString();
    return !quoted && text.equals(format.nullText()) ? null : text;
  }

  private TidewaterException bad(String message) {
    return new TidewaterException(ErrorCode.BAD_COPY_FILE_FORMAT, message)
        .detail("COPY, line " + line);
  }
}
