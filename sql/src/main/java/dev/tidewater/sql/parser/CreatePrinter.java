package dev.tidewater.sql.parser;

import static dev.tidewater.sql.parser.NamePrinter.ifPresent;
import static dev.tidewater.sql.parser.NamePrinter.list;
import static dev.tidewater.sql.parser.NamePrinter.name;
import static dev.tidewater.sql.parser.NamePrinter.names;
import static dev.tidewater.sql.parser.NamePrinter.options;
import static dev.tidewater.sql.parser.NamePrinter.parenthesized;
import static dev.tidewater.sql.parser.NamePrinter.when;
import static dev.tidewater.sql.parser.NamePrinter.withOptions;
import static dev.tidewater.sql.parser.NamePrinter.words;

import dev.tidewater.sql.ast.CreateStatement;
import dev.tidewater.sql.ast.CreateStatement.ColumnConstraint;
import dev.tidewater.sql.ast.CreateStatement.ColumnDefinition;
import dev.tidewater.sql.ast.CreateStatement.CompositeDefinition;
import dev.tidewater.sql.ast.CreateStatement.ConnectionOrigin;
import dev.tidewater.sql.ast.CreateStatement.ConstructedDefinition;
import dev.tidewater.sql.ast.CreateStatement.EnumDefinition;
import dev.tidewater.sql.ast.CreateStatement.IcebergTarget;
import dev.tidewater.sql.ast.CreateStatement.KafkaTarget;
import dev.tidewater.sql.ast.CreateStatement.LoadGenerator;
import dev.tidewater.sql.ast.CreateStatement.Reference;
import dev.tidewater.sql.ast.CreateStatement.SelectedSchemas;
import dev.tidewater.sql.ast.CreateStatement.SelectedTable;
import dev.tidewater.sql.ast.CreateStatement.SelectedTables;
import dev.tidewater.sql.ast.CreateStatement.SinkKey;
import dev.tidewater.sql.ast.CreateStatement.SinkMode;
import dev.tidewater.sql.ast.CreateStatement.SinkTarget;
import dev.tidewater.sql.ast.CreateStatement.SourceOrigin;
import dev.tidewater.sql.ast.CreateStatement.SourceTables;
import dev.tidewater.sql.ast.CreateStatement.TableConstraint;
import dev.tidewater.sql.ast.CreateStatement.TypeDefinition;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.OrderItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints CREATE. */
final class CreatePrinter implements CreateStatement.CreateVisitor<String> {
  private static String ifNotExists(CreateStatement statement) {
    return when(statement.ifNotExists(), "IF NOT EXISTS");
  }

  private static String inCluster(@Nullable Identifier cluster) {
    return ifPresent(cluster, "IN CLUSTER ", NamePrinter::name);
  }

  @Override
  public String visitCreateTable(CreateStatement.CreateTable statement) {
    List<String> elements = new ArrayList<>();
    statement.columns().forEach(column -> elements.add(column(column)));
    statement.constraints().forEach(constraint -> elements.add(constraint(constraint)));
    return words(
        "CREATE",
        when(statement.temporary(), "TEMPORARY"),
        "TABLE",
        ifNotExists(statement),
        name(statement.name()),
        "(" + String.join(", ", elements) + ")",
        withOptions(statement.options()));
  }

  static String column(ColumnDefinition column) {
    return words(
        name(column.name()),
        ifPresent(column.type(), "", TypePrinter::print),
        ifPresent(column.collation(), "COLLATE ", NamePrinter::name),
        NamePrinter.join(column.constraints(), " ", CreatePrinter::constraint));
  }

  private static String constraint(ColumnConstraint constraint) {
    String expression = ifPresent(constraint.expression(), "", ExpressionPrinter::print);
    String body =
        switch (constraint.kind()) {
          case NOT_NULL -> "NOT NULL";
          case NULL -> "NULL";
          case DEFAULT -> "DEFAULT " + expression;
          case PRIMARY_KEY -> "PRIMARY KEY";
          case UNIQUE -> "UNIQUE";
          case CHECK -> "CHECK (" + expression + ")";
          case REFERENCES -> ifPresent(constraint.reference(), "", CreatePrinter::reference);
          case GENERATED ->
              expression.isEmpty()
                  ? "GENERATED ALWAYS AS IDENTITY"
                  : "GENERATED ALWAYS AS (" + expression + ") STORED";
        };
    return words(ifPresent(constraint.name(), "CONSTRAINT ", NamePrinter::name), body);
  }

