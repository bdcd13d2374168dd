package dev.tidewater.catalog.system;

import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.system.DatabaseObjects.Index;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.Column;
import dev.tidewater.types.SqlType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Relations, their columns, indexes and constraints, as PostgreSQL's catalogs have them. */
final class PgClassRows {
  private static final int HEAP = 2;
  private static final int BTREE = 403;
  private static final long DEFAULT_COLLATION = 100;

  /** PostgreSQL's bound on the columns of a table; leaves each default an object id of its own. */
  private static final long MAX_COLUMNS = 1_600;

  private PgClassRows() {}

  static void register(Map<String, RowSource> sources) {
    sources.put("pg_catalog.pg_class", PgClassRows::classes);
    sources.put("pg_catalog.pg_attribute", PgClassRows::attributes);
    sources.put("pg_catalog.pg_attrdef", PgClassRows::defaults);
    sources.put("pg_catalog.pg_index", PgClassRows::indexes);
    sources.put("pg_catalog.pg_constraint", PgClassRows::constraints);
  }

  private static void classes(SystemContext context, RowWriter rows) {
    DatabaseObjects objects = new DatabaseObjects(context);
    List<Index> indexes = objects.indexes();
    Set<ObjectId> indexed =
        indexes.stream().map(index -> index.relation().id()).collect(Collectors.toSet());
    for (Item item : objects.relations()) {
      String kind = DatabaseObjects.kind(item);
      rows.row()
          .set("oid", item.id().oid())
          .set("relname", item.name())
          .set("relnamespace", objects.schemaOf(item).id().oid())
          .set("relkind", kind)
          .set("relam", kind.equals("v") ? 0 : HEAP)
          .set("relnatts", DatabaseObjects.columns(item).arity())
          .set("relhasindex", indexed.contains(item.id()));
      common(rows);
    }
    for (Index index : indexes) {
      rows.row()
          .set("oid", index.oid())
          .set("relname", index.name())
          .set("relnamespace", objects.schemaOf(index.relation()).id().oid())
          .set("relkind", "i")
          .set("relam", BTREE)
          .set("relnatts", index.keys().size());
      common(rows);
    }
  }

  private static void common(RowWriter rows) {
    rows.set("relowner", DatabaseObjects.OWNER_OID)
        .set("relpersistence", "p")
        .set("relreplident", "d")
        .set("relispopulated", true)
        .set("reltuples", -1);
  }

  private static void attributes(SystemContext context, RowWriter rows) {
    DatabaseObjects objects = new DatabaseObjects(context);
    for (Item item : objects.relations()) {
      List<Column> columns = DatabaseObjects.columns(item).columns();
      for (int i = 0; i < columns.size(); i++) {
        boolean hasDefault =
            i < item.columnDefaults().size() && item.columnDefaults().get(i) != null;
        attribute(rows, item.id().oid(), i + 1, columns.get(i));
        rows.set("attnotnull", !columns.get(i).nullable()).set("atthasdef", hasDefault);
      }
    }
    for (Index index : objects.indexes()) {
      int number = 1;
      for (int key : index.keys()) {
        if (key >= 0) {
          Column column = DatabaseObjects.columns(index.relation()).column(key);
          attribute(rows, index.oid(), number, column);
        }
        number++;
      }
    }
  }

  private static void attribute(RowWriter rows, long relation, int number, Column column) {
    SqlType type = column.type();
    boolean array = type instanceof ArrayType;
    rows.row()
        .set("attrelid", relation)
        .set("attname", column.name())
        .set("atttypid", type.oid())
        .set("attstattarget", -1)
        .set("attlen", type.length())
        .set("attnum", number)
        .set("attndims", array ? 1 : 0)
        .set("attcacheoff", -1)
        .set("atttypmod", type.typmod())
        .set("attbyval", PgTypeRows.byValue(type))
        .set("attalign", PgTypeRows.alignment(type))
        .set("attstorage", type.length() < 0 ? "x" : "p")
        .set("attislocal", true)
        .set("attcollation", PgTypeRows.isText(type) ? DEFAULT_COLLATION : 0);
  }

  private static void defaults(SystemContext context, RowWriter rows) {
    for (Item item : new DatabaseObjects(context).relations()) {
      for (int i = 0; i < item.columnDefaults().size(); i++) {
        String expression = item.columnDefaults().get(i);
        if (expression != null) {
          rows.row()
              .set("oid", item.id().oid() * MAX_COLUMNS + i)
              .set("adrelid", item.id().oid())
              .set("adnum", i + 1)
              .set("adbin", expression);
        }
      }
    }
  }

  /** Column numbers as PostgreSQL counts them; 0 for an expression. */
  private static List<Integer> numbers(List<Integer> keys) {
    return keys.stream().map(key -> key + 1).toList();
  }

  private static void indexes(SystemContext context, RowWriter rows) {
    for (Index index : new DatabaseObjects(context).indexes()) {
      int count = index.keys().size();
      rows.row()
          .set("indexrelid", index.oid())
          .set("indrelid", index.relation().id().oid())
          .set("indnatts", count)
          .set("indnkeyatts", count)
          .set("indisunique", index.primary())
          .set("indisprimary", index.primary())
          .set("indimmediate", true)
          .set("indisvalid", true)
          .set("indisready", true)
          .set("indislive", true)
          .set("indkey", numbers(index.keys()))
          .set("indcollation", Collections.nCopies(count, 0))
          .set("indclass", Collections.nCopies(count, 0))
          .set("indoption", Collections.nCopies(count, 0));
    }
  }

  private static void constraints(SystemContext context, RowWriter rows) {
    DatabaseObjects objects = new DatabaseObjects(context);
    for (Item table : objects.keyedTables()) {
      Index index = DatabaseObjects.primaryKeyIndex(table);
      rows.row()
          .set("oid", DatabaseObjects.primaryKeyConstraintOid(table))
          .set("conname", index.name())
          .set("connamespace", objects.schemaOf(table).id().oid())
          .set("contype", "p")
          .set("convalidated", true)
          .set("conrelid", table.id().oid())
          .set("conindid", index.oid())
          .set("confupdtype", " ")
          .set("confdeltype", " ")
          .set("confmatchtype", " ")
          .set("conislocal", true)
          .set("connoinherit", true)
          .set("conkey", numbers(index.keys()));
    }
  }
}
