package dev.tidewater.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TypeKind;
import java.util.ArrayList;
import java.util.List;

/** The JSON form of a {@link RelationSchema} in the catalog's log. */
final class RelationSchemaJson {
  private RelationSchemaJson() {}

  static void write(ObjectNode node, RelationSchema schema) {
    ArrayNode columns = node.putArray("columns");
    for (Column column : schema.columns()) {
      ObjectNode c = columns.addObject();
      c.put("id", column.id());
      c.put("name", column.name());
      c.put("nullable", column.nullable());
      writeType(c.putObject("type"), column.type());
    }
    ArrayNode keys = node.putArray("keys");
    for (List<Integer> key : schema.keys()) {
      ArrayNode k = keys.addArray();
      key.forEach(k::add);
    }
  }

  static RelationSchema read(JsonNode node) {
    List<Column> columns = new ArrayList<>();
    for (JsonNode c : node.path("columns")) {
      columns.add(
          new Column(
              c.path("id").asInt(),
              c.path("name").asText(),
              readType(c.path("type")),
              c.path("nullable").asBoolean()));
    }
    List<List<Integer>> keys = new ArrayList<>();
    for (JsonNode k : node.path("keys")) {
      List<Integer> key = new ArrayList<>();
      k.forEach(position -> key.add(position.asInt()));
      keys.add(key);
    }
    return new RelationSchema(columns, keys);
  }

  private static void writeType(ObjectNode node, SqlType type) {
    if (type instanceof ArrayType array) {
      writeType(node.putObject("array"), array.element());
      return;
    }
    ScalarType scalar = (ScalarType) type;
    node.put("kind", scalar.kind().name());
    if (scalar.precision() != ScalarType.NONE) {
      node.put("precision", scalar.precision());
    }
    if (scalar.scale() != ScalarType.NONE) {
      node.put("scale", scalar.scale());
    }
  }

  private static SqlType readType(JsonNode node) {
    if (node.has("array")) {
      return new ArrayType((ScalarType) readType(node.path("array")));
    }
    return new ScalarType(
        TypeKind.valueOf(node.path("kind").asText()),
        node.path("precision").asInt(ScalarType.NONE),
        node.path("scale").asInt(ScalarType.NONE));
  }
}