  private static String reference(Reference reference) {
    return words("REFERENCES", name(reference.table()), names(reference.columns()));
  }

  private static String constraint(TableConstraint constraint) {
    String columns = names(constraint.columns());
    String body =
        switch (constraint.kind()) {
          case PRIMARY_KEY -> "PRIMARY KEY " + columns;
          case UNIQUE -> "UNIQUE " + columns;
          case CHECK ->
              "CHECK (" + ifPresent(constraint.expression(), "", ExpressionPrinter::print) + ")";
          case FOREIGN_KEY ->
              words(
                  "FOREIGN KEY",
                  columns,
                  ifPresent(constraint.reference(), "", CreatePrinter::reference));
        };
    return words(ifPresent(constraint.name(), "CONSTRAINT ", NamePrinter::name), body);
  }

  @Override
  public String visitCreateTableAs(CreateStatement.CreateTableAs statement) {
    return words(
        "CREATE",
        when(statement.temporary(), "TEMPORARY"),
        "TABLE",
        ifNotExists(statement),
        name(statement.name()),
        names(statement.columns()),
        "AS",
        QueryPrinter.print(statement.query()),
        when(!statement.withData(), "WITH NO DATA"));
  }

  @Override
  public String visitCreateTableFromSource(CreateStatement.CreateTableFromSource statement) {
    return words(
        "CREATE TABLE",
        ifNotExists(statement),
        name(statement.name()),
        parenthesized(statement.columns(), CreatePrinter::column),
        "FROM SOURCE",
        name(statement.source()),
        ifPresent(statement.reference(), "", reference -> "(REFERENCE = " + name(reference) + ")"),
        withOptions(statement.options()));
  }

  @Override
  public String visitCreateView(CreateStatement.CreateView statement) {
    return words(
        "CREATE",
        when(statement.orReplace(), "OR REPLACE"),
        when(statement.temporary(), "TEMPORARY"),
        "VIEW",
        ifNotExists(statement),
        name(statement.name()),
        names(statement.columns()),
        "AS",
        QueryPrinter.print(statement.query()));
  }

  @Override
  public String visitCreateMaterializedView(CreateStatement.CreateMaterializedView statement) {
    return words(
        "CREATE",
        when(statement.orReplace(), "OR REPLACE"),
        "MATERIALIZED VIEW",
        ifNotExists(statement),
        name(statement.name()),
        names(statement.columns()),
        inCluster(statement.cluster()),
        withOptions(statement.options()),
        "AS",
        QueryPrinter.print(statement.query()));
  }

  @Override
  public String visitCreateSource(CreateStatement.CreateSource statement) {
    return words(
        "CREATE SOURCE",
        ifNotExists(statement),
        name(statement.name()),
        inCluster(statement.cluster()),
        "FROM",
        origin(statement.origin()),
        ifPresent(statement.tables(), "", CreatePrinter::tables),
        ifPresent(statement.progress(), "EXPOSE PROGRESS AS ", NamePrinter::name),
        withOptions(statement.options()));
  }

  private static String origin(SourceOrigin origin) {
    if (origin instanceof LoadGenerator generator) {
      return words("LOAD GENERATOR", generator.generator(), options(generator.options()));
    }
    ConnectionOrigin connection = (ConnectionOrigin) origin;
    return words(
        connection.kind().keywords(),
        "CONNECTION",
        name(connection.connection()),
        options(connection.options()));
  }

  private static String tables(SourceTables tables) {
    if (tables instanceof SelectedTables selected) {
      return "FOR TABLES " + parenthesized(selected.tables(), CreatePrinter::selected);
    } else if (tables instanceof SelectedSchemas schemas) {
      return "FOR SCHEMAS " + names(schemas.schemas());
    }
    return "FOR ALL TABLES";
  }

  static String selected(SelectedTable table) {
    return name(table.upstream()) + ifPresent(table.name(), " AS ", NamePrinter::name);
  }

