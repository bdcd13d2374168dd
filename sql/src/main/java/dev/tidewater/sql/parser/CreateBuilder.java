package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.CreateStatement;
import dev.tidewater.sql.ast.CreateStatement.AllTables;
import dev.tidewater.sql.ast.CreateStatement.CompositeDefinition;
import dev.tidewater.sql.ast.CreateStatement.ConnectionKind;
import dev.tidewater.sql.ast.CreateStatement.ConnectionOrigin;
import dev.tidewater.sql.ast.CreateStatement.ConstructedDefinition;
import dev.tidewater.sql.ast.CreateStatement.CreateCluster;
import dev.tidewater.sql.ast.CreateStatement.CreateConnection;
import dev.tidewater.sql.ast.CreateStatement.CreateDatabase;
import dev.tidewater.sql.ast.CreateStatement.CreateIndex;
import dev.tidewater.sql.ast.CreateStatement.CreateMaterializedView;
import dev.tidewater.sql.ast.CreateStatement.CreateRole;
import dev.tidewater.sql.ast.CreateStatement.CreateSchema;
import dev.tidewater.sql.ast.CreateStatement.CreateSecret;
import dev.tidewater.sql.ast.CreateStatement.CreateSink;
import dev.tidewater.sql.ast.CreateStatement.CreateSource;
import dev.tidewater.sql.ast.CreateStatement.CreateType;
import dev.tidewater.sql.ast.CreateStatement.CreateView;
import dev.tidewater.sql.ast.CreateStatement.EnumDefinition;
import dev.tidewater.sql.ast.CreateStatement.IcebergTarget;
import dev.tidewater.sql.ast.CreateStatement.KafkaTarget;
import dev.tidewater.sql.ast.CreateStatement.LoadGenerator;
import dev.tidewater.sql.ast.CreateStatement.SelectedSchemas;
import dev.tidewater.sql.ast.CreateStatement.SelectedTable;
import dev.tidewater.sql.ast.CreateStatement.SelectedTables;
import dev.tidewater.sql.ast.CreateStatement.SinkKey;
import dev.tidewater.sql.ast.CreateStatement.SinkMode;
import dev.tidewater.sql.ast.CreateStatement.SinkTarget;
import dev.tidewater.sql.ast.CreateStatement.SourceOrigin;
import dev.tidewater.sql.ast.CreateStatement.SourceTables;
import dev.tidewater.sql.ast.CreateStatement.TypeDefinition;
import dev.tidewater.sql.ast.Expression.StringLiteral;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.OptionValue;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ConnectionKindContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CreateClusterContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CreateConnectionContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CreateDatabaseContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CreateIndexContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CreateMaterializedViewContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CreateRoleContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CreateSinkContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CreateSourceContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CreateTypeContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CreateVariantContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CreateViewContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.InClusterContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.NameContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.RoleOptionContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SelectedTableContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SinkKeyContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SinkTargetContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SourceOriginContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SourceTablesContext;
import dev.tidewater.types.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds CREATE, tables apart. */
final class CreateBuilder {
  private final TreeBuilder tree;

  CreateBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  CreateStatement create(CreateVariantContext context) {
    if (context.createTable() != null) {
      return tree.tables.create(context.createTable());
    }
    if (context.createView() != null) {
      return view(context.createView());
    }
    if (context.createMaterializedView() != null) {
      return materializedView(context.createMaterializedView());
    }
    if (context.createSource() != null) {
      return source(context.createSource());
    }
    if (context.createSink() != null) {
      return sink(context.createSink());
    }
    if (context.createConnection() != null) {
      return connection(context.createConnection());
    }
    if (context.createIndex() != null) {
      return index(context.createIndex());
    }
    if (context.createType() != null) {
      return type(context.createType());
    }
    return small(context);
  }

  private CreateStatement small(CreateVariantContext context) {
    Position position = tree.position(context);
    if (context.createSecret() != null) {
      return new CreateSecret(
          tree.qualifiedName(context.createSecret().qualifiedName()),
          context.createSecret().ifNotExists() != null,
          tree.expressions.expression(context.createSecret().expression()),
          position);
    }
    if (context.createSchema() != null) {
      return new CreateSchema(
          tree.qualifiedName(context.createSchema().qualifiedName()),
          context.createSchema().ifNotExists() != null,
          position);
    }
    if (context.createCluster() != null) {
      return cluster(context.createCluster());
    }
    return context.createDatabase() != null
        ? database(context.createDatabase())
        : role(context.createRole());
  }

