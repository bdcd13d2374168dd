package dev.tidewater.server.shell;

import java.io.PrintStream;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Prints errors as psql does: the message, the line with a caret under the place, then advice. */
final class ErrorPrinter {
  private final PrintStream out;
  private final Style style;

  ErrorPrinter(PrintStream out, Style style) {
    this.out = out;
    this.style = style;
  }

  void print(SQLException error, String statement) {
    ServerErrorMessage fields =
        error instanceof PSQLException known ? known.getServerErrorMessage() : null;
    if (fields == null) {
      out.println(style.red("ERROR:") + " " + error.getMessage());
      return;
    }
    out.println(
        style.red(fields.getSeverity() + ":")
            + " "
            + fields.getMessage()
            + style.dim(" (" + fields.getSQLState() + ")"));
    printPlace(statement, fields.getPosition());
    printField("DETAIL", fields.getDetail());
    printField("HINT", fields.getHint());
  }

  void print(SQLWarning warning) {
    out.println(style.dim("NOTICE:") + " " + warning.getMessage());
  }

  private void printField(String name, @Nullable String text) {
    if (text != null) {
      out.println(style.dim(name + ":") + " " + text);
    }
  }

  /** Shows a character of the statement, counted in characters from 1. */
  private void printPlace(String statement, int position) {
    if (position < 1 || position > statement.codePointCount(0, statement.length()) + 1) {
      return;
    }
    int offset = statement.offsetByCodePoints(0, position - 1);
    int lineStart = statement.lastIndexOf('\n', offset - 1) + 1;
    int lineEnd = statement.indexOf('\n', offset);
    String line = statement.substring(lineStart, lineEnd < 0 ? statement.length() : lineEnd);
    long number = 1 + statement.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    String label = "LINE " + number + ": ";
    out.println(style.dim(label) + line.replace('\t', ' '));
    out.println(" ".repeat(label.length() + offset - lineStart) + style.red("^"));
  }
}
