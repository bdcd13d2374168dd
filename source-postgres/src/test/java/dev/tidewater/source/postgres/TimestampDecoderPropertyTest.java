package dev.tidewater.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.types.ScalarType;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.vector.LongVector;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** The quick reader and the general one agree. */
class TimestampDecoderPropertyTest {
  private final TextDecoder decoder = TextDecoder.of(ScalarType.TIMESTAMPTZ);

  @Property
  void everyTimestampComesBack(
      @ForAll @LongRange(min = -210_866_803_200_000_000L, max = 9_223_371_331_199_999_999L)
          long micros) {
    assertThat(decode(TextFormat.UTC.print(ScalarType.TIMESTAMPTZ, micros))).isEqualTo(micros);
  }

  @Property
  void timestampsOfOurDaysComeBack(
      @ForAll @LongRange(min = -62_135_596_800_000_000L, max = 253_402_300_799_999_999L)
          long micros) {
    assertThat(decode(TextFormat.UTC.print(ScalarType.TIMESTAMPTZ, micros))).isEqualTo(micros);
  }

  @Example
  void unusualFormsAreLeftToTheGeneralReader() {
    for (String text :
        new String[] {
          "2026-11-22 10:08:04.5+05:30",
          "12026-11-22 10:08:04+00",
          "0044-03-15 12:00:00+00 BC",
          "infinity",
          "-infinity"
        }) {
      Object expected = TextFormat.UTC.parse(ScalarType.TIMESTAMPTZ, text);
      assertThat(decode(text)).as(text).isEqualTo(expected);
    }
  }

  private long decode(String text) {
    LongVector vector = new LongVector(1);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    decoder.decode(bytes, 0, bytes.length, vector);
    return vector.values[0];
  }
}
