package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.BOOLEAN;
import static dev.tidewater.types.ScalarType.BPCHAR;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.NAME;
import static dev.tidewater.types.ScalarType.TEXT;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.LongVector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** LIKE, regular expressions and what is done with them. */
final class PatternFunctions {
  /** Compiled patterns that a call keeps where the pattern is no constant. */
  private static final int CACHED_PATTERNS = 64;

  private static final ArrayType TEXTS = new ArrayType(TEXT);

  /** Whether letter case counts. */
  private enum Letters {
    EXACT,
    FOLDED
  }

  /** Whether the answer is turned round. */
  private enum Sense {
    MATCHES(1),
    MATCHES_NOT(0);

    final int whenMatched;

    Sense(int whenMatched) {
      this.whenMatched = whenMatched;
    }
  }

  private PatternFunctions() {}

  static void declare(Declarations d) {
    for (ScalarType type : List.of(TEXT, BPCHAR, NAME)) {
      like(d, "~~", "Whether a text is like a pattern", type, Letters.EXACT, Sense.MATCHES);
      like(d, "!~~", "Whether it is not like a pattern", type, Letters.EXACT, Sense.MATCHES_NOT);
      like(d, "~~*", "Like, in any case", type, Letters.FOLDED, Sense.MATCHES);
      like(d, "!~~*", "Not like, in any case", type, Letters.FOLDED, Sense.MATCHES_NOT);
      regex(d, "~", "Whether a regular expression is found", type, "", Sense.MATCHES);
      regex(d, "!~", "Whether a regular expression is not found", type, "", Sense.MATCHES_NOT);
      regex(d, "~*", "Found in any case", type, "i", Sense.MATCHES);
      regex(d, "!~*", "Not found in any case", type, "i", Sense.MATCHES_NOT);
    }
    d.function("like_escape", "A LIKE pattern with another escape character than the backslash")
        .takes(TEXT, TEXT)
        .gives(TEXT)
        .as(Rowwise.of(PatternFunctions::likeEscape));
    for (String name : List.of("similar_to_escape", "similar_escape")) {
      d.function(name, "A pattern of SIMILAR TO as a regular expression")
          .takes(TEXT, TEXT)
          .gives(TEXT)
          .as(Rowwise.of(SimilarTo::translate));
    }
    d.function("similar_to_escape", "A pattern of SIMILAR TO as a regular expression")
        .takes(TEXT)
        .gives(TEXT)
        .as(Rowwise.of((String pattern) -> SimilarTo.translate(pattern, "\\")));
    extraction(d);
    replacement(d);
  }

