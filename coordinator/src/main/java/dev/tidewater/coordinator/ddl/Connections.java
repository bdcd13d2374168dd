package dev.tidewater.coordinator.ddl;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.NameResolver;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.Schema;
import dev.tidewater.coordinator.connection.ConnectionResolver;
import dev.tidewater.coordinator.connection.ConnectionSpecReader;
import dev.tidewater.coordinator.connection.OptionReader;
import dev.tidewater.coordinator.secret.SecretVault;
import dev.tidewater.sql.ast.AlterStatement.SetSecretValue;
import dev.tidewater.sql.ast.CreateStatement.CreateConnection;
import dev.tidewater.sql.ast.CreateStatement.CreateSecret;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.OptionValue;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.parser.SqlPrinter;
import dev.tidewater.sql.planner.SqlPlanner;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** CREATE CONNECTION and CREATE SECRET. */
final class Connections {
  private final Catalog catalog;
  private final SecretVault vault;
  private final SqlPlanner planner;
  private final ConnectionResolver connections;

  Connections(
      Catalog catalog, SecretVault vault, SqlPlanner planner, ConnectionResolver connections) {
    this.catalog = catalog;
    this.vault = vault;
    this.planner = planner;
    this.connections = connections;
  }

  void createSecret(CreateSecret statement, DdlScope scope) {
    Naming naming = new Naming(catalog, scope);
    Schema schema = naming.schemaForNew(statement.name());
    if (naming.skipsExisting(schema, statement.name(), statement.ifNotExists())) {
      return;
    }
    String value = secretValue(statement.value(), scope);
    CatalogChange change = new CatalogChange(catalog);
    ObjectId id = change.newId();
    CreateSecret redacted =
        new CreateSecret(
            naming.fullName(schema, statement.name()),
            false,
            new Expression.StringLiteral("********", Position.NONE),
            statement.position());
    vault.put(id, value);
    change
        .create(
            Item.of(
                id,
                schema.id(),
                statement.name().last(),
                ItemType.SECRET,
                SqlPrinter.print(redacted),
                new TreeSet<>()))
        .commit();
  }

  void alterSecret(SetSecretValue statement, DdlScope scope) {
    NameResolver resolver = new Naming(catalog, scope).resolver();
    if (statement.ifExists() && resolver.find(statement.name()).isEmpty()) {
      scope.skipped("00000", "secret \"" + statement.name() + "\" does not exist, skipping");
      return;
    }
    Item item = resolver.require(statement.name(), ItemType.SECRET);
    vault.put(item.id(), secretValue(statement.value(), scope));
  }

  private String secretValue(Expression expression, DdlScope scope) {
    Object value = planner.evaluate(expression, ScalarType.TEXT, scope.analysis());
    if (value == null) {
      throw new TidewaterException(
              ErrorCode.NULL_VALUE_NOT_ALLOWED, "the value of a secret can't be NULL")
          .at(expression.position().offset());
    }
    return (String) value;
  }

  void createConnection(CreateConnection statement, DdlScope scope) {
    if (statement.orReplace()) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "CREATE OR REPLACE CONNECTION is not supported")
          .at(statement.position().offset());
    }
    Naming naming = new Naming(catalog, scope);
    Schema schema = naming.schemaForNew(statement.name());
    if (naming.skipsExisting(schema, statement.name(), statement.ifNotExists())) {
      return;
    }
    ConnectionSpecReader.read(statement);
    OptionReader with = new OptionReader("CREATE CONNECTION", statement.with());
    boolean validate =
        with.truth("VALIDATE").orElse(connections.validatesByDefault(statement.kind()));
    with.finish();
    SortedSet<ObjectId> uses = new TreeSet<>();
    CreateConnection canonical =
        new CreateConnection(
            naming.fullName(schema, statement.name()),
            false,
            false,
            statement.kind(),
            qualified(statement.options(), naming, uses),
            List.of(),
            statement.position());
    if (validate) {
      connections.validate(ConnectionSpecReader.read(canonical));
    }
    CatalogChange change = new CatalogChange(catalog);
    change
        .create(
            Item.of(
                change.newId(),
                schema.id(),
                statement.name().last(),
                ItemType.CONNECTION,
                SqlPrinter.print(canonical),
                uses))
        .commit();
  }

  /** The options sorted by name, as SHOW CREATE prints them, with names of objects completed. */
  private List<Option> qualified(List<Option> options, Naming naming, SortedSet<ObjectId> uses) {
    List<Option> result = new ArrayList<>();
    for (Option option : options) {
      OptionValue value = option.value();
      if (value instanceof OptionValue.Secret secret) {
        Item item = naming.resolver().require(secret.name(), ItemType.SECRET);
        uses.add(item.id());
        value = new OptionValue.Secret(naming.fullName(item), secret.position());
      } else if (option.name().endsWith("CONNECTION")
          && value instanceof OptionValue.Name connection) {
        Item item = naming.resolver().require(connection.name(), ItemType.CONNECTION);
        uses.add(item.id());
        value = new OptionValue.Name(naming.fullName(item), connection.position());
      }
      result.add(new Option(option.name(), value, option.position()));
    }
    result.sort(java.util.Comparator.comparing(Option::name));
    return result;
  }
}
