package dev.tidewater.testkit.component;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PostgreSQL's command line client; installed from Debian's packages if missing. */
public final class Psql {
  private final Map<String, String> environment;

  private Psql(Map<String, String> environment) {
    this.environment = environment;
  }

  /** A client for the server at the given place. */
  public static Psql to(String host, int port, String user, String password, String database) {
    HostCommand.ensureInstalled("psql", "postgresql-client");
    return new Psql(
        Map.of(
            "PGHOST",
            host,
            "PGPORT",
            Integer.toString(port),
            "PGUSER",
            user,
            "PGPASSWORD",
            password,
            "PGDATABASE",
            database,
            "PGCONNECT_TIMEOUT",
            "10",
            "PGCLIENTENCODING",
            "UTF8",
            "LC_ALL",
            "C.UTF-8",
            "TZ",
            "UTC"));
  }

  /**
   * Feeds a script through standard input, as a person would type it: statements and backslash
   * commands. The startup file is not read.
   *
   * @param options such as {@code -At} (only rows) or {@code -v ON_ERROR_STOP=1}
   */
  public ProgramOutput run(String script, String... options) {
    List<String> command = new ArrayList<>(List.of("psql", "-X"));
    command.addAll(List.of(options));
    return ProgramOutput.of(HostCommand.tryRun(command, environment, script));
  }
}
