package dev.tidewater.coordinator.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.types.TidewaterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @Test
  void numbersAreBytesUnlessAUnitFollows() {
    assertThat(ByteSize.parse("4096")).isEqualTo(4096);
    assertThat(ByteSize.parse(" 64kB ")).isEqualTo(65_536);
    assertThat(ByteSize.parse("2 MB")).isEqualTo(2_097_152);
    assertThat(ByteSize.parse("1GB")).isEqualTo(1L << 30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MB", "-1", "1.5GB", "1 XB", "999999999999TB"})
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(TidewaterException.class);
  }
}
