package dev.tidewater.types.format;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Interval;
import dev.tidewater.types.TidewaterException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Time zones by the names that PostgreSQL takes, and local times in them. */
public final class TimeZones {
  /** Offsets in hours (quarters in fractions) of the abbreviations in everyday use. */
  private static final Map<String, Double> ABBREVIATIONS =
      Map.ofEntries(
          Map.entry("utc", 0.0),
          Map.entry("ut", 0.0),
          Map.entry("gmt", 0.0),
          Map.entry("z", 0.0),
          Map.entry("zulu", 0.0),
          Map.entry("wet", 0.0),
          Map.entry("west", 1.0),
          Map.entry("bst", 1.0),
          Map.entry("cet", 1.0),
          Map.entry("met", 1.0),
          Map.entry("cest", 2.0),
          Map.entry("mest", 2.0),
          Map.entry("eet", 2.0),
          Map.entry("eest", 3.0),
          Map.entry("msk", 3.0),
          Map.entry("jst", 9.0),
          Map.entry("kst", 9.0),
          Map.entry("aest", 10.0),
          Map.entry("aedt", 11.0),
          Map.entry("acst", 9.5),
          Map.entry("awst", 8.0),
          Map.entry("nzst", 12.0),
          Map.entry("nzdt", 13.0),
          Map.entry("nst", -3.5),
          Map.entry("ndt", -2.5),
          Map.entry("ast", -4.0),
          Map.entry("adt", -3.0),
          Map.entry("est", -5.0),
          Map.entry("edt", -4.0),
          Map.entry("cst", -6.0),
          Map.entry("cdt", -5.0),
          Map.entry("mst", -7.0),
          Map.entry("mdt", -6.0),
          Map.entry("pst", -8.0),
          Map.entry("pdt", -7.0),
          Map.entry("akst", -9.0),
          Map.entry("akdt", -8.0),
          Map.entry("hst", -10.0));

  private static final Map<String, String> REGIONS = regions();

  /** Farthest offset that is taken, as in PostgreSQL: just under 16 hours. */
  private static final int MAX_OFFSET_SECONDS = 16 * 3600 - 1;

  private TimeZones() {}

  private static Map<String, String> regions() {
    Map<String, String> regions = new TreeMap<>();
    for (String id : ZoneId.getAvailableZoneIds()) {
      regions.put(id.toLowerCase(Locale.ROOT), id);
    }
    return regions;
  }

  /** A zone by region name or abbreviation, in any case; empty if there is none of that name. */
  public static Optional<ZoneId> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    Double hours = ABBREVIATIONS.get(lower);
    if (hours != null) {
      return Optional.of(ZoneOffset.ofTotalSeconds((int) (hours * 3600)));
    }
    return Optional.ofNullable(REGIONS.get(lower)).map(ZoneId::of);
  }

  /**
   * A zone as {@code SET TIME ZONE} and {@code AT TIME ZONE} take it: a name, or an offset such as
   * {@code +02:00}, whose sign there is POSIX's: positive west of Greenwich.
   *
   * @throws TidewaterException INVALID_PARAMETER_VALUE
   */
  public static ZoneId parse(String text) {
    String trimmed = text.strip();
    Optional<ZoneId> named = named(trimmed);
    if (named.isPresent()) {
      return named.get();
    }
    if (!trimmed.isEmpty()) {
      String upper = trimmed.toUpperCase(Locale.ROOT);
      String offset =
          upper.startsWith("UTC") || upper.startsWith("GMT") ? trimmed.substring(3) : trimmed;
      Optional<ZoneOffset> fixed = offset(offset, text);
      if (fixed.isPresent()) {
        return ZoneOffset.ofTotalSeconds(-fixed.get().getTotalSeconds());
      }
    }
    throw new TidewaterException(
            ErrorCode.INVALID_PARAMETER_VALUE, "time zone \"{zone}\" not recognized")
        .with("zone", text);
  }

  /**
   * An offset of the form ±h, ±hh, ±hhmm, ±hh:mm or ±hh:mm:ss; empty if it is none.
   *
   * @param whole what an error shows
   */
  static Optional<ZoneOffset> offset(String text, String whole) {
    if (text.length() < 2 || (text.charAt(0) != '+' && text.charAt(0) != '-')) {
      return Optional.empty();
    }
    String[] parts = text.substring(1).split(":", -1);
    if (parts.length > 3) {
      return Optional.empty();
    }
    for (String part : parts) {
      if (part.isEmpty()
          || part.length() > 6
          || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Optional.empty();
      }
    }
    int first = Integer.parseInt(parts[0]);
    int hours = first;
    int minutes = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    int seconds = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
    if (parts.length == 1 && parts[0].length() > 2) {
      boolean withSeconds = parts[0].length() > 4;
      seconds = withSeconds ? first % 100 : 0;
      int hoursAndMinutes = withSeconds ? first / 100 : first;
      hours = hoursAndMinutes / 100;
      minutes = hoursAndMinutes % 100;
    }
    int total = (hours * 60 + minutes) * 60 + seconds;
    if (minutes > 59 || seconds > 59 || total > MAX_OFFSET_SECONDS) {
      throw new TidewaterException(
              ErrorCode.INVALID_TIME_ZONE_DISPLACEMENT_VALUE,
              "time zone displacement out of range: \"{value}\"")
          .with("value", whole);
    }
    return Optional.of(ZoneOffset.ofTotalSeconds(text.charAt(0) == '-' ? -total : total));
  }

  /**
   * How far ahead of UTC a zone's clocks are when they show a local time. A local time that is
   * skipped or shown twice is taken as standard time, as in PostgreSQL.
   */
  public static int offsetOfLocal(long localMicros, ZoneId zone) {
    if (zone instanceof ZoneOffset fixed) {
      return fixed.getTotalSeconds();
    }
    ZoneRules rules = zone.getRules();
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(localMicros, Interval.MICROS_PER_SECOND), 0, ZoneOffset.UTC);
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    if (offsets.size() == 1) {
      return offsets.get(0).getTotalSeconds();
    }
    ZoneOffsetTransition transition = rules.getTransition(local);
    // In a gap the offset before it applies; of two in an overlap the later, standard one.
    ZoneOffset chosen =
        transition.isGap() ? transition.getOffsetBefore() : transition.getOffsetAfter();
    return chosen.getTotalSeconds();
  }
}
