package dev.tidewater.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation points at is there: pages, and classes that ARCHITECTURE.md names. */
class DocumentationLinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)(?:#[^)]*)?\\)");
  private static final Pattern CLASS = Pattern.compile("`(?:[a-z]+\\.)*([A-Z][A-Za-z]+)`");

  @Test
  void linksLeadToFiles() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      Matcher links = LINK.matcher(Files.readString(page));
      while (links.find()) {
        if (!Files.exists(page.resolveSibling(links.group(1)))) {
          broken.add(CodeBase.ROOT.relativize(page) + " -> " + links.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void architectureNamesClassesThatAreThere() throws IOException {
    List<String> sources =
        CodeBase.allSources().stream().map(path -> path.getFileName().toString()).toList();
    Matcher names = CLASS.matcher(Files.readString(CodeBase.ROOT.resolve("ARCHITECTURE.md")));
    List<String> missing = new ArrayList<>();
    while (names.find()) {
      if (!sources.contains(names.group(1) + ".java")) {
        missing.add(names.group(1));
      }
    }
    assertThat(missing).isEmpty();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(CodeBase.ROOT);
        Stream<Path> docs = Files.walk(CodeBase.ROOT.resolve("docs"))) {
      return Stream.concat(top, docs).filter(path -> path.toString().endsWith(".md")).toList();
    }
  }
}
