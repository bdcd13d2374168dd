package dev.tidewater.coordinator.execute;

import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.NameResolver;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.Schema;
import dev.tidewater.catalog.system.DefinitionTexts;
import dev.tidewater.catalog.system.SystemContext.Setting;
import dev.tidewater.engine.function.SessionFunctions;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What functions may ask of a session and of the catalog as it is when the statement begins. */
final class SessionFacts implements SessionFunctions {
  /** The one role that there is so far. */
  private static final long USER_OID = 10;

  private static final String PG_CATALOG = "pg_catalog";

  private final CoordinatorSession session;
  private final CatalogSnapshot catalog;
  private final NameResolver names;
  private final DefinitionTexts definitions;

  SessionFacts(CoordinatorSession session, CatalogSnapshot catalog) {
    this.session = session;
    this.catalog = catalog;
    this.names = new NameResolver(catalog, session.names());
    this.definitions = new DefinitionTexts(catalog, session.names().database());
  }

  @Override
  public ZoneId timeZone() {
    return session.textFormat().zone();
  }

  @Override
  public String currentDatabase() {
    return session.names().database();
  }

  @Override
  public Optional<String> currentSchema() {
    return currentSchemas().stream().findFirst();
  }

  @Override
  public List<String> currentSchemas() {
    return session.names().searchPath().stream()
        .filter(name -> catalog.schema(currentDatabase(), name).isPresent())
        .toList();
  }

  @Override
  public List<String> currentSchemasWithSystem() {
    return names.searchedSchemas().stream().map(Schema::name).toList();
  }

  @Override
  public String currentUser() {
    return session.user();
  }

  @Override
  public String sessionUser() {
    return session.user();
  }

  @Override
  public String version() {
    return "PostgreSQL "
        + session.variables().value("server_version")
        + " on "
        + System.getProperty("os.arch")
        + ", compatible with Tidewater 0.1.0";
  }

  @Override
  public String productVersion() {
    return "v0.1.0 (tidewater)";
  }

  @Override
  public String environmentId() {
    return "tidewater-local";
  }

  @Override
  public boolean cancelBackend(int processId) {
    return session.cancelOther(processId);
  }

  @Override
  public int backendPid() {
    return session.processId();
  }

  @Override
  public Optional<Boolean> isVisible(ObjectKind kind, long oid) {
    if (kind != ObjectKind.RELATION) {
      return Optional.of(
          true); // Types and functions are all in pg_catalog, which is searched first.
    }
    return item(oid).or(() -> definitions.indexedRelation(oid)).map(this::isVisible);
  }

  /**
   * PostgreSQL's clients know to leave out pg_catalog, but not our own system schemas: these are
   * visible only to who has named them.
   */
  private boolean isVisible(Item item) {
    boolean searched =
        catalog
            .schema(item.schema())
            .map(Schema::name)
            .filter(name -> name.equals(PG_CATALOG) || session.names().searchPath().contains(name))
            .isPresent();
    return searched
        && names
            .find(QualifiedName.of(item.name()))
            .filter(found -> found.id().equals(item.id()))
            .isPresent();
  }

  @Override
  public Optional<String> userName(long oid) {
    return oid == USER_OID ? Optional.of(session.user()) : Optional.empty();
  }

  @Override
  public OptionalLong userOid(String name) {
    return name.equals(session.user()) ? OptionalLong.of(USER_OID) : OptionalLong.empty();
  }

  @Override
  public Optional<String> schemaName(long oid) {
    return ObjectId.ofOid(oid).flatMap(catalog::schema).map(Schema::name);
  }

  @Override
  public OptionalLong schemaOid(String name) {
    return catalog
        .schema(currentDatabase(), name)
        .map(schema -> OptionalLong.of(schema.id().oid()))
        .orElse(OptionalLong.empty());
  }

  @Override
  public Optional<String> indexDefinition(long oid) {
    return definitions.index(oid);
  }

  @Override
  public Optional<String> indexColumn(long oid, int column) {
    return definitions.indexColumn(oid, column);
  }

  @Override
  public Optional<String> constraintDefinition(long oid) {
    return definitions.constraint(oid);
  }

  @Override
  public Optional<String> viewDefinition(long oid) {
    return definitions.view(oid);
  }

  @Override
  public Optional<String> comment(long oid, int column) {
    return Optional.empty();
  }

  @Override
  public Optional<String> setting(String name) {
    try {
      return Optional.of(session.variables().value(name));
    } catch (TidewaterException e) {
      return Optional.empty();
    }
  }

  @Override
  public OptionalLong relationOid(String name) {
    List<String> parts = new ArrayList<>();
    for (String part : name.split("\\.", -1)) {
      parts.add(
          part.startsWith("\"") && part.endsWith("\"") && part.length() > 1
              ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
              : part.toLowerCase(Locale.ROOT));
    }
    return names
        .find(QualifiedName.of(parts.toArray(String[]::new)))
        .map(item -> OptionalLong.of(item.id().oid()))
        .orElse(OptionalLong.empty());
  }

  @Override
  public OptionalLong typeOid(String name) {
    for (TypeKind kind : TypeKind.values()) {
      if (kind.internalName().equals(name) || ScalarType.of(kind).display().equals(name)) {
        return OptionalLong.of(kind.oid());
      }
    }
    return OptionalLong.empty();
  }

  @Override
  public Optional<String> relationName(long oid) {
    return item(oid)
        .map(
            item ->
                isVisible(item)
                    ? item.name()
                    : catalog.schema(item.schema()).map(Schema::name).orElse("")
                        + "."
                        + item.name());
  }

  @Override
  public boolean hasPrivilege(
      Optional<String> user, String objectKind, String object, String privilege) {
    return true; // There is one role, and it may do everything.
  }

  /** The rows of {@code pg_settings}. */
  List<Setting> settings() {
    return session.variables().all().stream()
        .map(s -> new Setting(s.name(), s.value(), s.initialValue(), s.description()))
        .toList();
  }

  private Optional<Item> item(long oid) {
    return ObjectId.ofOid(oid).flatMap(catalog::item);
  }
}
