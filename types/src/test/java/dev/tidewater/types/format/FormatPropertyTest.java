package dev.tidewater.types.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.types.SqlType;
import dev.tidewater.types.SqlValues;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FormatPropertyTest {
  record Typed(SqlType type, Object value) {}

  @Provide
  Arbitrary<Typed> typed() {
    return SqlValues.types()
        .flatMap(type -> SqlValues.of(type).map(value -> new Typed(type, value)));
  }

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of("UTC", "Asia/Kathmandu", "America/St_Johns", "+03:00");
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void textComesBackAsItWas(@ForAll("typed") Typed typed, @ForAll("zones") String zone) {
    TextFormat format = TextFormat.in(ZoneId.of(zone));
    String text = format.print(typed.type, typed.value);
    assertThat(format.parse(typed.type, text)).as(text).isEqualTo(typed.value);
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void binaryComesBackAsItWas(@ForAll("typed") Typed typed) {
    byte[] bytes = BinaryFormat.print(typed.type, typed.value);
    assertThat(BinaryFormat.parse(typed.type, bytes)).isEqualTo(typed.value);
  }
}
