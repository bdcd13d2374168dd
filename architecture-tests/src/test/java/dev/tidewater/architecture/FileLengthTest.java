package dev.tidewater.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A file holds one idea. Above {@link #SOFT_LIMIT} lines a file must be on the list of long files,
 * and may then only become shorter; above {@link #HARD_LIMIT} there is no list.
 */
class FileLengthTest {
  private static final int SOFT_LIMIT = 500;
  private static final int HARD_LIMIT = 1_000;
  private static final String LIST = "architecture-tests/src/test/resources/long-files.txt";

  @Test
  void filesStayShort() {
    Map<String, Integer> allowed = allowedLengths();
    Map<String, Integer> found = new TreeMap<>();
    List<String> complaints = new ArrayList<>();
    for (var file : CodeBase.allSources()) {
      String path = CodeBase.ROOT.relativize(file).toString();
      int lines = CodeBase.lines(file).size();
      if (lines > SOFT_LIMIT) {
        found.put(path, lines);
      }
      if (lines > HARD_LIMIT) {
        complaints.add(path + " has " + lines + " lines: split it");
      } else if (lines > allowed.getOrDefault(path, SOFT_LIMIT)) {
        complaints.add(path + " has " + lines + " lines: split it, or argue for a line in " + LIST);
      }
    }
    for (String path : allowed.keySet()) {
      if (!found.containsKey(path)) {
        complaints.add(path + " is short now: take it off " + LIST);
      }
    }
    assertThat(complaints).isEmpty();
  }

  /** Each line of the list: the most lines that the file may have, a space, its path. */
  private static Map<String, Integer> allowedLengths() {
    Map<String, Integer> allowed = new TreeMap<>();
    for (String line : CodeBase.lines(CodeBase.ROOT.resolve(LIST))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int space = line.indexOf(' ');
        allowed.put(line.substring(space + 1), Integer.parseInt(line.substring(0, space)));
      }
    }
    return allowed;
  }
}
