package dev.tidewater.server.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;

/** Reads statements from a person, with history, and runs each as its semicolon comes. */
public final class InteractiveShell {
  private static final Path HISTORY =
      Path.of(System.getProperty("user.home", "."), ".tidewater_history");

  private static final Set<String> LEAVE = Set.of("\\q", "exit", "quit", "exit;", "quit;");

  private static final String HELP =
      """
      Type SQL statements, each ended by a semicolon; they may span lines.
        \\q or Ctrl-D   leaves
        Ctrl-C         stops the statement that runs, or forgets what is typed
        \\?             shows this
      SHOW TABLES, SHOW SOURCES, SHOW MATERIALIZED VIEWS and SHOW SINKS list what there is.
      psql works as well, and knows \\d and the like.""";

  private final SqlClient client;
  private final String database;

  public InteractiveShell(SqlClient client, String database) {
    this.client = client;
    this.database = database;
  }

  /** Runs until the person leaves. */
  public void run() throws IOException {
    try (org.jline.terminal.Terminal terminal = TerminalBuilder.builder().build()) {
      terminal.handle(Signal.INT, signal -> client.cancel());
      LineReader reader =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .variable(LineReader.HISTORY_FILE, HISTORY)
              // Otherwise an exclamation mark in a statement is taken as history.
              .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
              .build();
      StatementSplitter splitter = new StatementSplitter();
      while (readLine(reader, splitter)) {}
    }
  }

  private boolean readLine(LineReader reader, StatementSplitter splitter) {
    String line;
    try {
      line = reader.readLine(database + (splitter.isAtStart() ? "=> " : "-> "));
    } catch (UserInterruptException e) {
      splitter.clear();
      return true;
    } catch (EndOfFileException e) {
      return false;
    }
    if (splitter.isAtStart()) {
      String word = line.strip();
      if (LEAVE.contains(word)) {
        return false;
      }
      if (word.startsWith("\\")) {
        reader.getTerminal().writer().println(HELP);
        reader.getTerminal().flush();
        return true;
      }
    }
    List<String> statements = splitter.line(line);
    statements.forEach(client::run);
    return true;
  }
}
