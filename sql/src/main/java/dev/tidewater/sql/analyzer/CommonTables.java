package dev.tidewater.sql.analyzer;

import com.google.common.collect.ImmutableSet;
import dev.tidewater.engine.function.CastContext;
import dev.tidewater.plan.RelationPlan.AtLimit;
import dev.tidewater.plan.RelationPlan.RecursionLimit;
import dev.tidewater.sql.analyzer.Surroundings.Variable;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.OptionValue;
import dev.tidewater.sql.ast.Query.ColumnAlias;
import dev.tidewater.sql.ast.Query.CommonTable;
import dev.tidewater.sql.ast.Query.With;
import dev.tidewater.sql.ast.Query.WithKind;
import dev.tidewater.sql.ast.TypeName;
import dev.tidewater.sql.rel.Recursion;
import dev.tidewater.sql.rel.ValueType;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * The queries of a WITH: what the query that they belong to sees, and what stands around it.
 *
 * @param bindings of WITH MUTUALLY RECURSIVE, whose values are computed around the query; else
 *     empty
 */
record CommonTables(
    Surroundings surroundings,
    StatementAnalysis statement,
    List<Integer> bindings,
    List<RelNode> values,
    RecursionLimit limit) {

  static CommonTables of(
      @Nullable With with, Surroundings surroundings, StatementAnalysis statement) {
    if (with == null) {
      return plain(surroundings, statement);
    }
    checkNames(with);
    return with.kind() == WithKind.MUTUALLY_RECURSIVE
        ? mutuallyRecursive(with, surroundings, statement)
        : plain(expansions(with, surroundings, statement), statement);
  }

  private static CommonTables plain(Surroundings surroundings, StatementAnalysis statement) {
    return new CommonTables(surroundings, statement, List.of(), List.of(), RecursionLimit.DEFAULT);
  }

  private static void checkNames(With with) {
    Set<String> names = new HashSet<>();
    for (CommonTable table : with.tables()) {
      if (!names.add(table.name().value())) {
        throw Failures.at(
                table.name().position(),
                ErrorCode.DUPLICATE_ALIAS,
                "WITH query name \"{name}\" specified more than once")
            .with("name", table.name().value());
      }
    }
  }

  private static Surroundings expansions(
      With with, Surroundings surroundings, StatementAnalysis statement) {
    Surroundings inner =
        with.kind() == WithKind.RECURSIVE ? surroundings.beginRecursive(with) : surroundings;
    for (CommonTable table : with.tables()) {
      // Unused ones must make sense too.
      if (with.kind() == WithKind.RECURSIVE) {
        new RecursiveTable(statement, table).analyze(inner);
      } else {
        new QueryAnalyzer(statement).analyzeRelation(table.query(), inner);
      }
      inner = inner.with(with.kind(), table);
    }
    return inner;
  }

  private static CommonTables mutuallyRecursive(
      With with, Surroundings surroundings, StatementAnalysis statement) {
    Surroundings inner = surroundings;
    List<Variable> variables = new ArrayList<>();
    for (CommonTable table : with.tables()) {
      Variable variable = declared(table, statement);
      variables.add(variable);
      inner = inner.with(table.name().value(), variable);
    }
    List<RelNode> values = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      values.add(value(with.tables().get(i), variables.get(i), inner, statement));
    }
    return new CommonTables(
        inner,
        statement,
        variables.stream().map(Variable::id).toList(),
        values,
        limit(with.options()));
  }

  private static Variable declared(CommonTable table, StatementAnalysis statement) {
    var types = statement.rels().types();
    List<String> names = new ArrayList<>();
    List<RelDataType> columns = new ArrayList<>();
    for (ColumnAlias column : table.columns()) {
      TypeName type = column.type();
      if (type == null) {
        throw Failures.at(
            column.position(),
            ErrorCode.SYNTAX_ERROR,
            "a column of WITH MUTUALLY RECURSIVE needs a type");
      }
      names.add(column.name().value());
      columns.add(types.nullable(TypeNames.resolve(type)));
    }
    return new Variable(statement.nextBinding(), names, types.createStructType(columns, names));
  }

  private static RelNode value(
      CommonTable table, Variable variable, Surroundings inner, StatementAnalysis statement) {
    Body body = new QueryAnalyzer(statement).analyzeBody(table.query(), inner, OpenColumns.KEEP);
    if (body.arity() != variable.names().size()) {
      throw Failures.at(
              table.position(),
              ErrorCode.INVALID_COLUMN_REFERENCE,
              "WITH MUTUALLY RECURSIVE query \"{name}\" has {available} columns available but"
                  + " {given} columns specified")
          .with("name", table.name())
          .with("available", body.arity())
          .with("given", variable.names().size());
    }
    List<RexNode> outputs = new ArrayList<>();
    for (int i = 0; i < body.arity(); i++) {
      SqlType type = ValueType.of(variable.rowType().getFieldList().get(i).getType());
      outputs.add(
          statement
              .coercion()
              .coerce(
                  body.outputs().get(i), type, CastContext.ASSIGNMENT, body.positions().get(i)));
    }
    return LogicalProject.create(
        body.input(), List.of(), outputs, variable.names(), body.correlations());
  }

  private static RecursionLimit limit(List<Option> options) {
    RecursionLimit limit = RecursionLimit.DEFAULT;
    for (Option option : options) {
      AtLimit atLimit =
          switch (option.name()) {
            case "RECURSION LIMIT", "ERROR AT RECURSION LIMIT" -> AtLimit.FAIL;
            case "RETURN AT RECURSION LIMIT" -> AtLimit.RETURN;
            default ->
                throw Failures.at(
                        option.position(),
                        ErrorCode.SYNTAX_ERROR,
                        "unknown option {option} of WITH MUTUALLY RECURSIVE")
                    .with("option", option.name());
          };
      limit = new RecursionLimit(rounds(option), atLimit);
    }
    return limit;
  }

  private static long rounds(Option option) {
    if (option.value() instanceof OptionValue.Constant constant
        && constant.literal() instanceof Expression.NumberLiteral number
        && number.text().matches("0*[1-9][0-9]{0,17}")) {
      return Long.parseLong(number.text());
    }
    throw Failures.at(
            option.position(),
            ErrorCode.INVALID_PARAMETER_VALUE,
            "{option} must be a whole number from 1 on")
        .with("option", option.name());
  }

  /** The query inside of the recursion, if there is one. */
  Body around(Body body) {
    if (bindings.isEmpty()) {
      return body;
    }
    List<RelNode> inputs = new ArrayList<>(values);
    inputs.add(body.project());
    RelNode rel = new Recursion(statement.rels().cluster(), bindings, inputs, limit);
    List<RexNode> outputs = new ArrayList<>();
    for (int i = 0; i < body.outputs().size(); i++) {
      outputs.add(statement.rels().rex().makeInputRef(rel, i));
    }
    return new Body(rel, outputs, body.names(), body.positions(), body.order(), ImmutableSet.of());
  }
}
