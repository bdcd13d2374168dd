package dev.tidewater.catalog;

import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.catalog.NameContext;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a name means: a plain name along the search path, the system schemas first unless they
 * are named in it; {@code schema.name} in the current database; {@code database.schema.name}
 * anywhere.
 */
public final class NameResolver {
  /** Searched before the path, in this order. */
  private static final List<String> IMPLICIT_SCHEMAS = List.of("mz_catalog", "pg_catalog");

  private final CatalogSnapshot snapshot;
  private final NameContext context;

  public NameResolver(CatalogSnapshot snapshot, NameContext context) {
    this.snapshot = snapshot;
    this.context = context;
  }

  /** The schemas in the order in which they are searched; those that don't exist are left out. */
  public List<Schema> searchedSchemas() {
    List<String> names = new ArrayList<>();
    for (String implicit : IMPLICIT_SCHEMAS) {
      if (!context.searchPath().contains(implicit)) {
        names.add(implicit);
      }
    }
    names.addAll(context.searchPath());
    return names.stream()
        .flatMap(name -> snapshot.schema(context.database(), name).stream())
        .toList();
  }

  public Optional<Item> find(QualifiedName name) {
    if (!name.isQualified()) {
      for (Schema schema : searchedSchemas()) {
        Optional<Item> item = snapshot.item(schema.id(), name.last());
        if (item.isPresent()) {
          return item;
        }
      }
      return Optional.empty();
    }
    return findSchema(name.qualifiers(), name)
        .flatMap(schema -> snapshot.item(schema.id(), name.last()));
  }

  /** The item of this name and type, or an error that says which of the two is wrong. */
  public Item require(QualifiedName name, ItemType type) {
    Item item =
        find(name)
            .orElseThrow(
                () ->
                    unknown(type)
                        .with("type", type.displayName())
                        .with("name", name)
                        .at(name.position().offset()));
    if (item.type() != type) {
      throw new TidewaterException(ErrorCode.WRONG_OBJECT_TYPE, "\"{name}\" is not a {type}")
          .with("name", name)
          .with("type", type.displayName())
          .hint("It is a " + item.type().displayName() + ".")
          .at(name.position().offset());
    }
    return item;
  }

  private static TidewaterException unknown(ItemType type) {
    return type.isRelation()
        ? new TidewaterException(ErrorCode.UNDEFINED_TABLE, "{type} \"{name}\" does not exist")
        : new TidewaterException(ErrorCode.UNDEFINED_OBJECT, "{type} \"{name}\" does not exist");
  }

  /** The schema in which a new item of this name is made. */
  public Schema schemaForNew(QualifiedName name) {
    if (name.isQualified()) {
      Schema schema =
          findSchema(name.qualifiers(), name)
              .orElseThrow(
                  () ->
                      new TidewaterException(
                              ErrorCode.INVALID_SCHEMA_NAME, "schema \"{schema}\" does not exist")
                          .with("schema", String.join(".", name.qualifiers()))
                          .at(name.position().offset()));
      return notBuiltIn(schema, name);
    }
    for (String candidate : context.searchPath()) {
      Optional<Schema> schema = snapshot.schema(context.database(), candidate);
      if (schema.isPresent()) {
        return notBuiltIn(schema.get(), name);
      }
    }
    throw new TidewaterException(
            ErrorCode.INVALID_SCHEMA_NAME, "no schema has been selected to create in")
        .at(name.position().offset());
  }

  private static Schema notBuiltIn(Schema schema, QualifiedName name) {
    if (schema.id().isSystem()) {
      throw new TidewaterException(
              ErrorCode.INSUFFICIENT_PRIVILEGE, "system schema \"{schema}\" cannot be modified")
          .with("schema", schema.name())
          .at(name.position().offset());
    }
    return schema;
  }

  private Optional<Schema> findSchema(List<String> qualifiers, QualifiedName name) {
    return switch (qualifiers.size()) {
      case 1 -> snapshot.schema(context.database(), qualifiers.get(0));
      case 2 -> {
        if (snapshot.database(qualifiers.get(0)).isEmpty()) {
          throw new TidewaterException(
                  ErrorCode.INVALID_CATALOG_NAME, "database \"{database}\" does not exist")
              .with("database", qualifiers.get(0))
              .at(name.position().offset());
        }
        yield snapshot.schema(qualifiers.get(0), qualifiers.get(1));
      }
      default ->
          throw new TidewaterException(
                  ErrorCode.SYNTAX_ERROR, "improper qualified name (too many dotted names): {name}")
              .with("name", name)
              .at(name.position().offset());
    };
  }
}
