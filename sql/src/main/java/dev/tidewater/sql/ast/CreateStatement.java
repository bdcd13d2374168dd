package dev.tidewater.sql.ast;

import dev.tidewater.sql.ast.Query.ColumnAlias;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements that make objects. */
public sealed interface CreateStatement extends Statement {
  <R> R acceptCreate(CreateVisitor<R> visitor);

  boolean ifNotExists();

  record CreateTable(
      QualifiedName name,
      boolean ifNotExists,
      boolean temporary,
      List<ColumnDefinition> columns,
      List<TableConstraint> constraints,
      List<Option> options,
      Position position)
      implements CreateStatement {
    public CreateTable {
      columns = List.copyOf(columns);
      constraints = List.copyOf(constraints);
      options = List.copyOf(options);
    }

    @Override
    public <R> R acceptCreate(CreateVisitor<R> visitor) {
      return visitor.visitCreateTable(this);
    }
  }

  /** {@code CREATE TABLE name [(columns)] AS query [WITH NO DATA]}. */
  record CreateTableAs(
      QualifiedName name,
      boolean ifNotExists,
      boolean temporary,
      List<Identifier> columns,
      Query query,
      boolean withData,
      Position position)
      implements CreateStatement {
    public CreateTableAs {
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R acceptCreate(CreateVisitor<R> visitor) {
      return visitor.visitCreateTableAs(this);
    }
  }

  /**
   * {@code CREATE TABLE name FROM SOURCE source (REFERENCE upstream) [WITH (…)]}.
   *
   * @param columns names or definitions that precede FROM, empty as a rule
   * @param reference the upstream name; null if the source has only one
   */
  record CreateTableFromSource(
      QualifiedName name,
      boolean ifNotExists,
      List<ColumnDefinition> columns,
      QualifiedName source,
      @Nullable QualifiedName reference,
      List<Option> options,
      Position position)
      implements CreateStatement {
    public CreateTableFromSource {
      columns = List.copyOf(columns);
      options = List.copyOf(options);
    }

    @Override
    public <R> R acceptCreate(CreateVisitor<R> visitor) {
      return visitor.visitCreateTableFromSource(this);
    }
  }

  record CreateView(
      QualifiedName name,
      boolean orReplace,
      boolean ifNotExists,
      boolean temporary,
      List<Identifier> columns,
      Query query,
      Position position)
      implements CreateStatement {
    public CreateView {
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R acceptCreate(CreateVisitor<R> visitor) {
      return visitor.visitCreateView(this);
    }
  }

  record CreateMaterializedView(
      QualifiedName name,
      boolean orReplace,
      boolean ifNotExists,
      List<Identifier> columns,
      @Nullable Identifier cluster,
      List<Option> options,
      Query query,
      Position position)
      implements CreateStatement {
    public CreateMaterializedView {
      columns = List.copyOf(columns);
      options = List.copyOf(options);
    }

    @Override
    public <R> R acceptCreate(CreateVisitor<R> visitor) {
      return visitor.visitCreateMaterializedView(this);
    }
  }

  /**
   * {@code CREATE SOURCE name [IN CLUSTER c] FROM … [FOR …] [EXPOSE PROGRESS AS p] [WITH (…)]}.
   *
   * @param tables which upstream tables become subsources; null without a FOR clause
   */
  record CreateSource(
      QualifiedName name,
      boolean ifNotExists,
      @Nullable Identifier cluster,
      SourceOrigin origin,
      @Nullable SourceTables tables,
      @Nullable QualifiedName progress,
      List<Option> options,
      Position position)
      implements CreateStatement {
    public CreateSource {
      options = List.copyOf(options);
    }

    @Override
    public <R> R acceptCreate(CreateVisitor<R> visitor) {
      return visitor.visitCreateSource(this);
    }
  }

  /**
   * {@code CREATE SINK name [IN CLUSTER c] FROM input INTO … [KEY …] [MODE …] [PARTITION BY …]
   * [WITH (…)]}.
   *
   * @param storage of {@code USING AWS CONNECTION}, or null
   * @param key null without KEY
   */
  record CreateSink(
      @Nullable QualifiedName name,
      boolean ifNotExists,
      @Nullable Identifier cluster,
      QualifiedName input,
      SinkTarget target,
      @Nullable QualifiedName storage,
      @Nullable SinkKey key,
      SinkMode mode,
      List<Expression> partitionBy,
      List<Option> options,
      Position position)
      implements CreateStatement {
    public CreateSink {
      partitionBy = List.copyOf(partitionBy);
      options = List.copyOf(options);
    }

    @Override
    public <R> R acceptCreate(CreateVisitor<R> visitor) {
      return visitor.visitCreateSink(this);
    }
  }

  /** {@code CREATE CONNECTION name TO kind (options) [WITH (VALIDATE = …)]}. */
  record CreateConnection(
      QualifiedName name,
      boolean orReplace,
      boolean ifNotExists,
      ConnectionKind kind,
      List<Option> options,
      List<Option> with,
      Position position)
      implements CreateStatement {
    public CreateConnection {
      options = List.copyOf(options);
      with = List.copyOf(with);
    }

    @Override
    public <R> R acceptCreate(CreateVisitor<R> visitor) {
      return visitor.visitCreateConnection(this);
    }
  }

  /** {@code value} is a string literal as a rule, or an expression such as {@code decode(…)}. */
  record CreateSecret(QualifiedName name, boolean ifNotExists, Expression value, Position position)
      implements CreateStatement {
    @Override
    public <R> R acceptCreate(CreateVisitor<R> visitor) {
      return visitor.visitCreateSecret(this);
    }
  }

  record CreateCluster(
      Identifier name, boolean ifNotExists, List<Option> options, Position position)
      implements CreateStatement {
    public CreateCluster {
      options = List.copyOf(options);
    }

    @Override
    public <R> R acceptCreate(CreateVisitor<R> visitor) {
      return visitor.visitCreateCluster(this);
    }
  }

  record CreateDatabase(
      Identifier name, boolean ifNotExists, List<Option> options, Position position)
      implements CreateStatement {
    public CreateDatabase {
      options = List.copyOf(options);
    }

    @Override
    public <R> R acceptCreate(CreateVisitor<R> visitor) {
      return visitor.visitCreateDatabase(this);
    }
  }

  record CreateSchema(QualifiedName name, boolean ifNotExists, Position position)
      implements CreateStatement {
    @Override
    public <R> R acceptCreate(CreateVisitor<R> visitor) {
      return visitor.visitCreateSchema(this);
    }
  }

  /**
   * {@code CREATE [DEFAULT] INDEX [name] [IN CLUSTER c] ON table (keys)}.
   *
   * @param name null: one is made up
   * @param keys null for DEFAULT INDEX, which takes the relation's own key
   */
  record CreateIndex(
      @Nullable Identifier name,
      boolean unique,
      boolean ifNotExists,
      @Nullable Identifier cluster,
      QualifiedName table,
      @Nullable String method,
      @Nullable List<OrderItem> keys,
      List<Option> options,
      Position position)
      implements CreateStatement {
    public CreateIndex {
      keys = keys == null ? null : List.copyOf(keys);
      options = List.copyOf(options);
    }

    @Override
    public <R> R acceptCreate(CreateVisitor<R> visitor) {
      return visitor.visitCreateIndex(this);
    }
  }

  /** {@code CREATE TYPE name AS …}. */
  record CreateType(QualifiedName name, TypeDefinition definition, Position position)
      implements CreateStatement {
    @Override
    public <R> R acceptCreate(CreateVisitor<R> visitor) {
      return visitor.visitCreateType(this);
    }

    @Override
    public boolean ifNotExists() {
      return false;
    }
  }

  record CreateRole(Identifier name, List<Option> options, Position position)
      implements CreateStatement {
    public CreateRole {
      options = List.copyOf(options);
    }

    @Override
    public <R> R acceptCreate(CreateVisitor<R> visitor) {
      return visitor.visitCreateRole(this);
    }

    @Override
    public boolean ifNotExists() {
      return false;
    }
  }

  // --- parts of tables

  record ColumnDefinition(
      Identifier name,
      @Nullable TypeName type,
      @Nullable QualifiedName collation,
      List<ColumnConstraint> constraints,
      Position position) {
    public ColumnDefinition {
      constraints = List.copyOf(constraints);
    }
  }

  /** A constraint behind a column. {@code name} is null if not given. */
  record ColumnConstraint(
      @Nullable Identifier name,
      ColumnConstraintKind kind,
      @Nullable Expression expression,
      @Nullable Reference reference,
      Position position) {}

  /** {@code DEFAULT} and {@code CHECK} have an expression, {@code REFERENCES} a reference. */
  enum ColumnConstraintKind {
    NOT_NULL,
    NULL,
    DEFAULT,
    PRIMARY_KEY,
    UNIQUE,
    CHECK,
    REFERENCES,
    GENERATED
  }

  record TableConstraint(
      @Nullable Identifier name,
      TableConstraintKind kind,
      List<Identifier> columns,
      @Nullable Expression expression,
      @Nullable Reference reference,
      Position position) {
    public TableConstraint {
      columns = List.copyOf(columns);
    }
  }

  enum TableConstraintKind {
    PRIMARY_KEY,
    UNIQUE,
    CHECK,
    FOREIGN_KEY
  }

  record Reference(QualifiedName table, List<Identifier> columns, Position position) {
    public Reference {
      columns = List.copyOf(columns);
    }
  }

  // --- parts of sources

  /** Where a source's data comes from. */
  sealed interface SourceOrigin {
    Position position();
  }

  /** {@code generator} is in upper case: {@code AUCTION}, {@code KEY VALUE}. */
  record LoadGenerator(String generator, List<Option> options, Position position)
      implements SourceOrigin {
    public LoadGenerator {
      options = List.copyOf(options);
    }
  }

  /** {@code FROM POSTGRES CONNECTION c (PUBLICATION 'p')}; kind in upper case. */
  record ConnectionOrigin(
      ConnectionKind kind, QualifiedName connection, List<Option> options, Position position)
      implements SourceOrigin {
    public ConnectionOrigin {
      options = List.copyOf(options);
    }
  }

  /** The FOR clause of a source. */
  sealed interface SourceTables {
    Position position();
  }

  record AllTables(Position position) implements SourceTables {}

  record SelectedTables(List<SelectedTable> tables, Position position) implements SourceTables {
    public SelectedTables {
      tables = List.copyOf(tables);
    }
  }

  record SelectedSchemas(List<Identifier> schemas, Position position) implements SourceTables {
    public SelectedSchemas {
      schemas = List.copyOf(schemas);
    }
  }

  /** {@code upstream [AS name]}. */
  record SelectedTable(QualifiedName upstream, @Nullable QualifiedName name, Position position) {}

  // --- parts of sinks

  /** Where a sink writes. */
  sealed interface SinkTarget {
    Position position();
  }

  /** {@code INTO ICEBERG CATALOG CONNECTION c (NAMESPACE = …, TABLE = …)}. */
  record IcebergTarget(QualifiedName connection, List<Option> options, Position position)
      implements SinkTarget {
    public IcebergTarget {
      options = List.copyOf(options);
    }
  }

  /** {@code INTO KAFKA CONNECTION c (TOPIC …)}. */
  record KafkaTarget(QualifiedName connection, List<Option> options, Position position)
      implements SinkTarget {
    public KafkaTarget {
      options = List.copyOf(options);
    }
  }

  record SinkKey(List<Identifier> columns, boolean enforced, Position position) {
    public SinkKey {
      columns = List.copyOf(columns);
    }
  }

  enum SinkMode {
    UNSPECIFIED,
    UPSERT,
    APPEND
  }

  // --- other parts

  enum ConnectionKind {
    POSTGRES("POSTGRES"),
    MYSQL("MYSQL"),
    SQL_SERVER("SQL SERVER"),
    KAFKA("KAFKA"),
    SCHEMA_REGISTRY("CONFLUENT SCHEMA REGISTRY"),
    AWS("AWS"),
    AWS_PRIVATELINK("AWS PRIVATELINK"),
    GCP("GCP"),
    SSH_TUNNEL("SSH TUNNEL"),
    ICEBERG_CATALOG("ICEBERG CATALOG");

    private final String keywords;

    ConnectionKind(String keywords) {
      this.keywords = keywords;
    }

    public String keywords() {
      return keywords;
    }
  }

  /** What CREATE TYPE defines. */
  sealed interface TypeDefinition {
    Position position();
  }

  /** {@code AS (a int, b text)}. */
  record CompositeDefinition(List<ColumnAlias> fields, Position position)
      implements TypeDefinition {
    public CompositeDefinition {
      fields = List.copyOf(fields);
    }
  }

  /** {@code AS ENUM ('a', 'b')}. */
  record EnumDefinition(List<String> labels, Position position) implements TypeDefinition {
    public EnumDefinition {
      labels = List.copyOf(labels);
    }
  }

  /**
   * {@code AS LIST (ELEMENT TYPE = int4)} and {@code AS MAP (…)}: {@code constructor} LIST or MAP.
   */
  record ConstructedDefinition(String constructor, List<Option> options, Position position)
      implements TypeDefinition {
    public ConstructedDefinition {
      options = List.copyOf(options);
    }
  }

  @Override
  default <R> R accept(Statement.Visitor<R> visitor) {
    return visitor.visitCreate(this);
  }

  /** One method for each node, none with a default: a new node breaks the compile where it must. */
  interface CreateVisitor<R> {
    R visitCreateTable(CreateTable statement);

    R visitCreateTableAs(CreateTableAs statement);

    R visitCreateTableFromSource(CreateTableFromSource statement);

    R visitCreateView(CreateView statement);

    R visitCreateMaterializedView(CreateMaterializedView statement);

    R visitCreateSource(CreateSource statement);

    R visitCreateSink(CreateSink statement);

    R visitCreateConnection(CreateConnection statement);

    R visitCreateSecret(CreateSecret statement);

    R visitCreateCluster(CreateCluster statement);

    R visitCreateDatabase(CreateDatabase statement);

    R visitCreateSchema(CreateSchema statement);

    R visitCreateIndex(CreateIndex statement);

    R visitCreateType(CreateType statement);

    R visitCreateRole(CreateRole statement);
  }
}
