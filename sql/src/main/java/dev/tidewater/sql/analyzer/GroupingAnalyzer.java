package dev.tidewater.sql.analyzer;

import com.google.common.collect.ImmutableSet;
import dev.tidewater.sql.analyzer.AggregateUses.Duplicates;
import dev.tidewater.sql.analyzer.AggregateUses.SortedBy;
import dev.tidewater.sql.analyzer.AggregateUses.Use;
import dev.tidewater.sql.analyzer.SelectAnalyzer.Grouped;
import dev.tidewater.sql.analyzer.SelectAnalyzer.Outputs;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.ColumnReference;
import dev.tidewater.sql.ast.QueryBody.GroupBy;
import dev.tidewater.sql.ast.QueryBody.Select;
import dev.tidewater.sql.rel.AggregateOperator;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** GROUP BY, HAVING and the aggregates of one SELECT. */
final class GroupingAnalyzer {
  private final StatementAnalysis statement;
  private final ExpressionContext context;
  private final Outputs outputs;

  /**
   * @param context of the SELECT list, whose aggregates have been collected
   * @param outputs the SELECT list and what ORDER BY added
   */
  GroupingAnalyzer(StatementAnalysis statement, ExpressionContext context, Outputs outputs) {
    this.statement = statement;
    this.context = context;
    this.outputs = outputs;
  }

  Grouped analyze(Select select, RelNode input) {
    GroupBy groupBy = select.groupBy();
    GroupingSets grouping = new GroupingSets(this::key);
    List<Set<Integer>> sets = groupBy == null ? List.of(Set.of()) : grouping.of(groupBy);
    List<RexNode> keys = grouping.keys();
    Expression having = select.having();
    RexNode condition =
        having == null
            ? null
            : new ExpressionAnalyzer(statement, context.in(Clause.HAVING))
                .analyzeCondition(having, "HAVING");
    AggregateUses uses = aggregates();
    boolean grouped = groupBy != null || having != null || !uses.isEmpty();
    if (!grouped && new GroupingCalls(keys, outputs.nodes, null).isEmpty()) {
      return new Grouped(input, outputs.nodes, scope().takeCorrelations());
    }
    if (sets.size() == 1) {
      new DependentColumns(scope()).addTo(keys, new HashSet<>(context.references().keySet()));
      sets = List.of(new TreeSet<>(IntStream.range(0, keys.size()).boxed().toList()));
    }
    return group(input, new Keys(keys, sets), condition, uses);
  }

  private Scope scope() {
    Scope scope = context.scope();
    if (scope == null) {
      throw new IllegalStateException("grouping without a scope");
    }
    return scope;
  }

  private AggregateUses aggregates() {
    AggregateUses uses = context.aggregates();
    if (uses == null) {
      throw new IllegalStateException("grouping without aggregates");
    }
    return uses;
  }

  /** Keys, and the sets of them to group by. */
  private record Keys(List<RexNode> all, List<Set<Integer>> sets) {}

  /** A column of FROM goes before an output of the same name, unlike in ORDER BY. */
  private RexNode key(Expression expression) {
    boolean isInputColumn =
        expression instanceof ColumnReference reference
            && !reference.name().isQualified()
            && scope().visible().stream()
                .anyMatch(column -> column.name().equals(reference.name().last()));
    int output =
        isInputColumn
            ? -1
            : OutputReferences.find(expression, outputs.names, outputs.nodes, "GROUP BY");
    if (output < 0) {
      return new ExpressionAnalyzer(statement, context.withoutAggregates(Clause.GROUP_BY))
          .analyzeSettled(expression);
    }
    RexNode node = outputs.nodes.get(output);
    if (RexOver.containsOver(node)) {
      throw Failures.at(
          outputs.positions.get(output),
          ErrorCode.WINDOWING_ERROR,
          "window functions are not allowed in GROUP BY");
    }
    if (GroupingRewriter.containsAggregate(node)) {
      throw Failures.at(
          outputs.positions.get(output),
          ErrorCode.GROUPING_ERROR,
          "aggregate functions are not allowed in GROUP BY");
    }
    return node;
  }

