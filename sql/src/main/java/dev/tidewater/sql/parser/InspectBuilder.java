package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.Expression.BooleanLiteral;
import dev.tidewater.sql.ast.Expression.NumberLiteral;
import dev.tidewater.sql.ast.Expression.StringLiteral;
import dev.tidewater.sql.ast.InspectStatement;
import dev.tidewater.sql.ast.InspectStatement.Explain;
import dev.tidewater.sql.ast.InspectStatement.ExplainFormat;
import dev.tidewater.sql.ast.InspectStatement.ExplainStage;
import dev.tidewater.sql.ast.InspectStatement.ExplainTimestamp;
import dev.tidewater.sql.ast.InspectStatement.ExplainedObject;
import dev.tidewater.sql.ast.InspectStatement.ExplainedStatement;
import dev.tidewater.sql.ast.InspectStatement.Explainee;
import dev.tidewater.sql.ast.InspectStatement.LikeFilter;
import dev.tidewater.sql.ast.InspectStatement.ShowAll;
import dev.tidewater.sql.ast.InspectStatement.ShowColumns;
import dev.tidewater.sql.ast.InspectStatement.ShowCreate;
import dev.tidewater.sql.ast.InspectStatement.ShowFilter;
import dev.tidewater.sql.ast.InspectStatement.ShowObjects;
import dev.tidewater.sql.ast.InspectStatement.ShowVariable;
import dev.tidewater.sql.ast.InspectStatement.ValidateConnection;
import dev.tidewater.sql.ast.InspectStatement.WhereFilter;
import dev.tidewater.sql.ast.ObjectKind;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.OptionValue;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ExplainFormatContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ExplainOptionContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ExplainOptionValueContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ExplainStageContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ExplainStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ExplaineeContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ObjectKindsContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.QualifiedNameContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ShowFilterContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ShowStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ValidateStatementContext;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Builds SHOW, EXPLAIN and VALIDATE. */
final class InspectBuilder {
  private final TreeBuilder tree;

  InspectBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  InspectStatement show(ShowStatementContext context) {
    Position position = tree.position(context);
    if (context.objectKinds() != null) {
      return objects(context, position);
    }
    if (context.CREATE() != null) {
      return new ShowCreate(
          tree.alters.kind(context.objectKind()),
          tree.qualifiedName(context.qualifiedName(0)),
          context.REDACTED() != null,
          position);
    }
    if (context.COLUMNS() != null) {
      return new ShowColumns(
          tree.qualifiedName(context.qualifiedName(0)), filter(context.showFilter()), position);
    }
    if (context.ALL() != null) {
      return new ShowAll(position);
    }
    return new ShowVariable(variable(context), position);
  }

  private QualifiedName variable(ShowStatementContext context) {
    if (context.ZONE() != null) {
      return QualifiedName.of("timezone");
    }
    if (context.ISOLATION() != null) {
      return QualifiedName.of("transaction_isolation");
    }
    return context.AUTHORIZATION() != null
        ? QualifiedName.of("session_authorization")
        : tree.sessions.setting(context.settingName());
  }

  private InspectStatement objects(ShowStatementContext context, Position position) {
    QualifiedName from = null;
    QualifiedName on = null;
    TerminalNode introducer = null;
    for (ParseTree child : context.children) {
      if (child instanceof TerminalNode word) {
        introducer = word;
      } else if (child instanceof QualifiedNameContext name && introducer != null) {
        boolean isOn = introducer.getText().equalsIgnoreCase("on");
        if (isOn && on != null) {
          throw tree.unexpected(introducer.getSymbol());
        }
        on = isOn ? tree.qualifiedName(name) : on;
        from = isOn ? from : tree.qualifiedName(name);
      }
    }
    return new ShowObjects(
        kinds(context.objectKinds()),
        from,
        on,
        context.inCluster() == null ? null : tree.identifier(context.inCluster().name()),
        filter(context.showFilter()),
        position);
  }

  private static ObjectKind kinds(ObjectKindsContext context) {
    String words = TreeBuilder.words(context);
    for (ObjectKind kind : ObjectKind.values()) {
      if (kind.plural().equals(words)) {
        return kind;
      }
    }
    // INDICES and KEYS are further names of the same.
    return ObjectKind.INDEX;
  }

