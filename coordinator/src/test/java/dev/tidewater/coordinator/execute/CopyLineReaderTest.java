package dev.tidewater.coordinator.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CopyLineReaderTest {
  private static final CopyFormat TEXT = CopyFormat.of(List.of());
  private static final CopyFormat CSV = csv(',', false);

  private static CopyFormat csv(char delimiter, boolean header) {
    return new CopyFormat(CopyFormat.Form.CSV, delimiter, header, "", '"', '"', Set.of(), false);
  }

  private static List<List<@Nullable String>> read(CopyFormat format, String text, int pieceBytes) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    CopyLineReader reader = new CopyLineReader(format, rows::add);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += pieceBytes) {
      reader.data(bytes, at, Math.min(pieceBytes, bytes.length - at));
    }
    reader.finish();
    return rows;
  }

  @Test
  void textSplitsAtTabsAndKnowsNull() {
    assertThat(read(TEXT, "1\ta\t\\N\n2\t\tx\n", 1000))
        .containsExactly(Arrays.asList("1", "a", null), Arrays.asList("2", "", "x"));
  }

  @Test
  void textUndoesBackslashes() {
    assertThat(read(TEXT, "a\\tb\\\\c\\nd\\x41\\101\n", 1000))
        .containsExactly(List.of("a\tb\\c\ndAA"));
  }

  @Test
  void textEndsAtBackslashPoint() {
    assertThat(read(TEXT, "1\n\\.\n2\n", 1000)).containsExactly(List.of("1"));
  }

  @Test
  void textTakesALastLineWithoutNewline() {
    assertThat(read(TEXT, "1\n2", 1000)).containsExactly(List.of("1"), List.of("2"));
  }

  @Test
  void csvKnowsQuotesNewlinesInThemAndTheTwoKindsOfNothing() {
    assertThat(read(CSV, "1,\"a,\"\"b\"\"\nc\",,\"\"\r\n", 1000))
        .containsExactly(Arrays.asList("1", "a,\"b\"\nc", null, ""));
  }

  @Test
  void csvSkipsItsHeader() {
    CopyFormat withHeader = csv(';', true);

    assertThat(read(withHeader, "a;b\n1;2\n", 1000)).containsExactly(List.of("1", "2"));
  }

  @Test
  void csvRefusesAQuoteThatNeverEnds() {
    assertThatThrownBy(() -> read(CSV, "1,\"abc\n", 1000))
        .isInstanceOfSatisfying(
            TidewaterException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_COPY_FILE_FORMAT));
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    CopyLineReader reader = new CopyLineReader(TEXT, row -> {});

    assertThatThrownBy(() -> reader.data(new byte[] {(byte) 0xc3, 0x28, '\n'}, 0, 3))
        .isInstanceOfSatisfying(
            TidewaterException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CHARACTER_NOT_IN_REPERTOIRE));
  }

  @Property
  void rowsAreTheSameHoweverTheBytesAreCut(@ForAll @IntRange(min = 1, max = 40) int pieceBytes) {
    String text = "1,\"a,\n\"\"b\"\"\",ü𝄞\n2,,\"\"\nlast,x,y\r\n";

    assertThat(read(CSV, text, pieceBytes)).isEqualTo(read(CSV, text, 1000));
  }
}
