package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.CreateStatement;
import dev.tidewater.sql.ast.CreateStatement.ColumnConstraint;
import dev.tidewater.sql.ast.CreateStatement.ColumnConstraintKind;
import dev.tidewater.sql.ast.CreateStatement.ColumnDefinition;
import dev.tidewater.sql.ast.CreateStatement.CreateTable;
import dev.tidewater.sql.ast.CreateStatement.CreateTableAs;
import dev.tidewater.sql.ast.CreateStatement.CreateTableFromSource;
import dev.tidewater.sql.ast.CreateStatement.Reference;
import dev.tidewater.sql.ast.CreateStatement.TableConstraint;
import dev.tidewater.sql.ast.CreateStatement.TableConstraintKind;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ColumnConstraintBodyContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ColumnConstraintContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ColumnDefinitionContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ConstraintAttributesContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CreateTableContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ReferenceContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SourceReferenceContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.TableConstraintContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.TableElementContext;
import dev.tidewater.types.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the forms of CREATE TABLE. */
final class CreateTableBuilder {
  private final TreeBuilder tree;

  CreateTableBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  CreateStatement create(CreateTableContext context) {
    if (context.SOURCE() != null) {
      return fromSource(context);
    }
    if (context.query() != null) {
      return asQuery(context);
    }
    if (context.LEFT_PAREN().isEmpty()) {
      throw tree.unexpected(tree.tokenAfter(context.qualifiedName(0)));
    }
    return new CreateTable(
        tree.qualifiedName(context.qualifiedName(0)),
        context.ifNotExists() != null,
        context.temporary() != null,
        columns(context, true),
        constraints(context),
        tree.options.with(context.withOptions()),
        tree.position(context));
  }

  private CreateStatement fromSource(CreateTableContext context) {
    if (!constraints(context).isEmpty()) {
      throw tree.error(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "constraints on a table from a source are not supported",
          context.tableElements().getStart());
    }
    return new CreateTableFromSource(
        tree.qualifiedName(context.qualifiedName(0)),
        context.ifNotExists() != null,
        columns(context, false),
        tree.qualifiedName(context.qualifiedName(1)),
        reference(context.sourceReference()),
        tree.options.with(context.withOptions()),
        tree.position(context));
  }

  private @Nullable QualifiedName reference(@Nullable SourceReferenceContext context) {
    if (context == null || context.STRING() == null) {
      return context == null ? null : tree.qualifiedName(context.qualifiedName());
    }
    Identifier name = tree.identifier(context.getStart());
    return new QualifiedName(List.of(name), name.position());
  }

  private CreateStatement asQuery(CreateTableContext context) {
    List<Identifier> names = new ArrayList<>();
    for (ColumnDefinition column : columns(context, false)) {
      if (column.type() != null || !column.constraints().isEmpty()) {
        throw tree.error(
            ErrorCode.SYNTAX_ERROR,
            "only column names may be given with AS",
            context.tableElements().getStart());
      }
      names.add(column.name());
    }
    if (!constraints(context).isEmpty() || context.withOptions() != null) {
      throw tree.unexpected(
          context.withOptions() != null ? context.withOptions() : context.tableElements());
    }
    return new CreateTableAs(
        tree.qualifiedName(context.qualifiedName(0)),
        context.ifNotExists() != null,
        context.temporary() != null,
        names,
        tree.queries.query(context.query()),
        context.NO() == null,
        tree.position(context));
  }

  private List<ColumnDefinition> columns(CreateTableContext context, boolean typed) {
    List<ColumnDefinition> columns = new ArrayList<>();
    for (TableElementContext element : elements(context)) {
      if (element.columnDefinition() != null) {
        ColumnDefinition column = column(element.columnDefinition());
        if (typed && column.type() == null) {
          throw tree.unexpected(tree.tokenAfter(element.columnDefinition().name()));
        }
        columns.add(column);
      }
    }
    return columns;
  }

  private List<TableConstraint> constraints(CreateTableContext context) {
    List<TableConstraint> constraints = new ArrayList<>();
    for (TableElementContext element : elements(context)) {
      if (element.tableConstraint() != null) {
        constraints.add(constraint(element.tableConstraint()));
      }
    }
    return constraints;
  }

  private static List<TableElementContext> elements(CreateTableContext context) {
    return context.tableElements() == null ? List.of() : context.tableElements().tableElement();
  }

  ColumnDefinition column(ColumnDefinitionContext context) {
    return new ColumnDefinition(
        tree.identifier(context.name()),
        context.typeName() == null ? null : tree.types.type(context.typeName()),
        tree.qualifiedNameOrNull(context.qualifiedName()),
        context.columnConstraint().stream().map(this::constraint).toList(),
        tree.position(context));
  }

  private ColumnConstraint constraint(ColumnConstraintContext context) {
    refuseDeferrable(context.constraintAttributes());
    ColumnConstraintBodyContext body = context.columnConstraintBody();
    Expression expression = tree.expressions.expressionOrNull(body.expression());
    Reference reference = body.reference() == null ? null : reference(body.reference());
    return new ColumnConstraint(
        tree.identifierOrNull(context.name()),
        kind(body),
        expression,
        reference,
        tree.position(context));
  }

  private static ColumnConstraintKind kind(ColumnConstraintBodyContext body) {
    if (body.GENERATED() != null) {
      return ColumnConstraintKind.GENERATED;
    }
    if (body.NULL() != null) {
      return body.NOT() != null ? ColumnConstraintKind.NOT_NULL : ColumnConstraintKind.NULL;
    }
    if (body.PRIMARY() != null) {
      return ColumnConstraintKind.PRIMARY_KEY;
    }
    return ColumnConstraintKind.valueOf(Lexer.upperCase(body.getStart().getText()));
  }

  private TableConstraint constraint(TableConstraintContext context) {
    refuseDeferrable(context.constraintAttributes());
    TableConstraintKind kind = TableConstraintKind.CHECK;
    if (context.PRIMARY() != null) {
      kind = TableConstraintKind.PRIMARY_KEY;
    } else if (context.UNIQUE() != null) {
      kind = TableConstraintKind.UNIQUE;
    } else if (context.FOREIGN() != null) {
      kind = TableConstraintKind.FOREIGN_KEY;
    }
    return new TableConstraint(
        tree.identifierOrNull(context.name()),
        kind,
        tree.identifiers(context.nameList()),
        tree.expressions.expressionOrNull(context.expression()),
        context.reference() == null ? null : reference(context.reference()),
        tree.position(context));
  }

  private Reference reference(ReferenceContext context) {
    if (context.MATCH() != null || !context.referenceAction().isEmpty()) {
      throw tree.error(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "actions of foreign keys are not supported",
          context.getStart());
    }
    return new Reference(
        tree.qualifiedName(context.qualifiedName()),
        tree.identifiers(context.nameList()),
        tree.position(context));
  }

  private void refuseDeferrable(@Nullable ConstraintAttributesContext context) {
    if (context != null) {
      throw tree.error(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "deferrable constraints are not supported",
          context.getStart());
    }
  }
}
