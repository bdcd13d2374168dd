package dev.tidewater.testkit.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL 18 server with a fresh cluster. By default it is ready for logical replication, asks
 * for a password (SCRAM) and does not sync to disk, so it is quick.
 *
 * <p>Started from the archive that Maven puts on the classpath, unpacked once per machine. Servers
 * refuse to run as root: then it runs as the user {@code nobody}.
 */
public final class RealPostgres implements AutoCloseable {
  private static final String VERSION = "18.6.0";
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
  private static final String NOBODY = "65534";
  private static final boolean ROOT =
      HostCommand.run("id", "-u").strip().equals("0"); // initdb and postgres refuse to run as root

  private final Path directory;
  private final Path binaries;
  private final int port;
  private final Map<String, String> settings;
  private ServerProcess server;

  private RealPostgres(Path directory, Path binaries, Map<String, String> settings) {
    this.directory = directory;
    this.binaries = binaries;
    this.settings = settings;
    this.port = ServerProcess.freePort();
    initialize();
    this.server = launch();
  }

  /** Starts a server that is ready for logical replication. */
  public static RealPostgres start() {
    return start(Map.of());
  }

  /** Starts a server with settings of {@code postgresql.conf} in place of the usual ones. */
  public static RealPostgres start(Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("wal_level", "logical");
    all.put("max_wal_senders", "20");
    all.put("max_replication_slots", "20");
    all.put("max_connections", "60");
    all.put("shared_buffers", "64MB");
    all.put("fsync", "off");
    all.putAll(settings);
    return new RealPostgres(TemporaryDirectory.create("tidewater-postgres"), unpacked(), all);
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return port;
  }

  public String user() {
    return "postgres";
  }

  public String password() {
    return "tide&water";
  }

  public String database() {
    return "postgres";
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://" + host() + ":" + port + "/" + database();
  }

  /** A new connection as the superuser; the caller closes it. */
  public Connection connect() {
    try {
      return DriverManager.getConnection(jdbcUrl(), user(), password());
    } catch (SQLException e) {
      throw new IllegalStateException("cannot connect to PostgreSQL", e);
    }
  }

  /** Runs statements one by one, each in a transaction of its own. */
  public void execute(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refused " + String.join("; ", statements), e);
    }
  }

  /**
   * The rows of a query as PostgreSQL prints them in UTC, nulls as {@code null}; columns separated
   * by a bar.
   */
  public List<String> query(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET timezone = 'UTC'");
      return lines(statement, sql);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refused " + sql, e);
    }
  }

  private static List<String> lines(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> values = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
          values.add(String.valueOf(rows.getString(i)));
        }
        lines.add(String.join("|", values));
      }
      return lines;
    }
  }

  /** Stops the server, ending every connection; its data stays. */
  public void stop() {
    server.end("INT");
    server.close();
  }

  /** Kills the server as a crash would; its data stays. */
  public void crash() {
    server.end("QUIT");
    server.close();
  }

  /** Starts a stopped server again, on the same port. */
  public void startAgain() {
    if (server.isAlive()) {
      throw new IllegalStateException("the server runs");
    }
    server = launch();
  }

  /** What the server has logged. */
  public String log() {
    return server.output();
  }

  @Override
  public void close() {
    server.end("QUIT");
    server.close();
    TemporaryDirectory.delete(directory);
  }

  private Path data() {
    return directory.resolve("data");
  }

  private void initialize() {
    try {
      Path passwordFile = directory.resolve("password");
      Files.writeString(passwordFile, password() + "\n", StandardCharsets.UTF_8);
      if (ROOT) {
        HostCommand.run("chown", "-R", NOBODY + ":" + NOBODY, directory.toString());
      }
      HostCommand.run(
          asServerUser(
                  binaries.resolve("bin/initdb").toString(),
                  "--pgdata=" + data(),
                  "--username=" + user(),
                  "--pwfile=" + passwordFile,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale=C",
                  "--no-sync")
              .toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServerProcess launch() {
    List<String> command = asServerUser(binaries.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", data().toString(), "-p", Integer.toString(port)));
    command.addAll(List.of("-h", host(), "-k", ""));
    settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    ServerProcess started =
        ServerProcess.start("PostgreSQL", command, directory.resolve("server.log"));
    try {
      started.awaitUp(this::answers);
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
    return started;
  }

  private boolean answers() {
    try (Connection connection = DriverManager.getConnection(jdbcUrl(), user(), password())) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static List<String> asServerUser(String... command) {
    List<String> all = new ArrayList<>();
    if (ROOT) {
      all.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    all.addAll(List.of(command));
    return all;
  }

  /** Where the server's programs are, readable by all; made by whichever test comes first. */
  private static Path unpacked() {
    Path home =
        Path.of(System.getProperty("java.io.tmpdir"), "tidewater-postgres-binaries-" + VERSION);
    if (Files.isDirectory(home)) {
      return home;
    }
    HostCommand.ensureInstalled("xz", "xz-utils");
    Path fresh = TemporaryDirectory.create("tidewater-postgres-unpack");
    try (InputStream archive = RealPostgres.class.getResourceAsStream(ARCHIVE)) {
      if (archive == null) {
        throw new IllegalStateException("no " + ARCHIVE + " on the classpath");
      }
      Path file = fresh.resolve("archive.txz");
      Files.copy(archive, file);
      Path content = Files.createDirectory(fresh.resolve("content"));
      HostCommand.run("tar", "-xJf", file.toString(), "-C", content.toString());
      HostCommand.run("chmod", "-R", "a+rX", content.toString());
      Files.move(content, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      // Another test process was first.
      return home;
    } catch (IOException e) {
      if (!Files.isDirectory(home)) {
        throw new UncheckedIOException(e);
      }
    } finally {
      TemporaryDirectory.delete(fresh);
    }
    return home;
  }
}
