package dev.tidewater.sqltests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.sqltests.golden.GoldenFile.Block;
import dev.tidewater.sqltests.golden.StatementRunner.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every golden file against a real server, by the simple and by the extended protocol, each
 * time in a database of its own. {@code -Dgolden.rewrite=true} writes what was answered into the
 * files instead; review the difference.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenSqlIT {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
  private static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");

  private Path directory;
  private TidewaterServer server;

  @BeforeAll
  void start(@TempDir Path temporary) {
    directory = temporary;
    server = startServer();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private TidewaterServer startServer() {
    return TidewaterServer.start(ServerOptions.inDirectory(directory));
  }

  static Stream<Arguments> files() throws IOException {
    List<Arguments> arguments = new ArrayList<>();
    try (Stream<Path> files = Files.list(GOLDEN)) {
      for (Path file : files.sorted().toList()) {
        for (Protocol protocol : Protocol.values()) {
          arguments.add(Arguments.of(file.getFileName().toString(), protocol));
        }
      }
    }
    return arguments.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("files")
  void answersAreThoseOfTheFile(String name, Protocol protocol) throws Exception {
    GoldenFile file = GoldenFile.read(GOLDEN.resolve(name));
    String database = name.replaceAll("\\W", "_") + "_" + protocol.name().toLowerCase(Locale.ROOT);
    try (Connection connection = connect("tidewater");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    List<Block> answered = new ArrayList<>();
    Connection connection = connect(database);
    try {
      for (Block block : file.blocks()) {
        if (block.isRestart()) {
          connection.close();
          server.close();
          server = startServer();
          connection = connect(database);
          answered.add(block);
          continue;
        }
        answered.add(answer(block, connection, protocol));
      }
    } finally {
      connection.close();
    }
    if (REWRITE) {
      Files.writeString(file.path(), GoldenFile.text(answered));
    } else {
      assertThat(GoldenFile.text(answered)).isEqualTo(GoldenFile.text(file.blocks()));
    }
  }

  private static Block answer(Block block, Connection connection, Protocol protocol) {
    if (block.statement().isEmpty()) {
      return block;
    }
    String sql = block.statement().strip().replaceAll(";$", "");
    List<String> outcome = new StatementRunner(connection, protocol).run(sql);
    return new Block(block.comment(), block.statement(), outcome, block.line());
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:"
            + server.sqlPort()
            + "/"
            + database
            + "?user=tidewater&preparedStatementCacheQueries=0");
  }
}
