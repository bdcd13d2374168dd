package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.engine.function.SqlFunction.Kind;
import dev.tidewater.plan.RelationPlan.Numbering;
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
import dev.tidewater.sql.ast.Query.ColumnAlias;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.types.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Functions in FROM: puts behind each row of what stands before, whose columns the arguments can
 * use, the rows that the function gives.
 */
final class FunctionItems {
  private static final String UNNEST = "unnest";

  private final StatementAnalysis statement;
  private final Surroundings surroundings;

  FunctionItems(StatementAnalysis statement, Surroundings surroundings) {
    this.statement = statement;
    this.surroundings = surroundings;
  }

  FromAnalyzer.Result apply(FromAnalyzer.Result left, FunctionReference item, FromAnalyzer from) {
    ExpressionContext context =
        ExpressionContext.of(surroundings, left.scope(), Clause.FROM_FUNCTION);
    List<SetRows.Call> calls = calls(item, context);
    boolean usesColumns =
        calls.stream().flatMap(call -> call.arguments().stream()).anyMatch(FunctionItems::usesRow);
    if (usesColumns || left.scope().tables().isEmpty()) {
      return named(left, item, calls);
    }
    // A relation like any other, which can be joined by whatever condition there is.
    return from.cross(left, named(from.oneRow(), item, calls), item.position());
  }

  private static boolean usesRow(RexNode node) {
    return !RelOptUtil.InputFinder.bits(node).isEmpty()
        || RexUtil.SubQueryFinder.find(node) != null;
  }

  private List<SetRows.Call> calls(FunctionReference item, ExpressionContext context) {
    List<SetRows.Call> calls = new ArrayList<>();
    for (TableFunction function : item.functions()) {
      if (!function.columns().isEmpty()
          || (item.alias() != null && item.alias().columns().stream().anyMatch(this::isTyped))) {
        throw Failures.notSupported(function.position(), "column definition lists");
      }
      calls.addAll(calls(function.call(), context));
    }
    return calls;
  }

  private boolean isTyped(ColumnAlias column) {
    return column.type() != null;
  }

  private List<SetRows.Call> calls(Expression call, ExpressionContext context) {
    List<SqlFunction> overloads =
        call instanceof FunctionCall function
            ? statement.functions().functions(function.name().last())
            : List.of();
    if (overloads.stream().noneMatch(overload -> overload.kind() == Kind.SET_RETURNING)) {
      return List.of(value(call, context));
    }
    FunctionCall function = (FunctionCall) call;
    FunctionCalls.checkSyntax(function);
    FunctionCalls.checkScalar(function);
    List<RexNode> given =
        new ExpressionAnalyzer(statement, context)
            .analyzeAll(function.arguments().stream().map(Argument::value).toList());
    boolean several = function.name().last().equals(UNNEST) && given.size() > 1;
    List<SetRows.Call> calls = new ArrayList<>();
    for (List<RexNode> arguments :
        several ? given.stream().map(List::of).toList() : List.of(given)) {
      Chosen chosen =
          statement.calls().choose(function.name(), overloads, arguments, function.position());
      calls.add(
          new SetRows.Call(
              chosen.signature(),
              chosen.result(),
              statement.calls().castArguments(chosen, arguments, function.position())));
    }
    return calls;
  }

  /** A function that gives one value gives one row. */
  private SetRows.Call value(Expression call, ExpressionContext context) {
    RexNode value = new ExpressionAnalyzer(statement, context).analyzeSettled(call);
    SqlFunction single = statement.functions().byIdentity(Functions.VALUE_ROW);
    return new SetRows.Call(single, Coercion.typeOf(value), List.of(value));
  }

  private FromAnalyzer.Result named(
      FromAnalyzer.Result left, FunctionReference item, List<SetRows.Call> calls) {
    Numbering numbering = item.ordinality() ? Numbering.ORDINALITY : Numbering.NONE;
    RelNode rel =
        calls.size() == 1 && isValue(calls.get(0)) && numbering == Numbering.NONE
            ? new SetRows(statement)
                .extended(left.rel(), calls.get(0).arguments(), left.scope().takeCorrelations())
            : new SetRows(statement)
                .behind(left.rel(), calls, numbering, left.scope().takeCorrelations());
    String first = OutputNames.of(item.functions().get(0).call());
    Alias alias = item.alias();
    Identifier given = alias == null ? null : alias.name();
    String table = given == null ? first : given.value();
    List<String> names = names(item, calls, table);
    if (alias != null) {
      rename(names, alias, table);
    }
    int from = rel.getRowType().getFieldCount() - names.size();
    List<NamedColumn> columns = new ArrayList<>();
    for (String name : names) {
      RexNode value = statement.rels().rex().makeInputRef(rel, from + columns.size());
      columns.add(new NamedColumn(name, value));
    }
    List<NamedTable> tables = new ArrayList<>(left.scope().tables());
    tables.add(new NamedTable(table, null, columns, List.of()));
    Scope.checkDistinct(tables, item.position());
    List<NamedColumn> visible = new ArrayList<>(left.scope().visible());
    visible.addAll(columns);
    Scope scope =
        new Scope(
            statement.rels().cluster(), surroundings.outer(), rel.getRowType(), tables, visible);
    return new FromAnalyzer.Result(rel, scope);
  }

  private static boolean isValue(SetRows.Call call) {
    return call.signature().isInternal();
  }

  /** The only column of the only function is called as the table is; others as their functions. */
  private static List<String> names(
      FunctionReference item, List<SetRows.Call> calls, String table) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      SetRows.Call call = calls.get(i);
      int function = Math.min(i, item.functions().size() - 1);
      boolean single = call.columns().size() == 1;
      if (single && calls.size() == 1) {
        names.add(table);
      } else if (single && isValue(call)) {
        names.add(OutputNames.of(item.functions().get(function).call()));
      } else {
        call.columns().forEach(field -> names.add(field.name()));
      }
    }
    if (item.ordinality()) {
      names.add("ordinality");
    }
    return names;
  }

  private static void rename(List<String> names, Alias alias, String table) {
    if (alias.columns().size() > names.size()) {
      throw Failures.at(
              alias.position(),
              ErrorCode.INVALID_COLUMN_REFERENCE,
              "table \"{name}\" has {available} columns available but {given} columns specified")
          .with("name", table)
          .with("available", names.size())
          .with("given", alias.columns().size());
    }
    for (int i = 0; i < alias.columns().size(); i++) {
      names.set(i, alias.columns().get(i).name().value());
    }
  }
}
