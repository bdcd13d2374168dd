package dev.tidewater.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.source.postgres.SourceProgress.TableError;
import dev.tidewater.source.postgres.SourceProgress.TableProgress;
import dev.tidewater.store.CollectionId;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SourceProgressTest {
  private static final SourceProgress SAMPLE =
      new SourceProgress(
          0x0102030405060708L,
          0x1_0000_0040L,
          new TreeMap<>(
              Map.of(
                  new CollectionId(7),
                  new TableProgress(16_384, null),
                  new CollectionId(8),
                  new TableProgress(-2, new TableError("TW001", "gone", "look")))));

  /** Version 1 as docs/formats/source-progress.md has it; must stay readable for ever. */
  private static final String GOLDEN =
      "01"
          + "0102030405060708"
          + "0000000100000040"
          + "00000002"
          + "0000000000000007"
          + "00004000"
          + "00"
          + "0000000000000008"
          + "fffffffe"
          + "01"
          + "00055457303031"
          + "0004676f6e65"
          + "00046c6f6f6b";

  @Test
  void isWrittenAsSpecified() {
    assertThat(HexFormat.of().formatHex(SAMPLE.encode())).isEqualTo(GOLDEN);
  }

  @Test
  void isReadBack() {
    assertThat(SourceProgress.decode(HexFormat.of().parseHex(GOLDEN))).isEqualTo(SAMPLE);
  }

  @Test
  void anUnknownVersionAndACutOneAreRefused() {
    assertThatThrownBy(() -> SourceProgress.decode(new byte[] {9}))
        .isInstanceOfSatisfying(
            TidewaterException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.DATA_CORRUPTED));
    byte[] cut = HexFormat.of().parseHex(GOLDEN.substring(0, 40));
    assertThatThrownBy(() -> SourceProgress.decode(cut))
        .isInstanceOfSatisfying(
            TidewaterException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.DATA_CORRUPTED));
  }

  @Test
  void aTablesErrorIsToldAgainAsItWas() {
    TidewaterException error =
        new TidewaterException(ErrorCode.UNDEFINED_TABLE, "table {table} is gone")
            .with("table", "t")
            .hint("look for it");
    TidewaterException again = TableError.of(error).toException();
    assertThat(again.code()).isEqualTo(ErrorCode.UNDEFINED_TABLE);
    assertThat(again).hasMessage("table t is gone");
    assertThat(again.hint()).isEqualTo("look for it");
  }
}
