package dev.tidewater.server.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.shell.TablePrinter.Alignment;
import dev.tidewater.server.shell.TablePrinter.Heading;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TablePrinterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TablePrinter printer =
      new TablePrinter(
          new PrintStream(bytes, true, StandardCharsets.UTF_8),
          Style.PLAIN,
          List.of(new Heading("id", Alignment.RIGHT), new Heading("name", Alignment.LEFT)));

  private static List<Optional<String>> row(String id, String name) {
    return List.of(Optional.of(id), Optional.of(name));
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void columnsAreAlignedAsPsqlAlignsThem() {
    printer.print(List.of(row("1", "long name"), row("200", "x")));
    assertThat(printed())
        .isEqualTo(
            """
             id  |   name
            -----+-----------
               1 | long name
             200 | x
            """);
  }

  @Test
  void nullIsEmptyAndControlCharactersAreShown() {
    printer.print(List.of(List.of(Optional.empty(), Optional.of("a\nb\tc\u0001"))));
    assertThat(printed()).endsWith("    | a\\nb\\tc\\x01\n");
  }

  @Test
  void wideCharactersTakeTwoColumns() {
    printer.print(List.of(row("1", "水"), row("2", "ab")));
    assertThat(printed()).contains("  1 | 水\n  2 | ab\n");
  }

  @Test
  void laterRowsKeepTheHeadings() {
    printer.print(List.of(row("1", "a")));
    printer.print(List.of(row("2", "b")));
    assertThat(printed().lines()).hasSize(4);
  }
}
