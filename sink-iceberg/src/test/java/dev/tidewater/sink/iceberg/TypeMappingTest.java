package dev.tidewater.sink.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidewater.sink.iceberg.table.SinkMode;
import dev.tidewater.sink.iceberg.table.TableShape;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.Column;
import dev.tidewater.types.DateTimes;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Interval;
import dev.tidewater.types.Jsonb;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each SQL type as the Iceberg type that SINK.md names, extreme values and NULL read back. */
class TypeMappingTest {
  @TempDir Path spillDirectory;

  private static RelationSchema relation(SqlType type) {
    return new RelationSchema(
        List.of(new Column(0, "id", ScalarType.INT4, false), new Column(1, "value", type, true)),
        List.of(List.of(0)));
  }

  private OneCommit sink(SqlType type) {
    return new OneCommit(
        SinkSpec.upsert(
            "types-u1",
            TestInput.ID,
            relation(type),
            OneCommit.target(),
            List.of(0),
            SinkOptions.every(Duration.ofSeconds(1))),
        spillDirectory);
  }

  /** Writes values and a NULL, and checks type and values of the table. */
  private void assertMapped(SqlType type, String icebergType, List<?> written, List<?> expected) {
    OneCommit sink = sink(type);
    for (int i = 0; i < written.size(); i++) {
      sink.input.insert(i, written.get(i));
    }
    sink.input.insert(written.size(), (Object) null);
    sink.input.commitAt(20);
    sink.start();
    assertThat(sink.table().schema().findType("value").toString()).isEqualTo(icebergType);
    List<List<@Nullable Object>> rows = sink.rows();
    assertThat(rows).hasSize(written.size() + 1);
    for (List<@Nullable Object> row : rows) {
      int id = (Integer) row.get(0);
      assertThat(row.get(1)).isEqualTo(id == written.size() ? null : expected.get(id));
    }
  }

  private void assertMapped(SqlType type, String icebergType, List<?> values) {
    assertMapped(type, icebergType, values, values);
  }

  private void assertRefused(SqlType type, Object value, String reason) {
    OneCommit sink = sink(type);
    sink.input.insert(7, value);
    sink.input.commitAt(20);
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(sink::start)
        .withMessage("row (id)=(7), column \"value\": " + reason)
        .matches(e -> e.code() == ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE);
  }

  @Test
  void integersAndBooleans() {
    assertMapped(ScalarType.BOOLEAN, "boolean", List.of(true, false));
    assertMapped(
        ScalarType.INT2,
        "int",
        List.of(Short.MIN_VALUE, (short) 0, Short.MAX_VALUE),
        List.of(-32768, 0, 32767));
    assertMapped(ScalarType.INT4, "int", List.of(Integer.MIN_VALUE, 0, Integer.MAX_VALUE));
    assertMapped(ScalarType.INT8, "long", List.of(Long.MIN_VALUE, 0L, Long.MAX_VALUE));
    assertMapped(ScalarType.of(TypeKind.UINT2), "int", List.of(0L, 65535L), List.of(0, 65535));
    assertMapped(ScalarType.of(TypeKind.UINT4), "long", List.of(0L, 4294967295L));
    BigInteger largest = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    assertMapped(
        ScalarType.of(TypeKind.UINT8),
        "decimal(20, 0)",
        List.of(BigInteger.ZERO, largest),
        List.of(BigDecimal.ZERO, new BigDecimal(largest)));
    assertMapped(
        ScalarType.MZ_TIMESTAMP,
        "decimal(20, 0)",
        List.of(0L, 1_760_000_000_000L),
        List.of(BigDecimal.ZERO, new BigDecimal(1_760_000_000_000L)));
  }

  @Test
  void floatingPointNumbers() {
    assertMapped(
        ScalarType.FLOAT4,
        "float",
        List.of(-0.0f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, Float.MAX_VALUE));
    assertMapped(
        ScalarType.FLOAT8,
        "double",
        List.of(-0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE));
  }

  @Test
  void numerics() {
    assertMapped(
        ScalarType.numeric(10, 2),
        "decimal(38, 2)",
        List.of(Decimal.parse("-99999999.99"), Decimal.parse("0.01")),
        List.of(new BigDecimal("-99999999.99"), new BigDecimal("0.01")));
    String digits = "999999999999999999999999999999999999.99";
    assertMapped(
        ScalarType.numeric(38, 2),
        "decimal(38, 2)",
        List.of(Decimal.parse(digits), Decimal.parse("-" + digits)),
        List.of(new BigDecimal(digits), new BigDecimal("-" + digits)));
    assertMapped(
        ScalarType.numeric(60, 5),
        "decimal(38, 5)",
        List.of(Decimal.parse("1.5")),
        List.of(new BigDecimal("1.50000")));
    assertMapped(
        ScalarType.NUMERIC,
        "decimal(38, 10)",
        List.of(Decimal.parse("1.5"), Decimal.parse("2.00000000000000")),
        List.of(new BigDecimal("1.5000000000"), new BigDecimal("2.0000000000")));
  }