  @Override
  public String visitCreateSink(CreateStatement.CreateSink statement) {
    return words(
        "CREATE SINK",
        ifNotExists(statement),
        ifPresent(statement.name(), "", NamePrinter::name),
        inCluster(statement.cluster()),
        "FROM",
        name(statement.input()),
        "INTO",
        target(statement.target()),
        ifPresent(statement.storage(), "USING AWS CONNECTION ", NamePrinter::name),
        ifPresent(statement.key(), "", CreatePrinter::key),
        statement.mode() == SinkMode.UNSPECIFIED ? "" : "MODE " + statement.mode().name(),
        statement.partitionBy().isEmpty()
            ? ""
            : "PARTITION BY (" + NamePrinter.expressions(statement.partitionBy()) + ")",
        withOptions(statement.options()));
  }

  private static String key(SinkKey key) {
    return words("KEY", names(key.columns()), when(!key.enforced(), "NOT ENFORCED"));
  }

  private static String target(SinkTarget target) {
    if (target instanceof IcebergTarget iceberg) {
      return words(
          "ICEBERG CATALOG CONNECTION", name(iceberg.connection()), options(iceberg.options()));
    }
    KafkaTarget kafka = (KafkaTarget) target;
    return words("KAFKA CONNECTION", name(kafka.connection()), options(kafka.options()));
  }

  @Override
  public String visitCreateConnection(CreateStatement.CreateConnection statement) {
    return words(
        "CREATE",
        when(statement.orReplace(), "OR REPLACE"),
        "CONNECTION",
        ifNotExists(statement),
        name(statement.name()),
        "TO",
        statement.kind().keywords(),
        options(statement.options()),
        withOptions(statement.with()));
  }

  @Override
  public String visitCreateSecret(CreateStatement.CreateSecret statement) {
    return words(
        "CREATE SECRET",
        ifNotExists(statement),
        name(statement.name()),
        "AS",
        ExpressionPrinter.print(statement.value()));
  }

  @Override
  public String visitCreateCluster(CreateStatement.CreateCluster statement) {
    return words(
        "CREATE CLUSTER",
        ifNotExists(statement),
        name(statement.name()),
        options(statement.options()));
  }

  @Override
  public String visitCreateDatabase(CreateStatement.CreateDatabase statement) {
    return words(
        "CREATE DATABASE",
        ifNotExists(statement),
        name(statement.name()),
        list(statement.options(), NamePrinter::option));
  }

  @Override
  public String visitCreateSchema(CreateStatement.CreateSchema statement) {
    return words("CREATE SCHEMA", ifNotExists(statement), name(statement.name()));
  }

  @Override
  public String visitCreateIndex(CreateStatement.CreateIndex statement) {
    List<OrderItem> keys = statement.keys();
    return words(
        "CREATE",
        when(statement.unique(), "UNIQUE"),
        when(keys == null, "DEFAULT"),
        "INDEX",
        ifNotExists(statement),
        ifPresent(statement.name(), "", NamePrinter::name),
        inCluster(statement.cluster()),
        "ON",
        name(statement.table()),
        ifPresent(statement.method(), "USING ", NamePrinter::name),
        keys == null ? "" : parenthesized(keys, ExpressionPrinter::orderItem),
        withOptions(statement.options()));
  }

  @Override
  public String visitCreateType(CreateStatement.CreateType statement) {
    return words("CREATE TYPE", name(statement.name()), "AS", definition(statement.definition()));
  }

  private static String definition(TypeDefinition definition) {
    if (definition instanceof EnumDefinition labels) {
      return "ENUM (" + list(labels.labels(), NamePrinter::literal) + ")";
    } else if (definition instanceof CompositeDefinition composite) {
      return QueryPrinter.columns(composite.fields());
    }
    ConstructedDefinition constructed = (ConstructedDefinition) definition;
    return constructed.constructor()
        + " ("
        + list(constructed.options(), NamePrinter::option)
        + ")";
  }

  @Override
  public String visitCreateRole(CreateStatement.CreateRole statement) {
    return words(
        "CREATE ROLE",
        name(statement.name()),
        NamePrinter.join(statement.options(), " ", AlterPrinter::roleOption));
  }
}
