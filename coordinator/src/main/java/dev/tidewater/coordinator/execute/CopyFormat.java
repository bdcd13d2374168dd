package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.connection.OptionReader;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How COPY writes rows.
 *
 * @param header whether the first line holds the columns' names
 * @param nullText what stands for NULL (in CSV only without quotes)
 * @param forcedQuotes columns whose values are always quoted in CSV
 * @param forcesAllQuotes whether those of all columns are
 */
record CopyFormat(
    Form form,
    char delimiter,
    boolean header,
    String nullText,
    char quote,
    char escape,
    Set<String> forcedQuotes,
    boolean forcesAllQuotes) {

  enum Form {
    TEXT,
    CSV,
    BINARY
  }

  /** Characters that mean something behind a backslash, or begin what does. */
  private static final String TAKEN_IN_TEXT = "\\.abcdefghijklmnopqrstuvwxyz0123456789";

  boolean csv() {
    return form == Form.CSV;
  }

  static CopyFormat of(List<Option> list) {
    OptionReader options = new OptionReader("COPY", list);
    Form form = form(options);
    boolean csv = form == Form.CSV;
    if (form == Form.BINARY) {
      refuseInBinary(options);
    }
    if (!csv) {
      refuseOutsideCsv(options);
    }
    char quote = single(options, "QUOTE", '"');
    List<QualifiedName> forced = forcedQuotes(options);
    boolean forcesAll = forced.stream().anyMatch(name -> name.last().equals("*"));
    Set<String> names = new HashSet<>();
    forced.forEach(name -> names.add(name.last()));
    CopyFormat result =
        new CopyFormat(
            form,
            single(options, "DELIMITER", csv ? ',' : '\t'),
            options.truth("HEADER").orElse(false),
            options.text("NULL").orElse(csv ? "" : "\\N"),
            quote,
            single(options, "ESCAPE", quote),
            names,
            forcesAll);
    checkEncoding(options);
    options.finish();
    result.checkMarks(options);
    return result;
  }

  private static Form form(OptionReader options) {
    String format = options.text("FORMAT").orElse("text").toLowerCase(Locale.ROOT);
    return switch (format) {
      case "text" -> Form.TEXT;
      case "csv" -> Form.CSV;
      case "binary" -> Form.BINARY;
      default ->
          throw new TidewaterException(
                  ErrorCode.INVALID_PARAMETER_VALUE, "COPY format \"{format}\" not recognized")
              .with("format", format)
              .at(options.position("FORMAT"));
    };
  }

  private static void refuseInBinary(OptionReader options) {
    for (String name : List.of("DELIMITER", "NULL", "HEADER")) {
      if (options.has(name)) {
        throw new TidewaterException(
                ErrorCode.SYNTAX_ERROR, "cannot specify {option} in BINARY mode")
            .with("option", name)
            .at(options.position(name));
      }
    }
  }

  private static void refuseOutsideCsv(OptionReader options) {
    for (String name : List.of("QUOTE", "ESCAPE", "FORCE_QUOTE")) {
      if (options.has(name)) {
        throw new TidewaterException(
                ErrorCode.FEATURE_NOT_SUPPORTED, "COPY {option} available only in CSV mode")
            .with("option", name.toLowerCase(Locale.ROOT).replace('_', ' '))
            .at(options.position(name));
      }
    }
  }

  private static List<QualifiedName> forcedQuotes(OptionReader options) {
    if (!options.has("FORCE_QUOTE")) {
      return List.of();
    }
    return options.isText("FORCE_QUOTE")
        ? List.of(QualifiedName.of(options.requiredText("FORCE_QUOTE")))
        : options.names("FORCE_QUOTE");
  }

  private static void checkEncoding(OptionReader options) {
    String encoding = options.text("ENCODING").orElse("UTF8");
    if (!encoding.replace("-", "").equalsIgnoreCase("UTF8")) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "COPY supports only the encoding UTF8")
          .at(options.position("ENCODING"));
    }
  }

  private static char single(OptionReader options, String name, char otherwise) {
    String text = options.text(name).orElse(String.valueOf(otherwise));
    if (text.length() != 1 || text.charAt(0) > 127) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "COPY {option} must be a single one-byte character")
          .with("option", name.toLowerCase(Locale.ROOT))
          .at(options.position(name));
    }
    return text.charAt(0);
  }

  /** Checks that what is written can be told apart when it is read. */
  private void checkMarks(OptionReader options) {
    if (delimiter == '\n' || delimiter == '\r') {
      throw invalid("COPY delimiter cannot be newline or carriage return")
          .at(options.position("DELIMITER"));
    }
    if (form == Form.TEXT && TAKEN_IN_TEXT.indexOf(delimiter) >= 0) {
      throw invalid("COPY delimiter cannot be \"{delimiter}\"")
          .with("delimiter", delimiter)
          .at(options.position("DELIMITER"));
    }
    if (nullText.indexOf('\n') >= 0 || nullText.indexOf('\r') >= 0) {
      throw invalid("COPY null representation cannot use newline or carriage return")
          .at(options.position("NULL"));
    }
    if (nullText.indexOf(delimiter) >= 0) {
      throw invalid("COPY delimiter must not appear in the NULL specification")
          .at(options.position(options.has("NULL") ? "NULL" : "DELIMITER"));
    }
    if (csv() && quote == delimiter) {
      throw invalid("COPY delimiter and quote must be different")
          .at(options.position(options.has("QUOTE") ? "QUOTE" : "DELIMITER"));
    }
  }

  private static TidewaterException invalid(String summary) {
    return new TidewaterException(ErrorCode.INVALID_PARAMETER_VALUE, summary);
  }
}