  @Test
  void numericsThatDoNotFitNameRowAndColumn() {
    assertRefused(
        ScalarType.NUMERIC,
        Decimal.parse("0.00000000001"),
        "0.00000000001 does not fit decimal(38,10)");
    assertRefused(
        ScalarType.NUMERIC,
        Decimal.parse("1" + "0".repeat(28)),
        "1" + "0".repeat(28) + " does not fit decimal(38,10)");
    assertRefused(ScalarType.NUMERIC, Decimal.NAN, "NaN does not fit Iceberg's decimal");
    assertRefused(
        ScalarType.NUMERIC, Decimal.NEGATIVE_INFINITY, "-Infinity does not fit Iceberg's decimal");
    assertRefused(ScalarType.numeric(10, 2), Decimal.NAN, "NaN does not fit Iceberg's decimal");
    assertRefused(ScalarType.numeric(30, 2), Decimal.NAN, "NaN does not fit Iceberg's decimal");
  }

  @Test
  void texts() {
    assertMapped(
        ScalarType.TEXT, "string", List.of("", "ağaç İı", "𝔘nicode", "x".repeat(100_000)));
    assertMapped(ScalarType.varchar(5), "string", List.of("ab"));
    assertMapped(ScalarType.bpchar(3), "string", List.of("ab "));
    UUID uuid = UUID.fromString("01234567-89ab-cdef-fedc-ba9876543210");
    assertMapped(ScalarType.UUID, "string", List.of(uuid), List.of(uuid.toString()));
    assertMapped(
        ScalarType.JSONB,
        "string",
        List.of(Jsonb.parse("{\"b\": [1, 2.50, null], \"a\": \"x\"}")),
        List.of("{\"a\": \"x\", \"b\": [1, 2.50, null]}"));
    assertMapped(
        ScalarType.INTERVAL,
        "string",
        List.of(new Interval(14, 3, 4_000_000L), new Interval(0, -1, 0)),
        List.of("1 year 2 mons 3 days 00:00:04", "-1 days"));
    assertMapped(ScalarType.BYTEA, "binary", List.of(new byte[] {0, -1, 127}), List.of("00ff7f"));
  }

  @Test
  void timesAndDates() {
    LocalDate day = LocalDate.of(-4712, 1, 1);
    assertMapped(
        ScalarType.DATE, "date", List.of(0, (int) day.toEpochDay()), List.of(LocalDate.EPOCH, day));
    assertMapped(
        ScalarType.TIME,
        "time",
        List.of(0L, 86_399_999_999L),
        List.of(LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 999_999_000)));
    LocalDateTime moment = LocalDateTime.of(2026, 11, 22, 9, 54, 3, 123_456_000);
    long micros = moment.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + 123_456;
    assertMapped(
        ScalarType.TIMESTAMP,
        "timestamp",
        List.of(micros, 0L),
        List.of(moment, LocalDateTime.of(1970, 1, 1, 0, 0)));
    assertMapped(
        ScalarType.TIMESTAMPTZ,
        "timestamptz",
        List.of(micros),
        List.of(OffsetDateTime.of(moment, ZoneOffset.UTC)));
  }

  @Test
  void infiniteTimesAreRefused() {
    assertRefused(ScalarType.DATE, DateTimes.DATE_INFINITY, "infinity does not fit Iceberg's date");
    assertRefused(
        ScalarType.TIMESTAMPTZ,
        DateTimes.TIMESTAMP_NEGATIVE_INFINITY,
        "-infinity does not fit Iceberg's timestamp");
    assertRefused(ScalarType.TIME, 86_400_000_000L, "24:00:00 does not fit Iceberg's time");
  }

  @Test
  void arraysAreLists() {
    assertMapped(
        new ArrayType(ScalarType.INT4),
        "list<int>",
        List.of(ArrayValue.of(1, null, 3), ArrayValue.EMPTY, ArrayValue.of(2)),
        List.of(Arrays.asList(1, null, 3), List.of(), List.of(2)));
    assertMapped(
        new ArrayType(ScalarType.TEXT),
        "list<string>",
        List.of(ArrayValue.of("a", "", null)),
        List.of(Arrays.asList("a", "", null)));
  }

  @Test
  void otherTypesAreRefusedByColumn() {
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(() -> TableShape.of(relation(ScalarType.OID), List.of(0), SinkMode.UPSERT))
        .withMessage("column \"value\" has type oid, which an Iceberg table can't hold");
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(() -> TableShape.of(relation(ScalarType.FLOAT8), List.of(1), SinkMode.UPSERT))
        .withMessageContaining("cannot be used as an Iceberg equality delete key");
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(
            () ->
                TableShape.of(
                    relation(new ArrayType(ScalarType.INT4)), List.of(1), SinkMode.UPSERT))
        .withMessageContaining("cannot be used as an Iceberg equality delete key");
  }
}
