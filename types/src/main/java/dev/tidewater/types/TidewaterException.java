package dev.tidewater.types;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A failure with a meaning for the user. It can't be built without an {@link ErrorCode}.
 *
 * <p>{@link #summary()} is constant text, so that failures can be counted by it; what varies is
 * attached with {@link #with(String, Object)}. {@link #getMessage()} composes both for people: each
 * {@code {key}} in the summary is replaced by the field of that name. Every foreign exception is
 * translated to this one at the border where it enters.
 *
 * <p>Build, then throw; not changed afterwards.
 */
public class TidewaterException extends RuntimeException {
  private final ErrorCode code;
  private final String summary;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private @Nullable String detail;
  private @Nullable String hint;
  private int position = -1;

  public TidewaterException(ErrorCode code, String summary) {
    super(summary);
    this.code = code;
    this.summary = summary;
  }

  public TidewaterException(ErrorCode code, String summary, Throwable cause) {
    super(summary, cause);
    this.code = code;
    this.summary = summary;
  }

  /** Attaches a value; {@code {key}} in the summary shows it. */
  public TidewaterException with(String key, @Nullable Object value) {
    fields.put(key, value == null ? "null" : value);
    return this;
  }

  public TidewaterException detail(String text) {
    this.detail = text;
    return this;
  }

  public TidewaterException hint(String text) {
    this.hint = text;
    return this;
  }

  /** Offset in characters from the start of the statement's text, from 0. */
  public TidewaterException at(int offset) {
    this.position = offset;
    return this;
  }

  public ErrorCode code() {
    return code;
  }

  /** The constant text, placeholders unfilled. */
  public String summary() {
    return summary;
  }

  public Map<String, Object> fields() {
    return fields;
  }

  public @Nullable String detail() {
    return detail;
  }

  public @Nullable String hint() {
    return hint;
  }

  public OptionalInt position() {
    return position < 0 ? OptionalInt.empty() : OptionalInt.of(position);
  }

  @Override
  public String getMessage() {
    String text = summary;
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      text = text.replace("{" + field.getKey() + "}", String.valueOf(field.getValue()));
    }
    return text;
  }
}
