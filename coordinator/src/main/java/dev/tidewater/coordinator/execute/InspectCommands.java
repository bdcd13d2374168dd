package dev.tidewater.coordinator.execute;

import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.NameResolver;
import dev.tidewater.coordinator.ddl.ItemTypes;
import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.coordinator.variable.SessionVariables.Described;
import dev.tidewater.sql.ast.InspectStatement.Explain;
import dev.tidewater.sql.ast.InspectStatement.ExplainTimestamp;
import dev.tidewater.sql.ast.InspectStatement.InspectVisitor;
import dev.tidewater.sql.ast.InspectStatement.ShowAll;
import dev.tidewater.sql.ast.InspectStatement.ShowColumns;
import dev.tidewater.sql.ast.InspectStatement.ShowCreate;
import dev.tidewater.sql.ast.InspectStatement.ShowObjects;
import dev.tidewater.sql.ast.InspectStatement.ShowVariable;
import dev.tidewater.sql.ast.InspectStatement.ValidateConnection;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.types.Column;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SHOW, EXPLAIN and VALIDATE CONNECTION. */
final class InspectCommands implements InspectVisitor<Answer> {
  private final Services services;
  private final CoordinatorSession session;
  private final AnalysisContext context;
  private final AnalysisContext queryContext;

  InspectCommands(
      Services services,
      CoordinatorSession session,
      AnalysisContext context,
      AnalysisContext queryContext) {
    this.services = services;
    this.session = session;
    this.context = context;
    this.queryContext = queryContext;
  }

  @Override
  public Answer visitShowVariable(ShowVariable statement) {
    String name = statement.name().toString();
    String shown = session.variables().displayName(name);
    try {
      session.variables().value(name);
    } catch (TidewaterException e) {
      throw e.at(statement.name().position().offset());
    }
    return Answer.show(texts(shown), () -> rows(new Object[] {session.variables().value(name)}));
  }

  @Override
  public Answer visitShowAll(ShowAll statement) {
    return Answer.show(
        texts("name", "setting", "description"),
        () -> {
          List<@Nullable Object[]> rows = new ArrayList<>();
          for (Described setting : session.variables().all()) {
            rows.add(new Object[] {setting.name(), setting.value(), setting.description()});
          }
          return rows;
        });
  }

  @Override
  public Answer visitShowObjects(ShowObjects statement) {
    return new ShowObjectsCommand(catalog(), context, session.variables().value("database"))
        .answer(statement);
  }

  @Override
  public Answer visitShowColumns(ShowColumns statement) {
    Item item =
        resolver()
            .find(statement.relation())
            .filter(found -> found.relation().isPresent())
            .orElseThrow(() -> unknownRelation(statement.relation()));
    RelationSchema schema = item.relation().orElseThrow();
    return Answer.show(
        List.of(
            new ResultColumn("name", ScalarType.TEXT),
            new ResultColumn("nullable", ScalarType.BOOLEAN),
            new ResultColumn("type", ScalarType.TEXT)),
        () -> {
          List<@Nullable Object[]> rows = new ArrayList<>();
          for (Column column : schema.columns()) {
            if (ShowObjectsCommand.matches(statement.filter(), column.name())) {
              rows.add(new Object[] {column.name(), column.nullable(), column.type().display()});
            }
          }
          return rows;
        });
  }

  @Override
  public Answer visitShowCreate(ShowCreate statement) {
    Item item = resolver().require(statement.name(), ItemTypes.of(statement.kind()));
    String fullName = catalog().nameOf(item, context.names().database()).toString();
    return Answer.show(
        texts("name", "create_sql"), () -> rows(new Object[] {fullName, item.createSql()}));
  }

  @Override
  public Answer visitExplain(Explain statement) {
    return new ExplainCommand(services, session, context, queryContext).answer(statement);
  }

  @Override
  public Answer visitExplainTimestamp(ExplainTimestamp statement) {
    return new ExplainCommand(services, session, context, queryContext).answer(statement);
  }

  @Override
  public Answer visitValidateConnection(ValidateConnection statement) {
    Item item = resolver().require(statement.name(), ItemType.CONNECTION);
    return new Answer(
        List.of(),
        () -> {
          session.ddl().validateConnection(item);
          return List.of();
        },
        "VALIDATE CONNECTION");
  }

  private CatalogSnapshot catalog() {
    return services.catalog().current();
  }

  private NameResolver resolver() {
    return new NameResolver(catalog(), context.names());
  }

  static List<ResultColumn> texts(String... names) {
    List<ResultColumn> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(new ResultColumn(name, ScalarType.TEXT));
    }
    return columns;
  }

  private static List<@Nullable Object[]> rows(@Nullable Object[] row) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(row);
    return rows;
  }

  private static TidewaterException unknownRelation(QualifiedName name) {
    return new TidewaterException(ErrorCode.UNDEFINED_TABLE, "relation \"{name}\" does not exist")
        .with("name", name)
        .at(name.position().offset());
  }
}
