package dev.tidewater.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.testkit.component.RealPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every type arrives as PostgreSQL has it, by the snapshot as by the stream. */
class TypesIT {
  /** A type and values of it as PostgreSQL reads them. */
  private record Sample(String type, List<String> values) {
    Sample(String type, String... values) {
      this(type, List.of(values));
    }
  }

  private static final List<Sample> SAMPLES =
      List.of(
          new Sample("boolean", "true", "false"),
          new Sample("smallint", "-32768", "0", "32767"),
          new Sample("integer", "-2147483648", "0", "2147483647"),
          new Sample("bigint", "-9223372036854775808", "-1", "9223372036854775807"),
          new Sample("real", "0", "-0", "1.5", "3.4028235e38", "1.1754944e-38", "NaN", "Infinity"),
          new Sample("double precision", "0.1", "-0", "1.7976931348623157e308", "NaN", "-Infinity"),
          new Sample("numeric", "0", "1.10", "-12345678901234567890.123456789", "NaN", "Infinity"),
          new Sample("numeric(10,2)", "1.10", "-99999999.99", "NaN"),
          new Sample("numeric(38,2)", "123456789012345678901234567890123456.78", "-0.01", "NaN"),
          new Sample("numeric(50,10)", "1234567890123456789012345678901234567890.0000000001"),
          new Sample("text", "", "tide", "a\tb\nc\\d\re", "grüße", "🌊", "\\N"),
          new Sample("varchar(10)", "", "short", "ten chars."),
          new Sample("char(5)", "", "ab", "abcde"),
          new Sample("bytea", "\\x", "\\x00ff5c", "\\x74696465"),
          new Sample("date", "2026-11-22", "0001-01-01", "0044-03-15 BC", "infinity", "-infinity"),
          new Sample("time", "00:00:00", "23:59:59.999999", "24:00:00"),
          new Sample(
              "timestamp",
              "2026-11-22 10:08:04",
              "2026-11-22 10:08:04.1",
              "1969-12-31 23:59:59.999999",
              "12345-01-01 00:00:00",
              "0044-03-15 12:00:00 BC",
              "infinity"),
          new Sample(
              "timestamptz",
              "2026-11-22 10:08:04.123456+05:30",
              "1969-12-31 23:59:59+00",
              "-infinity"),
          new Sample("timestamp(3)", "2026-11-22 10:08:04.123"),
          new Sample("interval", "1 year 2 mons -3 days +04:05:06.789", "00:00:00", "-00:00:01"),
          new Sample(
              "uuid",
              "00000000-0000-0000-0000-000000000000",
              "fedcba98-7654-3210-fedc-ba9876543210"),
          new Sample("jsonb", "null", "{\"b\": [1, 2.50, \"x\\u00e9\"], \"a\": {}}", "\"tide\""),
          new Sample("integer[]", "{}", "{1,NULL,-3}"),
          new Sample("text[]", "{}", "{a,\"b c\",NULL,\"NULL\",\"\",\"quo\\\"te\"}"),
          new Sample("timestamptz[]", "{\"2026-11-22 10:08:04+00\"}"),
          new Sample("numeric(10,2)[]", "{1.10,NULL}"));

  @TempDir Path directory;

  @Test
  void valuesOfEveryTypeArriveUnchanged() {
    try (RealPostgres upstream = RealPostgres.start();
        Landing landing = new Landing(upstream, directory)) {
      upstream.execute("CREATE PUBLICATION everything FOR ALL TABLES");
      String[] names =
          IntStream.range(0, SAMPLES.size()).mapToObj(i -> "t" + i).toArray(String[]::new);
      for (int i = 0; i < SAMPLES.size(); i++) {
        upstream.execute(
            "CREATE TABLE %s (id int NOT NULL, v %s)".formatted(names[i], SAMPLES.get(i).type()),
            "ALTER TABLE %s REPLICA IDENTITY FULL".formatted(names[i]));
        insert(upstream, names[i], SAMPLES.get(i));
      }
      landing.follow(names);
      landing.start();
      assertAgreement(upstream, landing, names);
      for (int i = 0; i < SAMPLES.size(); i++) {
        upstream.execute("UPDATE " + names[i] + " SET id = -1 WHERE id = 0 OR v IS NULL");
        upstream.execute("DELETE FROM " + names[i] + " WHERE id = 1");
        insert(upstream, names[i], SAMPLES.get(i));
      }
      assertAgreement(upstream, landing, names);
    }
  }

  private static void insert(RealPostgres upstream, String table, Sample sample) {
    for (int i = 0; i < sample.values().size(); i++) {
      upstream.execute(
          "INSERT INTO %s VALUES (%d, '%s')"
              .formatted(table, i, sample.values().get(i).replace("'", "''")));
    }
    upstream.execute("INSERT INTO " + table + " VALUES (99, NULL)");
  }

  private static void assertAgreement(RealPostgres upstream, Landing landing, String[] names) {
    for (int i = 0; i < names.length; i++) {
      String name = names[i];
      List<String> expected = Landing.sorted(upstream.query("SELECT * FROM " + name));
      landing.await(
          "rows of " + name,
          () -> landing.rows(name).size() == expected.size() || landing.tableError(name) != null);
      assertThat(landing.tableError(name)).as(SAMPLES.get(i).type()).isNull();
      assertThat(Landing.sorted(landing.rows(name))).as(SAMPLES.get(i).type()).isEqualTo(expected);
    }
  }
}
