package dev.tidewater.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Lines of COPY come back as the values that PostgreSQL printed. */
class CopyTextRowPropertyTest {
  @Property
  void everyValueComesBack(@ForAll @Size(min = 1, max = 6) List<Optional<String>> values) {
    CopyTextRow row = new CopyTextRow(values.size());
    row.read(printed(values));
    List<Optional<String>> read = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      read.add(
          row.isNull(i)
              ? Optional.empty()
              : Optional.of(
                  new String(row.data(), row.offset(i), row.length(i), StandardCharsets.UTF_8)));
    }
    List<Optional<String>> expected =
        values.stream().map(value -> value.map(CopyTextRowPropertyTest::wellFormed)).toList();
    assertThat(read).isEqualTo(expected);
  }

  @Example
  void anotherNumberOfColumnsIsRefused() {
    assertThatThrownBy(() -> new CopyTextRow(2).read("a\n".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CopyTextRow(1).read("a\tb\n".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** As CopyAttributeOutText does it. */
  private static byte[] printed(List<Optional<String>> values) {
    return (join(values) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String join(List<Optional<String>> values) {
    return String.join(
        "\t",
        values.stream()
            .map(value -> value.map(CopyTextRowPropertyTest::escaped).orElse("\\N"))
            .toList());
  }

  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\b", "\\b")
        .replace("\f", "\\f")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t")
        .replace("\u000b", "\\v");
  }

  /** Lone surrogates are no characters and can't come from a database. */
  private static String wellFormed(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
