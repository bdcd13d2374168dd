package dev.tidewater.server.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.utils.WCWidth;

/**
 * Prints rows in aligned columns, as psql does. Columns are as wide as the widest value of the rows
 * given at one time, and never get narrower.
 */
public final class TablePrinter {
  /** Where a column's values stand. */
  public enum Alignment {
    LEFT,
    RIGHT
  }

  /** A heading and how the values below it are aligned. */
  public record Heading(String name, Alignment alignment) {}

  private final PrintStream out;
  private final Style style;
  private final List<Heading> headings;
  private final int[] widths;
  private boolean headed;

  public TablePrinter(PrintStream out, Style style, List<Heading> headings) {
    this.out = out;
    this.style = style;
    this.headings = List.copyOf(headings);
    this.widths = headings.stream().mapToInt(heading -> width(heading.name())).toArray();
  }

  /** Prints some rows, the headings before the first; an empty value is NULL. */
  public void print(List<List<Optional<String>>> rows) {
    for (List<Optional<String>> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i).map(TablePrinter::oneLine).orElse("")));
      }
    }
    if (!headed) {
      headed = true;
      printHeadings();
    }
    rows.forEach(this::printRow);
  }

  private void printHeadings() {
    List<String> names = new ArrayList<>();
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      String name = headings.get(i).name();
      int left = (widths[i] - width(name)) / 2;
      int right = widths[i] - width(name) - left;
      names.add(" " + " ".repeat(left) + style.bold(name) + " ".repeat(right) + " ");
      rules.add("-".repeat(widths[i] + 2));
    }
    out.println(String.join("|", names).stripTrailing());
    out.println(String.join("+", rules));
  }

  private void printRow(List<Optional<String>> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String value = row.get(i).map(TablePrinter::oneLine).orElse("");
      String padding = " ".repeat(widths[i] - width(value));
      line.append(i == 0 ? " " : " | ");
      line.append(
          headings.get(i).alignment() == Alignment.RIGHT ? padding + value : value + padding);
    }
    out.println(line.toString().stripTrailing());
  }

  /** Makes line ends and other control characters visible, so that a row stays a line. */
  private static String oneLine(String value) {
    StringBuilder shown = null;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == 0x7f) {
        if (shown == null) {
          shown = new StringBuilder(value.substring(0, i));
        }
        shown.append(
            switch (c) {
              case '\n' -> "\\n";
              case '\t' -> "\\t";
              case '\r' -> "\\r";
              default -> String.format("\\x%02x", (int) c);
            });
      } else if (shown != null) {
        shown.append(c);
      }
    }
    return shown == null ? value : shown.toString();
  }

  /** Columns on a terminal: East Asian wide characters take two. */
  private static int width(String text) {
    return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
  }
}