  private @Nullable ShowFilter filter(@Nullable ShowFilterContext context) {
    if (context == null) {
      return null;
    }
    Position position = tree.position(context);
    return context.LIKE() != null
        ? new LikeFilter(TreeBuilder.value(context.STRING()), position)
        : new WhereFilter(tree.expressions.expression(context.expression()), position);
  }

  InspectStatement explain(ExplainStatementContext context) {
    Position position = tree.position(context);
    ExplainFormat format = format(context.explainFormat());
    if (context.TIMESTAMP() != null) {
      return new ExplainTimestamp(format, tree.queries.query(context.query()), position);
    }
    List<Option> options = new ArrayList<>(tree.options.with(context.withOptions()));
    boolean analyze = context.ANALYZE() != null;
    if (context.VERBOSE() != null) {
      options.add(new Option("VERBOSE", null, tree.position(context.VERBOSE())));
    }
    for (ExplainOptionContext option : context.explainOption()) {
      Option built = option(option);
      boolean plainAnalyze = built.name().equals("ANALYZE") && built.value() == null;
      analyze |= plainAnalyze;
      if (!plainAnalyze) {
        options.add(built);
      }
    }
    return new Explain(
        stage(context.explainStage()),
        format,
        analyze,
        options,
        explainee(context.explainee()),
        position);
  }

  private static @Nullable ExplainStage stage(@Nullable ExplainStageContext context) {
    return context == null
        ? null
        : ExplainStage.valueOf(TreeBuilder.words(context).replace(' ', '_'));
  }

  private static @Nullable ExplainFormat format(@Nullable ExplainFormatContext context) {
    if (context == null) {
      return null;
    }
    if (context.JSON() != null) {
      return ExplainFormat.JSON;
    }
    return context.VERBOSE() != null ? ExplainFormat.VERBOSE_TEXT : ExplainFormat.TEXT;
  }

  private Option option(ExplainOptionContext context) {
    ExplainOptionValueContext value = context.explainOptionValue();
    return new Option(
        Lexer.upperCase(context.explainOptionName().getStart().getText()),
        value == null ? null : value(value),
        tree.position(context));
  }

  private OptionValue value(ExplainOptionValueContext context) {
    Position position = tree.position(context);
    String text = TreeBuilder.value(context.getStart());
    if (context.STRING() != null) {
      return new OptionValue.Constant(new StringLiteral(text, position), position);
    }
    if (context.NUMBER() != null) {
      return new OptionValue.Constant(new NumberLiteral(text, position), position);
    }
    if (context.TRUE() != null || context.FALSE() != null) {
      return new OptionValue.Constant(
          new BooleanLiteral(context.TRUE() != null, position), position);
    }
    var name = new QualifiedName(List.of(tree.identifier(context.getStart())), position);
    return new OptionValue.Name(name, position);
  }

  private Explainee explainee(ExplaineeContext context) {
    Position position = tree.position(context);
    if (context.qualifiedName() != null) {
      ObjectKind kind = context.INDEX() != null ? ObjectKind.INDEX : ObjectKind.VIEW;
      return new ExplainedObject(
          context.MATERIALIZED() != null ? ObjectKind.MATERIALIZED_VIEW : kind,
          tree.qualifiedName(context.qualifiedName()),
          position);
    }
    return new ExplainedStatement(explained(context), position);
  }

  private Statement explained(ExplaineeContext context) {
    if (context.queryOrData() != null) {
      return tree.statements.queryOrData(context.queryOrData());
    }
    if (context.createTable() != null) {
      return tree.tables.create(context.createTable());
    }
    if (context.createView() != null) {
      return tree.creates.view(context.createView());
    }
    if (context.createMaterializedView() != null) {
      return tree.creates.materializedView(context.createMaterializedView());
    }
    if (context.createIndex() != null) {
      return tree.creates.index(context.createIndex());
    }
    if (context.executeStatement() != null) {
      return tree.sessions.execute(context.executeStatement());
    }
    return context.declareStatement() != null
        ? tree.cursors.declare(context.declareStatement())
        : tree.cursors.subscribe(context.subscribeStatement());
  }

  InspectStatement validate(ValidateStatementContext context) {
    return new ValidateConnection(
        tree.qualifiedName(context.qualifiedName()), tree.position(context));
  }
}
