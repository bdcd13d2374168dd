package dev.tidewater.engine.function;

import dev.tidewater.types.Interval;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.TimeZone;

/** Abbreviations of time zones. */
final class ZoneNames {
  private ZoneNames() {}

  /** Such as CET or CEST; UTC for no offset. */
  static String abbreviation(ZoneId zone, long instantMicros) {
    if (zone instanceof ZoneOffset offset) {
      return offset.getTotalSeconds() == 0 ? "UTC" : offset.getId();
    }
    long seconds = Math.floorDiv(instantMicros, Interval.MICROS_PER_SECOND);
    boolean summer = zone.getRules().isDaylightSavings(Instant.ofEpochSecond(seconds));
    String name = TimeZone.getTimeZone(zone).getDisplayName(summer, TimeZone.SHORT, Locale.ROOT);
    return name.isEmpty() ? zone.getDisplayName(TextStyle.SHORT, Locale.ROOT) : name;
  }
}
