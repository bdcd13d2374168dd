package dev.tidewater.sql.parser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads the golden files: an input, a line {@code =>}, what is expected, an empty line. */
final class GoldenStatements {
  private GoldenStatements() {}

  record Case(String input, String expected) {}

  static List<Case> read(String resource) {
    List<Case> cases = new ArrayList<>();
    List<String> input = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    boolean inInput = true;
    for (String line : (text(resource) + "\n\n").split("\n", -1)) {
      if (line.equals("=>")) {
        inInput = false;
      } else if (line.isEmpty() && !inInput) {
        cases.add(new Case(String.join("\n", input), String.join("\n", expected)));
        input.clear();
        expected.clear();
        inInput = true;
      } else if (!(line.startsWith("#") && input.isEmpty())
          && !(line.isEmpty() && input.isEmpty())) {
        (inInput ? input : expected).add(line);
      }
    }
    return cases;
  }

  private static String text(String resource) {
    try (InputStream stream =
        Objects.requireNonNull(GoldenStatements.class.getResourceAsStream(resource))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
