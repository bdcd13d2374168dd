package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.DataStatement;
import dev.tidewater.sql.ast.DataStatement.Assignment;
import dev.tidewater.sql.ast.DataStatement.CopyEndpoint;
import dev.tidewater.sql.ast.DataStatement.CopyEndpointKind;
import dev.tidewater.sql.ast.DataStatement.CopyFrom;
import dev.tidewater.sql.ast.DataStatement.CopyTo;
import dev.tidewater.sql.ast.DataStatement.Delete;
import dev.tidewater.sql.ast.DataStatement.Indirection;
import dev.tidewater.sql.ast.DataStatement.Insert;
import dev.tidewater.sql.ast.DataStatement.OnConflict;
import dev.tidewater.sql.ast.DataStatement.Target;
import dev.tidewater.sql.ast.DataStatement.Truncate;
import dev.tidewater.sql.ast.DataStatement.Update;
import dev.tidewater.sql.ast.DropBehavior;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.ColumnReference;
import dev.tidewater.sql.ast.Expression.StringLiteral;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.OptionValue;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.Query.With;
import dev.tidewater.sql.ast.QueryBody.SelectItem;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.sql.parser.grammar.SqlGrammar.AssignmentContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.AssignmentListContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CopyEndpointContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CopyOldOptionContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CopySourceContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CopyStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.DeleteStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.DropBehaviorContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ExpressionContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.InsertStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.LabelContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.OnConflictClauseContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ReturningClauseContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SubscriptContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.TargetContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.TargetListContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.TruncateStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.UpdateStatementContext;
import dev.tidewater.types.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/** Builds the statements that write rows, and COPY. */
final class DataBuilder {
  private final TreeBuilder tree;

  DataBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  DataStatement insert(InsertStatementContext context, @Nullable With with) {
    if (context.OVERRIDING() != null) {
      throw tree.error(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "OVERRIDING is not supported",
          context.OVERRIDING().getSymbol());
    }
    return new Insert(
        with,
        tree.qualifiedName(context.qualifiedName()),
        tree.identifierOrNull(context.name()),
        targets(context.targetList()),
        context.query() == null ? null : tree.queries.query(context.query()),
        onConflict(context.onConflictClause()),
        returning(context.returningClause()),
        tree.position(context));
  }

  private List<Target> targets(@Nullable TargetListContext context) {
    return context == null ? List.of() : context.target().stream().map(this::target).toList();
  }

  private Target target(TargetContext context) {
    List<Indirection> path = new ArrayList<>();
    for (ParseTree child : context.children) {
      if (child instanceof LabelContext label) {
        path.add(new Indirection(tree.identifier(label), null, tree.position(label)));
      } else if (child instanceof SubscriptContext subscript) {
        path.add(
            new Indirection(null, tree.expressions.index(subscript), tree.position(subscript)));
      }
    }
    return new Target(tree.identifier(context.name()), path, tree.position(context));
  }

  private @Nullable OnConflict onConflict(@Nullable OnConflictClauseContext context) {
    if (context == null) {
      return null;
    }
    List<Expression> target = List.of();
    Expression targetWhere = null;
    Identifier constraint = null;
    if (context.conflictTarget() != null) {
      constraint = tree.identifierOrNull(context.conflictTarget().name());
      if (constraint == null) {
        target = tree.expressions.list(context.conflictTarget().expressionList());
        targetWhere = tree.expressions.expressionOrNull(context.conflictTarget().expression());
      }
    }
    return new OnConflict(
        target,
        targetWhere,
        constraint,
        assignments(context.assignmentList()),
        tree.expressions.expressionOrNull(context.expression()),
        tree.position(context));
  }

  private List<SelectItem> returning(@Nullable ReturningClauseContext context) {
    return context == null ? List.of() : tree.queries.items(context.selectList());
  }

  private List<Assignment> assignments(@Nullable AssignmentListContext context) {
    return context == null
        ? List.of()
        : context.assignment().stream().map(this::assignment).toList();
  }

  private Assignment assignment(AssignmentContext context) {
    Expression value = tree.expressions.expression(context.expression());
    return context.target() != null
        ? new Assignment(List.of(target(context.target())), false, value, tree.position(context))
        : new Assignment(targets(context.targetList()), true, value, tree.position(context));
  }

  DataStatement update(UpdateStatementContext context, @Nullable With with) {
    return new Update(
        with,
        tree.qualifiedName(context.qualifiedName()),
        tree.identifierOrNull(context.name()),
        assignments(context.assignmentList()),
        context.fromList() == null ? List.of() : tree.from.list(context.fromList()),
        where(context.expression()),
        returning(context.returningClause()),
        tree.position(context));
  }

  DataStatement delete(DeleteStatementContext context, @Nullable With with) {
    return new Delete(
        with,
        tree.qualifiedName(context.qualifiedName()),
        tree.identifierOrNull(context.name()),
        context.fromList() == null ? List.of() : tree.from.list(context.fromList()),
        where(context.expression()),
        returning(context.returningClause()),
        tree.position(context));
  }

  private @Nullable Expression where(@Nullable ExpressionContext context) {
    return tree.expressions.expressionOrNull(context);
  }

