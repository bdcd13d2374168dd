package dev.tidewater.sqltests.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.testkit.nexmark.NexmarkEvent;
import dev.tidewater.testkit.nexmark.NexmarkQueries;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The queries of Nexmark as materialized views, fed in steps. Between them some rows are taken back
 * or corrected too, which Nexmark's own streams never do.
 */
class NexmarkIT {
  /** Events are that much further apart than in the site's time, to fill several windows. */
  private static final int STRETCH = 40;

  private static final int FIRST_EVENTS = 1_000;
  private static final int STEP_EVENTS = 400;
  private static final int STEPS = 3;
  private static final int ROWS_OF_INSERT = 200;

  @TempDir Path directory;

  private long made;

  @Test
  void viewsHoldAtEachStepWhatPostgresAnswers() throws SQLException {
    try (SideBySide both = new SideBySide(directory)) {
      both.execute(NexmarkQueries.tables());
      both.execute(events(FIRST_EVENTS));
      both.maintain(NexmarkQueries.all());
      both.compare("at first");
      for (int step = 0; step < STEPS; step++) {
        both.execute(events(STEP_EVENTS));
        both.execute(corrections(step));
        both.compare("after step " + step);
      }
      both.restart();
      both.compare("after a restart");
      both.execute(events(STEP_EVENTS));
      both.compare("changed after a restart");
      assertThat(both.disagreements()).isEmpty();
      assertThat(both.alwaysEmpty()).isEmpty();
    }
  }

  private List<String> events(int count) {
    Map<NexmarkEvent.Kind, List<String>> rows = new EnumMap<>(NexmarkEvent.Kind.class);
    List<String> statements = new ArrayList<>();
    NexmarkEvent event = new NexmarkEvent();
    for (int i = 0; i < count; i++) {
      event.moveTo(made++);
      List<String> ofKind = rows.computeIfAbsent(event.kind(), kind -> new ArrayList<>());
      ofKind.add("(" + row(event) + ")");
      if (ofKind.size() == ROWS_OF_INSERT) {
        statements.add(insert(event.kind(), ofKind));
        ofKind.clear();
      }
    }
    rows.forEach(
        (kind, left) -> {
          if (!left.isEmpty()) {
            statements.add(insert(kind, left));
          }
        });
    return statements;
  }

  private static String insert(NexmarkEvent.Kind kind, List<String> rows) {
    String table = kind.name().toLowerCase(Locale.ROOT);
    return "INSERT INTO " + table + " VALUES " + String.join(", ", rows);
  }

  private static List<String> corrections(int step) {
    return List.of(
        "DELETE FROM bid WHERE price % 7 = " + step,
        "UPDATE bid SET price = price + 1000 WHERE auction % 5 = " + step,
        "UPDATE auction SET category = 10 + (category + 1) % 5 WHERE id % 4 = " + step,
        "UPDATE person SET state = 'OR' WHERE id % 6 = " + step,
        "DELETE FROM auction WHERE id % 11 = " + step);
  }

  private static String row(NexmarkEvent event) {
    return switch (event.kind()) {
      case PERSON ->
          "%d, %s, %s, %s, %s, %s, %s, %s"
              .formatted(
                  event.person(),
                  text(event.name()),
                  text(event.name()),
                  text(event.creditCard()),
                  text(event.city()),
                  text(event.state()),
                  time(event.micros()),
                  text(event.extra()));
      case AUCTION ->
          "%d, %s, %s, %d, %d, %s, %s, %d, %d, %s"
              .formatted(
                  event.auction(),
                  text(event.name()),
                  text(event.extra()),
                  event.price(),
                  event.reserve(),
                  time(event.micros()),
                  time(event.expiresMicros()),
                  event.person(),
                  event.category(),
                  text(event.extra()));
      case BID ->
          "%d, %d, %d, %s, %s, %s, %s"
              .formatted(
                  event.auction(),
                  event.person(),
                  event.price(),
                  text(event.channel()),
                  text(event.url()),
                  time(event.micros()),
                  text(event.extra()));
    };
  }

  private static String text(byte[] bytes) {
    return "'" + new String(bytes, StandardCharsets.UTF_8) + "'";
  }

  private static String time(long micros) {
    long first = micros - micros % 86_400_000_000L;
    long stretched = first + (micros - first) * STRETCH;
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            stretched / 1_000_000, (int) (stretched % 1_000_000) * 1_000, ZoneOffset.UTC);
    return "'" + time + "'";
  }
}