  private Grouped group(
      RelNode input, Keys groupKeys, @Nullable RexNode having, AggregateUses uses) {
    List<RexNode> keys = groupKeys.all();
    List<RexNode> prepared = new ArrayList<>(keys);
    List<AggregateCall> calls = new ArrayList<>();
    for (Use use : uses.uses()) {
      calls.add(call(use, prepared));
    }
    boolean inner = context.surroundings().outer() != null;
    if (keys.isEmpty() && inner && calls.stream().noneMatch(GroupingAnalyzer::isCount)) {
      // Decorrelation keeps the one row over no input only where it sees a count.
      calls.add(countRows());
    }
    if (calls.isEmpty() && groupKeys.sets().stream().anyMatch(Set::isEmpty)) {
      // Without keys and aggregates there is a row even over no input, which only a count gives.
      calls.add(countRows());
    }
    RelNode project = project(input, prepared);
    GroupingCalls groupings = new GroupingCalls(keys, outputs.nodes, having);
    RelNode rel =
        groupKeys.sets().size() == 1 && groupings.isEmpty()
            ? aggregate(project, ImmutableBitSet.range(keys.size()), calls)
            : new GroupingUnion(statement, keys, calls, groupings)
                .of(groupKeys.sets(), set -> aggregate(project, ImmutableBitSet.of(set), calls));
    GroupingRewriter rewriter =
        new GroupingRewriter(
            statement,
            new GroupingRewriter.Columns(keys, groupings, keys.size() + calls.size()),
            rel.getRowType(),
            context.references(),
            scope());
    uses.uses()
        .forEach(use -> use.arguments().subList(0, use.direct()).forEach(rewriter::checkDirect));
    if (having != null) {
      RexNode condition = rewriter.rewrite(having);
      rel = LogicalFilter.create(rel, condition, rewriter.takeCorrelations());
    }
    List<RexNode> rewritten = outputs.nodes.stream().map(rewriter::rewrite).toList();
    return new Grouped(rel, rewritten, rewriter.takeCorrelations());
  }

  private static RelNode aggregate(RelNode input, ImmutableBitSet keys, List<AggregateCall> calls) {
    return LogicalAggregate.create(input, List.of(), keys, (List<ImmutableBitSet>) null, calls);
  }

  /** An aggregate needs its input to have a column, or at least to be projected. */
  private RelNode project(RelNode input, List<RexNode> prepared) {
    if (prepared.isEmpty()) {
      return input;
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < prepared.size(); i++) {
      names.add("g" + i);
    }
    return LogicalProject.create(
        input, List.of(), prepared, names, ImmutableSet.copyOf(correlationsIn(prepared)));
  }

  private Set<CorrelationId> correlationsIn(List<RexNode> nodes) {
    Set<CorrelationId> used = new LinkedHashSet<>();
    for (RexNode node : nodes) {
      node.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitSubQuery(RexSubQuery subQuery) {
              used.addAll(scope().correlationsIn(subQuery.rel));
              return super.visitSubQuery(subQuery);
            }
          });
    }
    return used;
  }

  private AggregateCall call(Use use, List<RexNode> prepared) {
    List<Integer> arguments =
        Stream.concat(use.arguments().stream(), use.order().stream().map(SortedBy::value))
            .map(argument -> column(argument, prepared))
            .toList();
    RexNode filter = use.filter();
    int filterColumn = filter == null ? -1 : column(isTrue(filter), prepared);
    var types = statement.rels().types();
    RelDataType type = use.isCount() ? types.notNull(use.type()) : types.nullable(use.type());
    SqlAggFunction function =
        use.isCount()
            ? SqlStdOperatorTable.COUNT
            : new AggregateOperator(
                use.signature().identity(),
                type,
                use.order().stream().map(SortedBy::order).toList());
    return AggregateCall.create(
        function,
        use.duplicates() == Duplicates.DISTINCT,
        false,
        false,
        List.of(),
        arguments,
        filterColumn,
        null,
        RelCollations.EMPTY,
        type,
        null);
  }

  private AggregateCall countRows() {
    return AggregateCall.create(
        SqlStdOperatorTable.COUNT,
        false,
        false,
        false,
        List.of(),
        List.of(),
        -1,
        null,
        RelCollations.EMPTY,
        statement.rels().types().notNull(ScalarType.INT8),
        null);
  }

  private static boolean isCount(AggregateCall call) {
    return call.getAggregation().equals(SqlStdOperatorTable.COUNT);
  }

  private RexNode isTrue(RexNode condition) {
    return condition.getType().isNullable()
        ? statement
            .rels()
            .rex()
            .makeCall(
                statement.rels().types().notNull(ScalarType.BOOLEAN),
                SqlStdOperatorTable.IS_TRUE,
                List.of(condition))
        : condition;
  }

  private static int column(RexNode node, List<RexNode> prepared) {
    int found = prepared.indexOf(node);
    if (found >= 0) {
      return found;
    }
    prepared.add(node);
    return prepared.size() - 1;
  }
}
