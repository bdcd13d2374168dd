package dev.tidewater.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewater.catalog.CatalogDelta.Drop;
import dev.tidewater.catalog.CatalogDelta.NextId;
import dev.tidewater.catalog.CatalogDelta.PutCluster;
import dev.tidewater.catalog.CatalogDelta.PutDatabase;
import dev.tidewater.catalog.CatalogDelta.PutItem;
import dev.tidewater.catalog.CatalogDelta.PutSchema;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of catalog log entries; specified in docs/formats/catalog.md. Every entry carries
 * the format's version.
 */
final class CatalogJson {
  static final int VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CatalogJson() {}

  static byte[] write(List<CatalogDelta> deltas) {
    ObjectNode entry = MAPPER.createObjectNode();
    entry.put("version", VERSION);
    ArrayNode array = entry.putArray("deltas");
    deltas.forEach(delta -> writeDelta(array.addObject(), delta));
    try {
      return MAPPER.writeValueAsBytes(entry);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<CatalogDelta> read(byte[] bytes) {
    JsonNode entry;
    try {
      entry = MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new TidewaterException(ErrorCode.DATA_CORRUPTED, "the catalog's log can't be read", e);
    }
    int version = entry.path("version").asInt(-1);
    if (version != VERSION) {
      throw new TidewaterException(
              ErrorCode.DATA_CORRUPTED, "the catalog's log has version {version}, not {expected}")
          .with("version", version)
          .with("expected", VERSION)
          .hint("This data directory may have been written by a newer server.");
    }
    List<CatalogDelta> deltas = new ArrayList<>();
    entry.path("deltas").forEach(node -> deltas.add(readDelta(node)));
    return deltas;
  }

  private static void writeDelta(ObjectNode node, CatalogDelta delta) {
    if (delta instanceof PutDatabase put) {
      node.put("op", "put-database");
      node.put("id", put.database().id().toString());
      node.put("name", put.database().name());
    } else if (delta instanceof PutSchema put) {
      node.put("op", "put-schema");
      node.put("id", put.schema().id().toString());
      put.schema().database().ifPresent(id -> node.put("database", id.toString()));
      node.put("name", put.schema().name());
    } else if (delta instanceof PutCluster put) {
      node.put("op", "put-cluster");
      node.put("id", put.cluster().id().toString());
      node.put("name", put.cluster().name());
      node.put("size", put.cluster().size());
    } else if (delta instanceof PutItem put) {
      node.put("op", "put-item");
      writeItem(node, put.item());
    } else if (delta instanceof Drop drop) {
      node.put("op", "drop");
      node.put("id", drop.id().toString());
    } else if (delta instanceof NextId next) {
      node.put("op", "next-id");
      node.put("value", next.value());
    }
  }

  private static void writeItem(ObjectNode node, Item item) {
    node.put("id", item.id().toString());
    node.put("schema", item.schema().toString());
    node.put("name", item.name());
    node.put("type", item.type().name());
    node.put("sql", item.createSql());
    ArrayNode uses = node.putArray("uses");
    item.uses().forEach(id -> uses.add(id.toString()));
    item.relation().ifPresent(r -> RelationSchemaJson.write(node.putObject("relation"), r));
    item.cluster().ifPresent(id -> node.put("cluster", id.toString()));
    item.parent().ifPresent(id -> node.put("parent", id.toString()));
    item.externalReference().ifPresent(text -> node.put("external", text));
    item.errors().ifPresent(id -> node.put("errors", id));
    if (!item.columnDefaults().isEmpty()) {
      ArrayNode defaults = node.putArray("defaults");
      item.columnDefaults().forEach(defaults::add);
    }
    if (!item.nameContext().isEmpty()) {
      ArrayNode names = node.putArray("names");
      item.nameContext().forEach(names::add);
    }
  }

  private static CatalogDelta readDelta(JsonNode node) {
    String op = node.path("op").asText();
    return switch (op) {
      case "put-database" -> new PutDatabase(new Database(id(node, "id"), text(node, "name")));
      case "put-schema" ->
          new PutSchema(
              new Schema(id(node, "id"), optionalId(node, "database"), text(node, "name")));
      case "put-cluster" ->
          new PutCluster(new Cluster(id(node, "id"), text(node, "name"), text(node, "size")));
      case "put-item" -> new PutItem(readItem(node));
      case "drop" -> new Drop(id(node, "id"));
      case "next-id" -> new NextId(node.path("value").asLong());
      default ->
          throw new TidewaterException(
                  ErrorCode.DATA_CORRUPTED, "the catalog's log has an unknown operation \"{op}\"")
              .with("op", op);
    };
  }

  private static Item readItem(JsonNode node) {
    SortedSet<ObjectId> uses = new TreeSet<>();
    node.path("uses").forEach(use -> uses.add(ObjectId.parse(use.asText())));
    List<@Nullable String> defaults = new ArrayList<>();
    node.path("defaults").forEach(d -> defaults.add(d.isNull() ? null : d.asText()));
    List<String> names = new ArrayList<>();
    node.path("names").forEach(name -> names.add(name.asText()));
    return new Item(
        id(node, "id"),
        id(node, "schema"),
        text(node, "name"),
        ItemType.valueOf(text(node, "type")),
        text(node, "sql"),
        uses,
        Optional.ofNullable(node.get("relation")).map(RelationSchemaJson::read),
        optionalId(node, "cluster"),
        optionalId(node, "parent"),
        Optional.ofNullable(node.get("external")).map(JsonNode::asText),
        node.has("errors") ? OptionalLong.of(node.path("errors").asLong()) : OptionalLong.empty(),
        defaults,
        names);
  }

  private static ObjectId id(JsonNode node, String field) {
    return ObjectId.parse(text(node, field));
  }

  private static Optional<ObjectId> optionalId(JsonNode node, String field) {
    return node.has(field) ? Optional.of(id(node, field)) : Optional.empty();
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null) {
      throw new TidewaterException(
              ErrorCode.DATA_CORRUPTED, "the catalog's log lacks the field \"{field}\"")
          .with("field", field);
    }
    return value.asText();
  }
}
