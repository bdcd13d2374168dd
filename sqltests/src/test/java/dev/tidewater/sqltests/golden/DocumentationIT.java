package dev.tidewater.sqltests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the examples of the documentation. A page's {@code sql} blocks run in order, in a database
 * of their own; no statement may fail, and a {@code text} block behind one holds the answer of its
 * last statement. Blocks in other languages, and {@code sql} blocks marked {@code not run} in their
 * first line's comment, are left alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentationIT {
  private static final Path DOCS = Path.of("..", "docs");

  private TidewaterServer server;

  /** A block between fences. */
  private record Block(String language, String text, int line) {}

  @BeforeAll
  void start(@TempDir Path directory) {
    server = TidewaterServer.start(ServerOptions.inDirectory(directory));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  static Stream<String> pages() throws IOException {
    try (Stream<Path> files = Files.walk(DOCS)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(DocumentationIT::hasExamples)
          .map(file -> DOCS.relativize(file).toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  private static boolean hasExamples(Path file) {
    try {
      return blocks(file).stream().anyMatch(DocumentationIT::isRun);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean isRun(Block block) {
    return block.language().equals("sql") && !block.text().startsWith("-- not run");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void examplesAnswerWhatThePageSays(String page) throws Exception {
    String database = "docs_" + page.replaceAll("\\W", "_");
    try (Connection connection = connect("tidewater");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    try (Connection connection = connect(database)) {
      StatementRunner runner = new StatementRunner(connection, Protocol.SIMPLE);
      List<String> last = List.of();
      for (Block block : blocks(DOCS.resolve(page))) {
        if (isRun(block)) {
          last = run(runner, block);
        } else if (block.language().equals("text")) {
          assertThat(String.join("\n", last))
              .as("%s, line %d", page, block.line())
              .isEqualTo(block.text());
        }
      }
    }
  }

  private static List<String> run(StatementRunner runner, Block block) {
    List<String> last = List.of();
    for (String statement : statements(block.text())) {
      last = runner.run(statement);
      assertThat(last.get(0)).as("line %d: %s", block.line(), statement).doesNotStartWith("ERROR");
    }
    return last;
  }

  /** Statements end with a semicolon at the end of a line. */
  private static List<String> statements(String text) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      statement.append(line).append('\n');
      if (line.stripTrailing().endsWith(";")) {
        statements.add(statement.toString().strip().replaceAll(";$", ""));
        statement.setLength(0);
      }
    }
    return statements;
  }

  private static List<Block> blocks(Path file) throws IOException {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("```")) {
        continue;
      }
      String language = lines.get(i).substring(3).strip();
      int first = ++i;
      while (!lines.get(i).startsWith("```")) {
        i++;
      }
      blocks.add(new Block(language, String.join("\n", lines.subList(first, i)), first + 1));
    }
    return blocks;
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.sqlPort() + "/" + database + "?user=tidewater");
  }
}