  /** A cache of what patterns compile to, of a bounded size. */
  private static <T> Function<String, T> cached(Function<String, T> compile) {
    Map<String, T> cache =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > CACHED_PATTERNS;
          }
        };
    return pattern -> {
      T found = cache.get(pattern);
      if (found == null) {
        found = compile.apply(pattern);
        cache.put(pattern, found);
      }
      return found;
    };
  }

  private static void like(
      Declarations d,
      String symbol,
      String description,
      ScalarType type,
      Letters letters,
      Sense sense) {
    d.operator(symbol, description)
        .takes(type, TEXT)
        .gives(BOOLEAN)
        .as(call -> bindLike(letters, sense));
  }

  private static VectorFunction bindLike(Letters letters, Sense sense) {
    Function<String, LikePattern> patterns = cached(LikePattern::compile);
    return (selection, args, out, errors) -> {
      BytesVector texts = (BytesVector) args[0];
      BytesVector patternTexts = (BytesVector) args[1];
      long[] result = ((LongVector) out).values;
      LikePattern pattern = null;
      int patternOffset = -1;
      int patternLength = -1;
      for (int i = 0; i < selection.count(); i++) {
        int row = selection.row(i);
        if (out.isNull(row)) {
          continue;
        }
        try {
          // Constants point all their rows at one slice: then nothing is looked up.
          if (pattern == null
              || patternTexts.offsets[row] != patternOffset
              || patternTexts.lengths[row] != patternLength) {
            patternOffset = patternTexts.offsets[row];
            patternLength = patternTexts.lengths[row];
            pattern = patterns.apply(folded(Values.readText(patternTexts, row), letters));
          }
          boolean matched = matches(pattern, texts, row, letters);
          result[row] = matched ? sense.whenMatched : 1 - sense.whenMatched;
        } catch (TidewaterException e) {
          out.setNull(row);
          errors.record(row, e);
        }
      }
    };
  }

  private static boolean matches(LikePattern pattern, BytesVector texts, int row, Letters letters) {
    if (letters == Letters.EXACT) {
      int start = texts.offsets[row];
      return pattern.matches(texts.data, start, start + texts.lengths[row]);
    }
    byte[] text = folded(Values.readText(texts, row), letters).getBytes(StandardCharsets.UTF_8);
    return pattern.matches(text, 0, text.length);
  }

  private static String folded(String text, Letters letters) {
    if (letters == Letters.EXACT) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().map(Character::toLowerCase).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static String likeEscape(String pattern, String escape) {
    if (escape.codePointCount(0, escape.length()) > 1) {
      throw new TidewaterException(ErrorCode.INVALID_ESCAPE_SEQUENCE, "invalid escape string")
          .hint("Escape string must be empty or one character.");
    }
    if (escape.isEmpty()) {
      return pattern.replace("\\", "\\\\");
    }
    if (escape.equals("\\")) {
      return pattern;
    }
    StringBuilder out = new StringBuilder();
    boolean escaped = false;
    int mark = escape.codePointAt(0);
    for (int c : pattern.codePoints().toArray()) {
      if (c == mark && !escaped) {
        out.append('\\');
        escaped = true;
      } else {
        if (c == '\\' && !escaped) {
          out.append('\\');
        }
        out.appendCodePoint(c);
        escaped = false;
      }
    }
    return out.toString();
  }

  private static void regex(
      Declarations d,
      String symbol,
      String description,
      ScalarType type,
      String flags,
      Sense sense) {
    d.operator(symbol, description)
        .takes(type, TEXT)
        .gives(BOOLEAN)
        .as(
            Rowwise.bound(
                call -> {
                  Function<String, RegularExpression> patterns =
                      cached(pattern -> RegularExpression.compile(pattern, flags));
                  return args ->
                      patterns.apply(text(args, 1)).find(text(args, 0)) == (sense == Sense.MATCHES);
                }));
  }

  private static String text(@Nullable Object[] args, int index) {
    return (String) Rowwise.present(args[index]);
  }

  /** Work on a text with a compiled expression. */
  @FunctionalInterface
  private interface RegexFunction {
    @Nullable Object apply(RegularExpression expression, String text, @Nullable Object[] args);
  }

  /** A function of a text, a pattern and perhaps others; flags are the argument of an index. */
  private static Implementation withRegex(int flags, RegexFunction function) {
    return Rowwise.bound(
        call -> {
          // A newline can't be in flags, so it parts them from the pattern.
          Function<String, RegularExpression> patterns =
              cached(
                  key -> {
                    int end = key.indexOf('\n');
                    return RegularExpression.compile(key.substring(end + 1), key.substring(0, end));
                  });
          return args -> {
            String options = flags < 0 ? "" : text(args, flags);
            if (options.indexOf('\n') >= 0) {
              throw new TidewaterException(
                  ErrorCode.INVALID_PARAMETER_VALUE, "invalid regular expression option");
            }
            RegularExpression expression = patterns.apply(options + "\n" + text(args, 1));
            return function.apply(expression, text(args, 0), args);
          };
        });
  }

  private static void extraction(Declarations d) {
    d.function("substring", "What a regular expression, or its first group, matches")
        .takes(TEXT, TEXT)
        .gives(TEXT)
        .orNull()
        .as(withRegex(-1, (expression, text, args) -> firstMatch(expression, text)));
    d.function("regexp_substr", "What a regular expression matches")
        .takes(TEXT, TEXT)
        .gives(TEXT)
        .orNull()
        .as(
            withRegex(
                -1,
                (expression, text, args) -> {
                  Matcher matcher = expression.matcher(text);
                  return matcher.find() ? matcher.group() : null;
                }));
    both(
        d,
        "regexp_match",
        "The groups of the first match, or all of it",
        TEXTS,
        (expression, text, args) -> groups(expression, text));
    both(
        d,
        "regexp_split_to_array",
        "The parts between matches",
        TEXTS,
        (expression, text, args) -> ArrayValue.copyOf(split(expression, text)));
    both(
        d,
        "regexp_like",
        "Whether a regular expression is found",
        BOOLEAN,
        (expression, text, args) -> expression.find(text));
    d.function("regexp_count", "How often a regular expression is found")
        .takes(TEXT, TEXT)
        .gives(INT4)
        .as(
            withRegex(
                -1, (expression, text, args) -> (int) expression.matcher(text).results().count()));
  }

  private static void both(
      Declarations d, String name, String description, SqlType result, RegexFunction function) {
    d.function(name, description)
        .takes(TEXT, TEXT)
        .gives(result)
        .orNull()
        .as(withRegex(-1, function));
    d.function(name, description + ", with options")
        .takes(TEXT, TEXT, TEXT)
        .gives(result)
        .orNull()
        .as(withRegex(2, function));
  }

  private static @Nullable Object firstMatch(RegularExpression expression, String text) {
    Matcher matcher = expression.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    return matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
  }

  private static @Nullable Object groups(RegularExpression expression, String text) {
    if (expression.isGlobal()) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE,
              "regexp_match() does not support the \"global\" option")
          .hint("Use the regexp_matches function instead.");
    }
    Matcher matcher = expression.matcher(text);
    return matcher.find() ? groups(matcher) : null;
  }

  /** The groups of the first match, or of every one. */
  static Iterator<ArrayValue> matches(RegularExpression expression, String text) {
    List<ArrayValue> matches = new ArrayList<>();
    Matcher matcher = expression.matcher(text);
    while (matcher.find()) {
      matches.add(groups(matcher));
      if (!expression.isGlobal()) {
        break;
      }
    }
    return matches.iterator();
  }

  private static ArrayValue groups(Matcher matcher) {
    if (matcher.groupCount() == 0) {
      return ArrayValue.of(matcher.group());
    }
    List<@Nullable Object> groups = new ArrayList<>();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      groups.add(matcher.group(i));
    }
    return ArrayValue.copyOf(groups);
  }

  static List<String> split(RegularExpression expression, String text) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = expression.matcher(text);
    int from = 0;
    while (matcher.find()) {
      // An empty match at either end, or right after another match, parts nothing.
      boolean empty = matcher.end() == matcher.start();
      if (empty && (matcher.start() == from || matcher.start() == text.length())) {
        continue;
      }
      parts.add(text.substring(from, matcher.start()));
      from = matcher.end();
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static void replacement(Declarations d) {
    d.function("regexp_replace", "The first match replaced; \\1 stands for a group, \\& for all")
        .takes(TEXT, TEXT, TEXT)
        .gives(TEXT)
        .as(withRegex(-1, (expression, text, args) -> replace(expression, text, text(args, 2))));
    d.function("regexp_replace", "The first match replaced, or all with option g")
        .takes(TEXT, TEXT, TEXT, TEXT)
        .gives(TEXT)
        .as(withRegex(3, (expression, text, args) -> replace(expression, text, text(args, 2))));
  }

  private static String replace(RegularExpression expression, String text, String replacement) {
    StringBuilder out = new StringBuilder();
    Matcher matcher = expression.matcher(text);
    int from = 0;
    while (matcher.find()) {
      out.append(text, from, matcher.start());
      appendReplacement(matcher, replacement, out);
      from = matcher.end();
      if (!expression.isGlobal()) {
        break;
      }
    }
    return out.append(text, from, text.length()).toString();
  }

  private static void appendReplacement(Matcher matcher, String replacement, StringBuilder out) {
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      if (c != '\\' || i + 1 == replacement.length()) {
        out.append(c);
        continue;
      }
      char next = replacement.charAt(++i);
      if (next == '&') {
        out.append(matcher.group());
      } else if (next >= '1' && next <= '9') {
        int group = next - '0';
        String value = group <= matcher.groupCount() ? matcher.group(group) : null;
        out.append(value == null ? "" : value);
      } else {
        out.append(next == '\\' ? "\\" : "\\" + next);
      }
    }
  }
}
