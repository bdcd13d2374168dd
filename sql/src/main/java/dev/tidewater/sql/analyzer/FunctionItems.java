package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.NullBehavior;
import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.engine.function.SqlFunction.Kind;
import dev.tidewater.sql.analyzer.OverloadResolver.Chosen;
import dev.tidewater.sql.analyzer.Scope.NamedColumn;
import dev.tidewater.sql.analyzer.Scope.NamedTable;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.Argument;
import dev.tidewater.sql.ast.Expression.FunctionCall;
import dev.tidewater.sql.ast.FromItem.Alias;
import dev.tidewater.sql.ast.FromItem.FunctionReference;
import dev.tidewater.sql.ast.FromItem.TableFunction;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.rel.ArgumentsOperator;
import dev.tidewater.sql.rel.FunctionRows;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * Functions in FROM: puts behind each row of what stands before, whose columns the arguments can
 * use, the rows that the function gives.
 */
final class FunctionItems {
  private final StatementAnalysis statement;
  private final Surroundings surroundings;

  FunctionItems(StatementAnalysis statement, Surroundings surroundings) {
    this.statement = statement;
    this.surroundings = surroundings;
  }

  FromAnalyzer.Result apply(FromAnalyzer.Result left, FunctionReference item, FromAnalyzer from) {
    Expression call = call(item);
    ExpressionContext context =
        ExpressionContext.of(surroundings, left.scope(), Clause.FROM_FUNCTION);
    List<SqlFunction> overloads =
        call instanceof FunctionCall function
            ? statement.functions().functions(function.name().last())
            : List.of();
    Expansion expansion =
        overloads.stream().anyMatch(overload -> overload.kind() == Kind.SET_RETURNING)
            ? set((FunctionCall) call, overloads, context)
            : scalar(call, context);
    String name = OutputNames.of(call);
    if (expansion.usesColumns() || left.scope().tables().isEmpty()) {
      return named(left, rel(left, expansion), item, name);
    }
    // A relation like any other, which can be joined by whatever condition there is.
    FromAnalyzer.Result oneRow = from.oneRow();
    return from.cross(left, named(oneRow, rel(oneRow, expansion), item, name), item.position());
  }

  /**
   * What a call adds to each row.
   *
   * @param function null for a function that gives one value, which is then the only argument
   */
  private record Expansion(@Nullable Chosen function, List<RexNode> arguments) {
    boolean usesColumns() {
      return arguments.stream()
          .anyMatch(
              node ->
                  !RelOptUtil.InputFinder.bits(node).isEmpty()
                      || RexUtil.SubQueryFinder.find(node) != null);
    }
  }

  private static Expression call(FunctionReference item) {
    if (item.functions().size() > 1) {
      throw Failures.notSupported(item.position(), "ROWS FROM with several functions");
    }
    if (item.ordinality()) {
      throw Failures.notSupported(item.position(), "WITH ORDINALITY");
    }
    TableFunction function = item.functions().get(0);
    if (!function.columns().isEmpty()) {
      throw Failures.notSupported(function.position(), "column definition lists");
    }
    return function.call();
  }

  private Expansion scalar(Expression call, ExpressionContext context) {
    return new Expansion(
        null, List.of(new ExpressionAnalyzer(statement, context).analyzeSettled(call)));
  }

  private Expansion set(FunctionCall call, List<SqlFunction> overloads, ExpressionContext context) {
    FunctionCalls.checkSyntax(call);
    FunctionCalls.checkScalar(call);
    List<RexNode> given =
        new ExpressionAnalyzer(statement, context)
            .analyzeAll(call.arguments().stream().map(Argument::value).toList());
    Chosen chosen = statement.calls().choose(call.name(), overloads, given, call.position());
    return new Expansion(chosen, statement.calls().castArguments(chosen, given, call.position()));
  }

  private RelNode rel(FromAnalyzer.Result left, Expansion expansion) {
    RelNode input = extended(left, expansion.arguments());
    Chosen function = expansion.function();
    if (function == null) {
      return input;
    }
    FunctionRows rows =
        new FunctionRows(
            statement.rels().cluster(), function.signature().identity(), rowType(function));
    return LogicalJoin.create(
        input,
        rows,
        List.of(),
        condition(input, rows, expansion.arguments()),
        Set.of(),
        JoinRelType.INNER);
  }

  private RelNode extended(FromAnalyzer.Result left, List<RexNode> values) {
    RelNode input = left.rel();
    int arity = input.getRowType().getFieldCount();
    List<RexNode> all = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      all.add(statement.rels().rex().makeInputRef(input, i));
      names.add("c" + i);
    }
    for (RexNode value : values) {
      names.add("c" + all.size());
      all.add(value);
    }
    return LogicalProject.create(input, List.of(), all, names, left.scope().takeCorrelations());
  }

  private RelDataType rowType(Chosen chosen) {
    var types = statement.rels().types();
    RelDataType type =
        chosen.signature().nulls() == NullBehavior.NEVER
            ? types.notNull(chosen.result())
            : types.nullable(chosen.result());
    return types.createStructType(List.of(type), List.of("value"));
  }

  private RexNode condition(RelNode input, FunctionRows rows, List<RexNode> arguments) {
    var rex = statement.rels().rex();
    int arity = input.getRowType().getFieldCount();
    List<RexNode> operands = new ArrayList<>();
    for (int i = arity - arguments.size(); i < arity; i++) {
      operands.add(rex.makeInputRef(input, i));
    }
    operands.add(rex.makeInputRef(rows.getRowType().getFieldList().get(0).getType(), arity));
    return rex.makeCall(
        statement.rels().types().notNull(ScalarType.BOOLEAN), ArgumentsOperator.INSTANCE, operands);
  }

  /** The function's column is the last; it is called as the alias is, if that names no columns. */
  private FromAnalyzer.Result named(
      FromAnalyzer.Result left, RelNode rel, FunctionReference item, String function) {
    Alias alias = item.alias();
    Identifier given = alias == null ? null : alias.name();
    String table = given == null ? function : given.value();
    String column = table;
    if (alias != null && !alias.columns().isEmpty()) {
      if (alias.columns().size() > 1) {
        throw Failures.at(
                alias.position(),
                ErrorCode.INVALID_COLUMN_REFERENCE,
                "table \"{name}\" has 1 columns available but {given} columns specified")
            .with("name", table)
            .with("given", alias.columns().size());
      }
      column = alias.columns().get(0).name().value();
    }
    int last = rel.getRowType().getFieldCount() - 1;
    NamedColumn value = new NamedColumn(column, statement.rels().rex().makeInputRef(rel, last));
    List<NamedTable> tables = new ArrayList<>(left.scope().tables());
    tables.add(new NamedTable(table, null, List.of(value), List.of()));
    Scope.checkDistinct(tables, item.position());
    List<NamedColumn> visible = new ArrayList<>(left.scope().visible());
    visible.add(value);
    Scope scope =
        new Scope(
            statement.rels().cluster(), surroundings.outer(), rel.getRowType(), tables, visible);
    return new FromAnalyzer.Result(rel, scope);
  }
}
