package dev.tidewater.coordinator.execute;

import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.coordinator.execute.ExplainCommand.Shape;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.Jsonb;
import dev.tidewater.types.Jsonb.JsonArray;
import dev.tidewater.types.Jsonb.JsonBoolean;
import dev.tidewater.types.Jsonb.JsonNumber;
import dev.tidewater.types.Jsonb.JsonObject;
import dev.tidewater.types.Jsonb.JsonString;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.format.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * At what time a query would be read now, and why.
 *
 * @param time the one that was chosen
 * @param oracle the earliest that is strictly serializable
 * @param inputs what the query reads, as it stood when the time was chosen
 */
record ExplainedTime(long time, long oracle, List<CollectionStatus> inputs) {
  private static final long MICROS_PER_MILLI = 1_000;

  String print(CatalogSnapshot catalog, String database, Shape shape) {
    return switch (shape) {
      case TEXT -> text(catalog, database);
      case JSON -> json(catalog, database);
    };
  }

  /** The first time not yet complete in one of the inputs; without inputs all are. */
  private long upper() {
    return inputs.stream().mapToLong(CollectionStatus::upper).min().orElse(Long.MAX_VALUE);
  }

  private long since() {
    return inputs.stream().mapToLong(CollectionStatus::since).max().orElse(0);
  }

  private boolean respondsAtOnce() {
    return time < upper();
  }

  private String text(CatalogSnapshot catalog, String database) {
    List<String> lines = new ArrayList<>();
    lines.add(line("query timestamp", shown(time)));
    lines.add(line("oracle read timestamp", shown(oracle)));
    if (!inputs.isEmpty()) {
      lines.add(line("largest not in advance of upper", shown(upper() - 1)));
      lines.add(line("upper", shown(upper())));
      lines.add(line("since", shown(since())));
    }
    lines.add(line("can respond immediately", String.valueOf(respondsAtOnce())));
    for (CollectionStatus input : inputs) {
      lines.add("");
      lines.add(name(input, catalog, database) + " (u" + input.id().value() + "):");
      lines.add(line("read frontier", shown(input.since())));
      lines.add(line("write frontier", shown(input.upper())));
    }
    return String.join("\n", lines);
  }

  private static String line(String what, String value) {
    return String.format(Locale.ROOT, "%32s: %s", what, value);
  }

  private static String shown(long millis) {
    String moment = TextFormat.UTC.print(ScalarType.TIMESTAMP, millis * MICROS_PER_MILLI);
    return millis + " (" + moment + ")";
  }

  private static String name(CollectionStatus input, CatalogSnapshot catalog, String database) {
    Item item = catalog.existingItem(new ObjectId(input.id().value()));
    return item.type().displayName() + " " + catalog.nameOf(item, database);
  }

  private String json(CatalogSnapshot catalog, String database) {
    List<Jsonb> all = new ArrayList<>();
    for (CollectionStatus input : inputs) {
      TreeMap<String, Jsonb> members = new TreeMap<>(Jsonb.KEY_ORDER);
      members.put("name", new JsonString(name(input, catalog, database)));
      members.put("read_frontier", number(input.since()));
      members.put("write_frontier", number(input.upper()));
      all.add(new JsonObject(members));
    }
    TreeMap<String, Jsonb> members = new TreeMap<>(Jsonb.KEY_ORDER);
    members.put("query_timestamp", number(time));
    members.put("oracle_read_timestamp", number(oracle));
    members.put("respond_immediately", new JsonBoolean(respondsAtOnce()));
    members.put("sources", new JsonArray(all));
    return new JsonObject(members).toString();
  }

  private static Jsonb number(long value) {
    return new JsonNumber(Decimal.of(value, 0));
  }
}
