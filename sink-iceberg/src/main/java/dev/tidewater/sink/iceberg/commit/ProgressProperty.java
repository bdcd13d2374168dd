package dev.tidewater.sink.iceberg.commit;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table property that repeats a sink's progress, so that it outlives the snapshot which carried
 * it. Written as {@code frontier=F epoch=E sequence-number=N}.
 *
 * @param sequenceNumber of the snapshot that was committed with it
 */
record ProgressProperty(Progress progress, long sequenceNumber) {
  private static final String PREFIX = "tidewater.progress.";

  private static final Pattern FORMAT =
      Pattern.compile("frontier=(-?\\d+) epoch=(\\d+) sequence-number=(\\d+)");

  /** Each sink has a property of its own, so that several may feed one table in mode APPEND. */
  static String key(String sinkId) {
    return PREFIX + sinkId;
  }

  String value() {
    return "frontier="
        + progress.frontier()
        + " epoch="
        + progress.epoch()
        + " sequence-number="
        + sequenceNumber;
  }

  static Optional<ProgressProperty> read(Map<String, String> properties, String sinkId) {
    String value = properties.get(key(sinkId));
    if (value == null) {
      return Optional.empty();
    }
    Matcher matcher = FORMAT.matcher(value);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProgressProperty(
            new Progress(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))),
            Long.parseLong(matcher.group(3))));
  }
}