  DataStatement truncate(TruncateStatementContext context) {
    return new Truncate(
        tree.qualifiedNames(context.qualifiedName()),
        context.RESTART() != null,
        behavior(context.dropBehavior()),
        tree.position(context));
  }

  static DropBehavior behavior(@Nullable DropBehaviorContext context) {
    if (context == null) {
      return DropBehavior.UNSPECIFIED;
    }
    return context.CASCADE() != null ? DropBehavior.CASCADE : DropBehavior.RESTRICT;
  }

  DataStatement copy(CopyStatementContext context) {
    Position position = tree.position(context);
    List<Option> options = copyOptions(context);
    CopyEndpoint endpoint = endpoint(context);
    List<Identifier> columns = tree.identifiers(context.nameList());
    if (context.TO() != null) {
      if (context.WHERE() != null) {
        throw tree.unexpected(context.WHERE().getSymbol());
      }
      Statement source =
          context.copySource() != null
              ? copySource(context.copySource())
              : wholeTable(tree.qualifiedName(context.qualifiedName()), columns);
      return new CopyTo(source, endpoint, options, position);
    }
    if (context.copySource() != null) {
      throw tree.unexpected(context.FROM().getSymbol());
    }
    return new CopyFrom(
        tree.qualifiedName(context.qualifiedName()),
        columns,
        endpoint,
        options,
        where(context.expression()),
        position);
  }

  private Statement copySource(CopySourceContext context) {
    return context.queryOrData() != null
        ? tree.statements.queryOrData(context.queryOrData())
        : tree.cursors.subscribe(context.subscribeStatement());
  }

  /** The query that COPY of a table stands for. */
  private static Query wholeTable(QualifiedName table, List<Identifier> columns) {
    return columns.isEmpty()
        ? Query.allOf(table)
        : Query.ofColumns(table, columns.stream().map(DataBuilder::column).toList());
  }

  private static SelectItem column(Identifier name) {
    Position position = name.position();
    QualifiedName reference = new QualifiedName(List.of(name), position);
    return new SelectItem(new ColumnReference(reference, position), null, position);
  }

  private CopyEndpoint endpoint(CopyStatementContext context) {
    CopyEndpointContext endpoint = context.copyEndpoint();
    Position position = tree.position(endpoint);
    boolean from = context.FROM() != null;
    if (endpoint.STRING() == null) {
      boolean fits = from == (endpoint.STDIN() != null);
      if (!fits || context.PROGRAM() != null) {
        throw tree.unexpected(endpoint);
      }
      CopyEndpointKind kind = from ? CopyEndpointKind.STDIN : CopyEndpointKind.STDOUT;
      return new CopyEndpoint(kind, null, position);
    }
    String target = TreeBuilder.value(endpoint.STRING());
    CopyEndpointKind kind = target.contains("://") ? CopyEndpointKind.URL : CopyEndpointKind.FILE;
    return new CopyEndpoint(
        context.PROGRAM() != null ? CopyEndpointKind.PROGRAM : kind,
        new StringLiteral(target, position),
        position);
  }

  private List<Option> copyOptions(CopyStatementContext context) {
    List<Option> options = new ArrayList<>();
    if (context.BINARY() != null) {
      Position position = tree.position(context.BINARY());
      options.add(new Option("FORMAT", word("binary", position), position));
    }
    if (context.DELIMITERS() != null) {
      options.add(
          new Option(
              "DELIMITER",
              string(TreeBuilder.value(context.STRING()), tree.position(context.STRING())),
              tree.position(context.DELIMITERS())));
    }
    options.addAll(tree.options.items(context.optionItem()));
    context.copyOldOption().forEach(option -> options.add(oldOption(option)));
    return options;
  }

  private Option oldOption(CopyOldOptionContext context) {
    Position position = tree.position(context);
    String first = Lexer.upperCase(context.getStart().getText());
    return switch (first) {
      case "BINARY", "CSV" -> new Option("FORMAT", word(Lexer.fold(first), position), position);
      case "FREEZE", "HEADER" -> new Option(first, null, position);
      case "FORCE" -> new Option(forceName(context), forced(context, position), position);
      default -> new Option(first, string(TreeBuilder.value(context.STRING()), position), position);
    };
  }

  private static String forceName(CopyOldOptionContext context) {
    if (context.QUOTE() != null) {
      return "FORCE_QUOTE";
    }
    return context.NOT() != null ? "FORCE_NOT_NULL" : "FORCE_NULL";
  }

  private OptionValue forced(CopyOldOptionContext context, Position position) {
    if (context.STAR() != null) {
      return string("*", position);
    }
    return new OptionValue.Values(
        tree.identifiers(context.nameList()).stream()
            .map(
                name ->
                    (OptionValue)
                        new OptionValue.Name(
                            new QualifiedName(List.of(name), name.position()), name.position()))
            .toList(),
        position);
  }

  private static OptionValue word(String word, Position position) {
    Identifier name = new Identifier(word, position);
    return new OptionValue.Name(new QualifiedName(List.of(name), position), position);
  }

  private static OptionValue string(String value, Position position) {
    return new OptionValue.Constant(new StringLiteral(value, position), position);
  }
}