  CreateStatement view(CreateViewContext context) {
    return new CreateView(
        tree.qualifiedName(context.qualifiedName()),
        context.orReplace() != null,
        context.ifNotExists() != null,
        context.temporary() != null,
        tree.identifiers(context.nameList()),
        tree.queries.query(context.query()),
        tree.position(context));
  }

  CreateStatement materializedView(CreateMaterializedViewContext context) {
    return new CreateMaterializedView(
        tree.qualifiedName(context.qualifiedName()),
        context.orReplace() != null,
        context.ifNotExists() != null,
        tree.identifiers(context.nameList()),
        cluster(context.inCluster()),
        tree.options.with(context.withOptions()),
        tree.queries.query(context.query()),
        tree.position(context));
  }

  private @Nullable Identifier cluster(@Nullable InClusterContext context) {
    return context == null ? null : tree.identifier(context.name());
  }

  private CreateStatement source(CreateSourceContext context) {
    return new CreateSource(
        tree.qualifiedName(context.qualifiedName(0)),
        context.ifNotExists() != null,
        cluster(context.inCluster()),
        origin(context.sourceOrigin()),
        tables(context.sourceTables()),
        context.PROGRESS() == null ? null : tree.qualifiedName(context.qualifiedName(1)),
        tree.options.with(context.withOptions()),
        tree.position(context));
  }

  private SourceOrigin origin(SourceOriginContext context) {
    Position position = tree.position(context);
    if (context.GENERATOR() != null) {
      String generator =
          context.name().stream()
              .map(NameContext::getStart)
              .map(word -> Lexer.upperCase(word.getText()))
              .collect(Collectors.joining(" "));
      return new LoadGenerator(generator, tree.options.list(context.optionList()), position);
    }
    if (context.WEBHOOK() != null) {
      throw tree.error(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "webhook sources are not supported",
          context.WEBHOOK().getSymbol());
    }
    return new ConnectionOrigin(
        kind(context.connectionKind()),
        tree.qualifiedName(context.qualifiedName()),
        tree.options.list(context.optionList()),
        position);
  }

  private @Nullable SourceTables tables(@Nullable SourceTablesContext context) {
    if (context == null) {
      return null;
    }
    Position position = tree.position(context);
    if (context.ALL() != null) {
      return new AllTables(position);
    }
    return context.SCHEMAS() != null
        ? new SelectedSchemas(tree.identifiers(context.nameList()), position)
        : new SelectedTables(selected(context.selectedTable()), position);
  }

  List<SelectedTable> selected(List<SelectedTableContext> contexts) {
    return contexts.stream()
        .map(
            table ->
                new SelectedTable(
                    tree.qualifiedName(table.qualifiedName(0)),
                    tree.qualifiedNameOrNull(table.qualifiedName(1)),
                    tree.position(table)))
        .toList();
  }

  private CreateStatement sink(CreateSinkContext context) {
    int next = 0;
    boolean named = context.qualifiedName().size() == (context.AWS() == null ? 2 : 3);
    var name = named ? tree.qualifiedName(context.qualifiedName(next++)) : null;
    var input = tree.qualifiedName(context.qualifiedName(next++));
    return new CreateSink(
        name,
        context.ifNotExists() != null,
        cluster(context.inCluster()),
        input,
        target(context.sinkTarget()),
        context.AWS() == null ? null : tree.qualifiedName(context.qualifiedName(next)),
        context.sinkKey() == null ? null : key(context.sinkKey()),
        mode(context),
        context.partitionByClause() == null
            ? List.of()
            : tree.expressions.list(context.partitionByClause().expressionList()),
        tree.options.with(context.withOptions()),
        tree.position(context));
  }

  private static SinkMode mode(CreateSinkContext context) {
    if (context.sinkMode() == null) {
      return SinkMode.UNSPECIFIED;
    }
    return context.sinkMode().UPSERT() != null ? SinkMode.UPSERT : SinkMode.APPEND;
  }

