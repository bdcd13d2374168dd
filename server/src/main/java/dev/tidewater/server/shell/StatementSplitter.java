package dev.tidewater.server.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text that comes in lines into statements, at each semicolon that is not inside quotes,
 * dollar quotes or comments. Used by one thread.
 */
public final class StatementSplitter {
  private enum Inside {
    STATEMENT,
    QUOTE,
    ESCAPE_QUOTE,
    IDENTIFIER,
    DOLLAR_QUOTE,
    BLOCK_COMMENT
  }

  private final StringBuilder text = new StringBuilder();
  private int scanned;

  /** There is more in the statement than blanks and comments. */
  private boolean saysSomething;

  private Inside inside = Inside.STATEMENT;
  private String dollarTag = "";
  private int commentDepth;

  /** Takes the next line, without its end; gives the statements that are now complete. */
  public List<String> line(String line) {
    text.append(line).append('\n');
    List<String> complete = new ArrayList<>();
    while (scanned < text.length()) {
      if (inside == Inside.STATEMENT && text.charAt(scanned) == ';') {
        take(complete, scanned);
        text.delete(0, scanned + 1);
        scanned = 0;
      } else {
        scanned += step();
      }
    }
    return complete;
  }

  /** What is left when no more lines come, if it says anything. */
  public List<String> rest() {
    List<String> rest = new ArrayList<>();
    take(rest, text.length());
    clear();
    return rest;
  }

  /** Forgets what has been begun. */
  public void clear() {
    text.setLength(0);
    scanned = 0;
    saysSomething = false;
    inside = Inside.STATEMENT;
  }

  /** Nothing has been begun, apart from blanks and comments. */
  public boolean isAtStart() {
    return inside == Inside.STATEMENT && !saysSomething;
  }

  private void take(List<String> statements, int end) {
    if (saysSomething) {
      statements.add(text.substring(0, end).strip());
    }
    saysSomething = false;
  }

  /** Passes one token of what matters here and gives its length. */
  private int step() {
    return switch (inside) {
      case STATEMENT -> stepInStatement();
      case QUOTE -> stepInQuote('\'');
      case ESCAPE_QUOTE -> text.charAt(scanned) == '\\' ? 2 : stepInQuote('\'');
      case IDENTIFIER -> stepInQuote('"');
      case DOLLAR_QUOTE -> stepInDollarQuote();
      case BLOCK_COMMENT -> stepInBlockComment();
    };
  }

  private int stepInStatement() {
    char c = text.charAt(scanned);
    if (startsWith("--")) {
      int end = text.indexOf("\n", scanned);
      return (end < 0 ? text.length() : end) - scanned;
    }
    if (startsWith("/*")) {
      inside = Inside.BLOCK_COMMENT;
      commentDepth = 1;
      return 2;
    }
    saysSomething |= !Character.isWhitespace(c);
    if (c == '\'') {
      inside = followsEscapePrefix() ? Inside.ESCAPE_QUOTE : Inside.QUOTE;
    } else if (c == '"') {
      inside = Inside.IDENTIFIER;
    } else if (c == '$' && !followsName()) {
      return stepAtDollar();
    }
    return 1;
  }

  private int stepInQuote(char quote) {
    if (text.charAt(scanned) != quote) {
      return 1;
    }
    if (scanned + 1 < text.length() && text.charAt(scanned + 1) == quote) {
      return 2;
    }
    inside = Inside.STATEMENT;
    return 1;
  }

  private int stepAtDollar() {
    int end = scanned + 1;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    boolean isTag =
        end < text.length()
            && text.charAt(end) == '$'
            && !Character.isDigit(text.charAt(scanned + 1));
    if (!isTag) {
      return 1;
    }
    dollarTag = text.substring(scanned, end + 1);
    inside = Inside.DOLLAR_QUOTE;
    return dollarTag.length();
  }

  private int stepInDollarQuote() {
    if (startsWith(dollarTag)) {
      inside = Inside.STATEMENT;
      return dollarTag.length();
    }
    return 1;
  }

  private int stepInBlockComment() {
    if (startsWith("/*")) {
      commentDepth++;
      return 2;
    }
    if (startsWith("*/")) {
      if (--commentDepth == 0) {
        inside = Inside.STATEMENT;
      }
      return 2;
    }
    return 1;
  }

  private boolean startsWith(String token) {
    int end = scanned + token.length();
    return end <= text.length() && text.substring(scanned, end).equals(token);
  }

  /** The quote at hand is that of {@code E'…'}. */
  private boolean followsEscapePrefix() {
    boolean prefix = scanned > 0 && "eE".indexOf(text.charAt(scanned - 1)) >= 0;
    return prefix && (scanned == 1 || !isNamePart(text.charAt(scanned - 2)));
  }

  private boolean followsName() {
    return scanned > 0 && isNamePart(text.charAt(scanned - 1));
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
