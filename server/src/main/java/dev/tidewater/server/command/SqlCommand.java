package dev.tidewater.server.command;

import dev.tidewater.server.shell.InteractiveShell;
import dev.tidewater.server.shell.SqlClient;
import dev.tidewater.server.shell.StatementSplitter;
import dev.tidewater.server.shell.Style;
import dev.tidewater.server.shell.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidewater sql}: runs statements on a running server. */
@Command(
    name = "sql",
    header = "Runs SQL on a running server, or opens a small shell.%n",
    description =
        "%nWith -c runs those statements; without it reads statements from standard input, or asks"
            + " for them if that is a terminal. Ends with exit code 1 at the first error.%n",
    abbreviateSynopsis = true,
    optionListHeading = "Options:%n",
    sortOptions = false)
public final class SqlCommand extends CommandWithHelp {
  /** SQLSTATE of a client that could not establish its connection. */
  private static final String UNABLE_TO_CONNECT = "08001";

  static final String DEFAULT_USER = "tidewater";
  static final String DEFAULT_DATABASE = "tidewater";

  @Option(
      names = {"-c", "--command"},
      paramLabel = "SQL",
      description = "Statements to run; may be given several times.")
  private List<String> commands = new ArrayList<>();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "The server's host (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      defaultValue = "6875",
      description = "The server's SQL port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = {"-U", "--user"},
      paramLabel = "NAME",
      defaultValue = DEFAULT_USER,
      description = "User name (default: ${DEFAULT-VALUE}).")
  private String user = DEFAULT_USER;

  @Option(
      names = {"-D", "--database"},
      paramLabel = "NAME",
      defaultValue = DEFAULT_DATABASE,
      description = "Database (default: ${DEFAULT-VALUE}).")
  private String database = DEFAULT_DATABASE;

  @Override
  public Integer call() throws IOException {
    Style style = Style.ofStandardOutput(System.getenv());
    String password = System.getenv().getOrDefault("PGPASSWORD", "");
    SqlClient.Target target = new SqlClient.Target(host, port, user, database, password);
    PrintStream out = System.out;
    PrintStream err = System.err;
    try (SqlClient client = SqlClient.connect(target, out, err, style)) {
      if (!commands.isEmpty()) {
        return runCommands(client);
      }
      if (Terminal.isInput()) {
        out.println("Tidewater " + client.serverVersion() + ". Type \\? for help.");
        new InteractiveShell(client, database).run();
        return 0;
      }
      return runScript(client);
    } catch (SQLException e) {
      err.println(style.red("error:") + " " + explain(e));
      return 1;
    }
  }

  private String explain(SQLException error) {
    boolean isUnreachable = UNABLE_TO_CONNECT.equals(error.getSQLState());
    return isUnreachable
        ? "no server answers at " + host + ":" + port + "; 'tidewater server' starts one"
        : String.valueOf(error.getMessage());
  }

  private int runCommands(SqlClient client) {
    for (String command : commands) {
      StatementSplitter splitter = new StatementSplitter();
      List<String> statements = new ArrayList<>();
      command.lines().forEach(line -> statements.addAll(splitter.line(line)));
      statements.addAll(splitter.rest());
      if (!runAll(client, statements)) {
        return 1;
      }
    }
    return 0;
  }

  private static int runScript(SqlClient client) throws IOException {
    StatementSplitter splitter = new StatementSplitter();
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      if (!runAll(client, splitter.line(line))) {
        return 1;
      }
    }
    return runAll(client, splitter.rest()) ? 0 : 1;
  }

  private static boolean runAll(SqlClient client, List<String> statements) {
    return statements.stream().allMatch(client::run);
  }
}
