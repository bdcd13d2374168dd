package dev.tidewater.catalog.system;

import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.Schema;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.Column;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TypeKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The standard's views of the catalog. */
final class InformationSchemaRows {
  private static final int MICROSECOND_DIGITS = 6;

  private InformationSchemaRows() {}

  static void register(Map<String, RowSource> sources) {
    sources.put("information_schema.tables", InformationSchemaRows::tables);
    sources.put("information_schema.columns", InformationSchemaRows::columns);
    sources.put("information_schema.schemata", InformationSchemaRows::schemata);
    sources.put("information_schema.views", InformationSchemaRows::views);
    sources.put("information_schema.table_constraints", InformationSchemaRows::constraints);
    sources.put("information_schema.key_column_usage", InformationSchemaRows::keyColumns);
    sources.put(
        "information_schema.constraint_column_usage", InformationSchemaRows::constraintColumns);
    sources.put(
        "information_schema.information_schema_catalog_name",
        (context, rows) -> rows.row().set("catalog_name", context.database()));
    sources.put(
        "information_schema.enabled_roles",
        (context, rows) -> rows.row().set("role_name", context.user()));
  }

  private static String tableType(Item item) {
    return switch (item.type()) {
      case TABLE -> "BASE TABLE";
      case SOURCE -> "SOURCE";
      case MATERIALIZED_VIEW -> "MATERIALIZED VIEW";
      default -> "VIEW";
    };
  }

  private static RowWriter table(
      SystemContext context, DatabaseObjects objects, Item item, RowWriter rows) {
    return rows.row()
        .set("table_catalog", context.database())
        .set("table_schema", objects.schemaOf(item).name())
        .set("table_name", item.name());
  }

  private static String yesOrNo(boolean value) {
    return value ? "YES" : "NO";
  }

  private static void tables(SystemContext context, RowWriter rows) {
    DatabaseObjects objects = new DatabaseObjects(context);
    for (Item item : objects.relations()) {
      table(context, objects, item, rows)
          .set("table_type", tableType(item))
          .set("is_insertable_into", yesOrNo(isWritable(item)))
          .set("is_typed", "NO");
    }
  }

  private static boolean isWritable(Item item) {
    return item.type() == ItemType.TABLE && item.parent().isEmpty();
  }

  private static void columns(SystemContext context, RowWriter rows) {
    DatabaseObjects objects = new DatabaseObjects(context);
    for (Item item : objects.relations()) {
      List<Column> columns = DatabaseObjects.columns(item).columns();
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        String defaultValue =
            i < item.columnDefaults().size() ? item.columnDefaults().get(i) : null;
        table(context, objects, item, rows)
            .set("column_name", column.name())
            .set("ordinal_position", i + 1)
            .set("column_default", defaultValue)
            .set("is_nullable", yesOrNo(column.nullable()))
            .set("udt_catalog", context.database())
            .set("udt_schema", "pg_catalog")
            .set("dtd_identifier", Integer.toString(i + 1))
            .set("is_self_referencing", "NO")
            .set("is_identity", "NO")
            .set("is_generated", "NEVER")
            .set("is_updatable", yesOrNo(isWritable(item)));
        type(column, rows);
      }
    }
  }

  private static void type(Column column, RowWriter rows) {
    if (column.type() instanceof ArrayType array) {
      rows.set("data_type", "ARRAY").set("udt_name", "_" + array.element().kind().internalName());
      return;
    }
    ScalarType type = (ScalarType) column.type();
    TypeKind kind = type.kind();
    rows.set("data_type", kind.sqlName()).set("udt_name", kind.internalName());
    boolean limited = type.precision() != ScalarType.NONE;
    switch (kind) {
      case VARCHAR, BPCHAR ->
          rows.set("character_maximum_length", limited ? type.precision() : null);
      case NUMERIC ->
          number(rows, 10, limited ? type.precision() : null, limited ? type.scale() : null);
      case INT2 -> number(rows, 2, 16, 0);
      case INT4 -> number(rows, 2, 32, 0);
      case INT8 -> number(rows, 2, 64, 0);
      case FLOAT4 -> number(rows, 2, 24, null);
      case FLOAT8 -> number(rows, 2, 53, null);
      case DATE -> rows.set("datetime_precision", 0);
      case TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL ->
          rows.set("datetime_precision", limited ? type.precision() : MICROSECOND_DIGITS);
      default -> {}
    }
  }

  private static void number(
      RowWriter rows, int radix, @Nullable Integer precision, @Nullable Integer scale) {
    rows.set("numeric_precision_radix", radix)
        .set("numeric_precision", precision)
        .set("numeric_scale", scale);
  }

  private static void schemata(SystemContext context, RowWriter rows) {
    for (Schema schema : new DatabaseObjects(context).schemas()) {
      rows.row()
          .set("catalog_name", context.database())
          .set("schema_name", schema.name())
          .set("schema_owner", context.user());
    }
  }

  private static void views(SystemContext context, RowWriter rows) {
    DatabaseObjects objects = new DatabaseObjects(context);
    for (Item item : objects.relations(ItemType.VIEW)) {
      table(context, objects, item, rows)
          .set("view_definition", Definitions.query(item))
          .set("check_option", "NONE")
          .set("is_updatable", "NO")
          .set("is_insertable_into", "NO")
          .set("is_trigger_updatable", "NO")
          .set("is_trigger_deletable", "NO")
          .set("is_trigger_insertable_into", "NO");
    }
  }

  private static RowWriter constraint(
      SystemContext context, DatabaseObjects objects, Item item, RowWriter rows) {
    return table(context, objects, item, rows)
        .set("constraint_catalog", context.database())
        .set("constraint_schema", objects.schemaOf(item).name())
        .set("constraint_name", DatabaseObjects.primaryKeyName(item));
  }

  private static void constraints(SystemContext context, RowWriter rows) {
    DatabaseObjects objects = new DatabaseObjects(context);
    for (Item item : objects.keyedTables()) {
      constraint(context, objects, item, rows)
          .set("constraint_type", "PRIMARY KEY")
          .set("is_deferrable", "NO")
          .set("initially_deferred", "NO")
          .set("enforced", "YES");
    }
  }

  private static void keyColumns(SystemContext context, RowWriter rows) {
    DatabaseObjects objects = new DatabaseObjects(context);
    for (Item item : objects.keyedTables()) {
      int position = 1;
      for (int key : DatabaseObjects.columns(item).primaryKey()) {
        constraint(context, objects, item, rows)
            .set("column_name", DatabaseObjects.columns(item).column(key).name())
            .set("ordinal_position", position++);
      }
    }
  }

  private static void constraintColumns(SystemContext context, RowWriter rows) {
    DatabaseObjects objects = new DatabaseObjects(context);
    for (Item item : objects.keyedTables()) {
      for (int key : DatabaseObjects.columns(item).primaryKey()) {
        constraint(context, objects, item, rows)
            .set("column_name", DatabaseObjects.columns(item).column(key).name());
      }
    }
  }
}