  private SinkKey key(SinkKeyContext context) {
    return new SinkKey(
        tree.identifiers(context.nameList()), context.ENFORCED() == null, tree.position(context));
  }

  private SinkTarget target(SinkTargetContext context) {
    var connection = tree.qualifiedName(context.qualifiedName());
    List<Option> options = tree.options.list(context.optionList());
    Position position = tree.position(context);
    return context.ICEBERG() != null
        ? new IcebergTarget(connection, options, position)
        : new KafkaTarget(connection, options, position);
  }

  private CreateStatement connection(CreateConnectionContext context) {
    return new CreateConnection(
        tree.qualifiedName(context.qualifiedName()),
        context.orReplace() != null,
        context.ifNotExists() != null,
        kind(context.connectionKind()),
        tree.options.list(context.optionList()),
        tree.options.with(context.withOptions()),
        tree.position(context));
  }

  private static ConnectionKind kind(ConnectionKindContext context) {
    String words = TreeBuilder.words(context);
    for (ConnectionKind kind : ConnectionKind.values()) {
      if (kind.keywords().equals(words)) {
        return kind;
      }
    }
    throw new IllegalStateException("connection kind without a constant: " + words);
  }

  private CreateStatement cluster(CreateClusterContext context) {
    List<Option> options =
        context.optionList() != null
            ? tree.options.list(context.optionList())
            : tree.options.items(context.optionItem());
    return new CreateCluster(
        tree.identifier(context.name()),
        context.ifNotExists() != null,
        options,
        tree.position(context));
  }

  private CreateStatement database(CreateDatabaseContext context) {
    return new CreateDatabase(
        tree.identifier(context.name()),
        context.ifNotExists() != null,
        context.optionItem() == null
            ? List.of()
            : List.of(tree.options.option(context.optionItem())),
        tree.position(context));
  }

  CreateStatement index(CreateIndexContext context) {
    int next = 0;
    Identifier name = null;
    Identifier method = null;
    for (NameContext word : context.name()) {
      boolean isMethod = context.USING() != null && ++next == context.name().size();
      if (isMethod) {
        method = tree.identifier(word);
      } else {
        name = tree.identifier(word);
      }
    }
    return new CreateIndex(
        name,
        context.UNIQUE() != null,
        context.ifNotExists() != null,
        cluster(context.inCluster()),
        tree.qualifiedName(context.qualifiedName()),
        method == null ? null : method.value(),
        context.DEFAULT() != null ? null : tree.queries.orderItems(context.orderItem()),
        tree.options.with(context.withOptions()),
        tree.position(context));
  }

  private CreateStatement type(CreateTypeContext context) {
    return new CreateType(
        tree.qualifiedName(context.qualifiedName()), definition(context), tree.position(context));
  }

  private TypeDefinition definition(CreateTypeContext context) {
    Position position = tree.position(context);
    if (context.ENUM() != null) {
      return new EnumDefinition(
          context.STRING().stream().map(TreeBuilder::value).toList(), position);
    }
    if (context.optionList() != null) {
      return new ConstructedDefinition(
          context.LIST() != null ? "LIST" : "MAP",
          tree.options.list(context.optionList()),
          position);
    }
    var fields = tree.queries.columnAliases(context.columnAliasList());
    if (fields.stream().anyMatch(field -> field.type() == null)) {
      throw tree.unexpected(
          tree.tokenAfter(
              context.columnAliasList().columnAlias().stream()
                  .filter(field -> field.typeName() == null)
                  .findFirst()
                  .orElseThrow()));
    }
    return new CompositeDefinition(fields, position);
  }

  private CreateStatement role(CreateRoleContext context) {
    return new CreateRole(
        tree.identifier(context.name()), roleOptions(context.roleOption()), tree.position(context));
  }

  List<Option> roleOptions(List<RoleOptionContext> contexts) {
    return contexts.stream()
        .map(
            option -> {
              Position position = tree.position(option);
              OptionValue value =
                  option.STRING() == null
                      ? null
                      : new OptionValue.Constant(
                          new StringLiteral(TreeBuilder.value(option.STRING()), position),
                          position);
              return new Option(
                  Lexer.upperCase(option.keywordOrName().getStart().getText()), value, position);
            })
        .toList();
  }
}
