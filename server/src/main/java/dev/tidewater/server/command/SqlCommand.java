package dev.tidewater.server.command;

import dev.tidewater.server.shell.InteractiveShell;
import dev.tidewater.server.shell.SqlClient;
import dev.tidewater.server.shell.StatementSplitter;
import dev.tidewater.server.shell.Style;
import dev.tidewater.server.shell.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidewater sql}: runs statements on a running server. */
@Command(
    name = "sql",
    header = "Runs SQL on a running server, or opens a small shell.",
    description =
        "%nWith -c runs those statements; without it reads statements from standard input, or asks"
            + " for them if that is a terminal. Ends with exit code 1 at the first error.%n",
    sortOptions = false)
public final class SqlCommand implements Callable<Integer> {
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

  @Mixin private HelpOption help = new HelpOption();

  @Override
  public Integer call() throws IOException {
    Style style = Style.ofStandardOutput(System.getenv());
    String password = System.getenv().getOrDefault("PGPASSWORD", "");
    SqlClient.Target target = new SqlClient.Target(host, port, user, database, password);
    try (SqlClient client = SqlClient.connect(target, System.out, System.err, style)) {
      if (!commands.isEmpty()) {
        return runCommands(client);
      }
      if (Terminal.isInput()) {
        System.out.println("Tidewater " + client.serverVersion() + ". Type \\? for help.");
        new InteractiveShell(client, database).run();
        return 0;
      }
      return runScript(client);
    } catch (SQLException e) {
      System.err.println(style.red("error:") + " " + e.getMessage());
      System.err.println(
          "  Is a server running there? 'tidewater server' starts one, 'tidewater quickstart' shows"
              + " what it can do.");
      return 1;
    }
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
