package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.connection.OptionReader;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.List;
import java.util.Locale;

/**
 * How COPY writes rows as text.
 *
 * @param csv the CSV form; else PostgreSQL's text form
 * @param header whether the first line holds the columns' names
 * @param nullText what stands for NULL (in CSV only without quotes)
 */
record CopyFormat(
    boolean csv, char delimiter, boolean header, String nullText, char quote, char escape) {

  static CopyFormat of(List<Option> list) {
    OptionReader options = new OptionReader("COPY", list);
    String format = options.text("FORMAT").orElse("text").toLowerCase(Locale.ROOT);
    if (!format.equals("text") && !format.equals("csv")) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "COPY format \"{format}\" is not supported")
          .with("format", format)
          .at(options.position("FORMAT"));
    }
    boolean csv = format.equals("csv");
    char quote = single(options, "QUOTE", '"');
    CopyFormat result =
        new CopyFormat(
            csv,
            single(options, "DELIMITER", csv ? ',' : '\t'),
            options.truth("HEADER").orElse(false),
            options.text("NULL").orElse(csv ? "" : "\\N"),
            quote,
            single(options, "ESCAPE", quote));
    checkEncoding(options);
    options.finish();
    return result;
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
          .with("option", name)
          .at(options.position(name));
    }
    return text.charAt(0);
  }
}
