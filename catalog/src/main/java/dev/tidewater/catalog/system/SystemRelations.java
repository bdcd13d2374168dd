package dev.tidewater.catalog.system;

import dev.tidewater.catalog.ObjectId;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TypeKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All relations of {@code pg_catalog}, {@code information_schema}, {@code mz_catalog} and {@code
 * mz_internal}. Their columns are listed in {@code relations.txt}; those that have rows find them
 * by name in one of the {@code …Rows} classes.
 */
public final class SystemRelations {
  private static final Map<String, RowSource> SOURCES = sources();
  private static final SortedMap<ObjectId, SystemRelation> ALL = read();

  private SystemRelations() {}

  /** In the order of their ids. */
  public static Collection<SystemRelation> all() {
    return Collections.unmodifiableCollection(ALL.values());
  }

  public static Optional<SystemRelation> find(ObjectId id) {
    return Optional.ofNullable(ALL.get(id));
  }

  private static Map<String, RowSource> sources() {
    Map<String, RowSource> sources = new HashMap<>();
    PgClassRows.register(sources);
    PgTypeRows.register(sources);
    PgProcRows.register(sources);
    PgServerRows.register(sources);
    PgViewRows.register(sources);
    InformationSchemaRows.register(sources);
    MzCatalogRows.register(sources);
    MzInternalRows.register(sources);
    MzIntrospectionRows.register(sources);
    return sources;
  }

  private static SortedMap<ObjectId, SystemRelation> read() {
    SortedMap<ObjectId, SystemRelation> relations = new TreeMap<>();
    Map<String, RowSource> unused = new HashMap<>(SOURCES);
    for (String block : text().split("\n\n", -1)) {
      String[] lines = block.lines().filter(line -> !line.startsWith("#")).toArray(String[]::new);
      if (lines.length > 0) {
        SystemRelation relation = relation(lines);
        unused.remove(relation.schemaName() + "." + relation.name());
        if (relations.put(relation.id(), relation) != null) {
          throw new IllegalStateException("two system relations have the id " + relation.id());
        }
      }
    }
    if (!unused.isEmpty()) {
      throw new IllegalStateException("rows without a relation: " + unused.keySet());
    }
    return relations;
  }

  private static String text() {
    try (InputStream stream =
        Objects.requireNonNull(SystemRelations.class.getResourceAsStream("relations.txt"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SystemRelation relation(String[] lines) {
    String[] head = lines[0].split("[ .]", -1);
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      String line = lines[i].trim();
      boolean notNull = line.endsWith(" !");
      String[] parts = line.replace(" !", "").split(" ", 2);
      columns.add(new Column(i, parts[0], type(parts[1]), !notNull));
    }
    return new SystemRelation(
        new ObjectId(-Long.parseLong(head[0])),
        head[1],
        head[2],
        RelationSchema.withoutKey(columns),
        SOURCES.getOrDefault(head[1] + "." + head[2], RowSource.NO_ROWS));
  }

  private static SqlType type(String name) {
    if (name.endsWith("[]")) {
      return new ArrayType((ScalarType) type(name.substring(0, name.length() - 2)));
    }
    for (TypeKind kind : TypeKind.values()) {
      if (kind.sqlName().equals(name)) {
        return ScalarType.of(kind);
      }
    }
    throw new IllegalStateException("unknown type in relations.txt: " + name);
  }
}
