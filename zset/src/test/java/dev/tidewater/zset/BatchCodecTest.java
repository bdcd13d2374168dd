package dev.tidewater.zset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.BatchCodec.Compression;
import dev.tidewater.zset.Model.Update;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchCodecTest {
  /** Three pages: several times and diffs, rows of different and of equal length. */
  private static Batch golden() {
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      byte[] row = ("row " + (10_000 + i) + "!".repeat(i % 3)).getBytes(StandardCharsets.UTF_8);
      updates.add(new Update(row, 1_700_000_000_000L + i % 7, i % 5 == 0 ? -2 : 1));
    }
    updates.add(new Update(new byte[0], -1, Long.MAX_VALUE));
    return Model.build(updates);
  }

  private static byte[] goldenFile() throws IOException {
    try (InputStream in = BatchCodecTest.class.getResourceAsStream("/golden/batch-v1-zstd.bin")) {
      return Objects.requireNonNull(in, "the golden file is missing").readAllBytes();
    }
  }

  @Test
  void opensWhatVersionOneWrote() throws IOException {
    assertThat(Model.text(BatchCodec.decode(goldenFile()).cursor()))
        .isEqualTo(Model.text(golden().cursor()));
  }

  @ParameterizedTest
  @EnumSource
  void writesTheSameBytesAgain(Compression compression) {
    byte[] once = BatchCodec.encode(golden(), compression);
    assertThat(BatchCodec.encode(BatchCodec.decode(once), compression)).isEqualTo(once);
  }

  @Test
  void anEmptyBatchIsTwentyFiveBytes() {
    byte[] encoded = BatchCodec.encode(Batch.empty(), Compression.ZSTD);
    assertThat(encoded).hasSize(25);
    assertThat(BatchCodec.decode(encoded).isEmpty()).isTrue();
  }

  @Test
  void everyFlippedBitIsFound() {
    byte[] encoded =
        BatchCodec.encode(
            Model.build(
                List.of(new Update(new byte[] {1, 2, 3}, 5, 1), new Update(new byte[] {4}, 6, 2))),
            Compression.NONE);
    for (int i = 0; i < encoded.length; i++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        byte[] damaged = encoded.clone();
        damaged[i] ^= (byte) (1 << bit);
        assertThatThrownBy(() -> BatchCodec.decode(damaged))
            .isInstanceOfSatisfying(
                TidewaterException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPTED));
      }
    }
  }

  @Test
  void everyCutIsFound() throws IOException {
    byte[] encoded = goldenFile();
    for (int length = 0; length < encoded.length; length += 1 + length / 50) {
      byte[] cut = java.util.Arrays.copyOf(encoded, length);
      assertThatThrownBy(() -> BatchCodec.decode(cut))
          .isInstanceOfSatisfying(
              TidewaterException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPTED));
    }
  }

  @Test
  void anUnknownVersionSaysSo() {
    byte[] encoded = BatchCodec.encode(golden(), Compression.NONE);
    encoded[encoded.length - 1] = 9;
    assertThatThrownBy(() -> BatchCodec.decode(encoded))
        .hasMessage("batch has format version 9, which is not known");
  }
}
