package dev.tidewater.sqltests.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A golden file: blocks of a statement and its expected outcome.
 *
 * <pre>
 *   -- a comment, kept as it is
 *   SELECT a, b FROM t ORDER BY a;
 *   ----
 *   a:int4 | b:text
 *   1 | x
 *   2 | NULL
 *
 *   INSERT INTO t VALUES (1, 'y');
 *   ----
 *   ERROR 23505: duplicate key value violates unique constraint "t_pkey"
 * </pre>
 *
 * A block ends with an empty line. A statement may have several lines. {@code <restart>} in the
 * place of a statement stops the server and starts it again on the same data.
 */
record GoldenFile(Path path, List<Block> blocks) {
  static final String SEPARATOR = "----";
  static final String RESTART = "<restart>";

  /** {@code comment} holds the lines before the statement that begin with two hyphens. */
  record Block(List<String> comment, String statement, List<String> expected, int line) {
    boolean isRestart() {
      return statement.equals(RESTART);
    }
  }

  static GoldenFile read(Path path) throws IOException {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(path);
    int at = 0;
    while (at < lines.size()) {
      if (lines.get(at).isBlank()) {
        at++;
        continue;
      }
      int first = at;
      List<String> comment = new ArrayList<>();
      List<String> statement = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      while (at < lines.size() && lines.get(at).startsWith("--") && !isSeparator(lines, at)) {
        comment.add(lines.get(at++));
      }
      while (at < lines.size() && !lines.get(at).isBlank() && !isSeparator(lines, at)) {
        statement.add(lines.get(at++));
      }
      if (at < lines.size() && isSeparator(lines, at)) {
        at++;
        while (at < lines.size() && !lines.get(at).isBlank()) {
          expected.add(lines.get(at++));
        }
      }
      blocks.add(new Block(comment, String.join("\n", statement), expected, first + 1));
    }
    return new GoldenFile(path, blocks);
  }

  private static boolean isSeparator(List<String> lines, int at) {
    return lines.get(at).equals(SEPARATOR);
  }

  /** The file's text with other outcomes. */
  static String text(List<Block> blocks) {
    StringBuilder text = new StringBuilder();
    for (Block block : blocks) {
      block.comment().forEach(line -> text.append(line).append('\n'));
      if (!block.statement().isEmpty()) {
        text.append(block.statement()).append('\n');
      }
      if (!block.expected().isEmpty()) {
        text.append(SEPARATOR).append('\n');
        block.expected().forEach(line -> text.append(line).append('\n'));
      }
      text.append('\n');
    }
    return text.toString().stripTrailing() + "\n";
  }
}
