package dev.tidewater.sql.planner;

import dev.tidewater.plan.PlanPrinter;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.RelationType.ColumnType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.sql.analyzer.AnalyzedQuery;
import dev.tidewater.sql.analyzer.AnalyzedRelation;
import dev.tidewater.sql.analyzer.Analyzer;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.sql.lower.RelLowering;
import dev.tidewater.sql.lower.ShareEqualParts;
import dev.tidewater.sql.lower.SortKeys;
import dev.tidewater.sql.optimizer.Optimizer;
import dev.tidewater.sql.optimizer.UniqueKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** From an analyzed query to a planned one. */
final class QueryPlanning {
  private static final RelationType NO_COLUMNS = new RelationType(List.of());

  private final Functions functions;
  private final Analyzer analyzer;
  private final Optimizer optimizer = new Optimizer();

  QueryPlanning(Functions functions, Analyzer analyzer) {
    this.functions = functions;
    this.analyzer = analyzer;
  }

  PlannedQuery plan(AnalyzedRelation relation) {
    return plan(new AnalyzedQuery(relation.rel(), relation.names(), List.of(), null, null));
  }

  PlannedQuery plan(AnalyzedQuery query) {
    RelNode optimized = optimizer.optimize(optimizer.decorrelate(query.rel()));
    RelLowering lowering = new RelLowering(functions);
    RelationPlan relation = ShareEqualParts.apply(lowering.lower(optimized));
    if (analyzer.isMaintained()) {
      MaintainedTime.check(relation);
    }
    int shown = query.names().size();
    PlanTemplate template = template(query, relation, lowering);
    return new PlannedQuery(
        template,
        columns(query.names(), relation.type()),
        UniqueKeys.of(optimized, shown),
        new Dependencies(analyzer.objects(), lowering.collections()),
        analyzer.parameterTypes());
  }

  private static PlanTemplate template(
      AnalyzedQuery query, RelationPlan relation, RelLowering lowering) {
    return new PlanTemplate(
        relation,
        SortKeys.of(query.order()),
        bound(query.limit(), lowering),
        bound(query.offset(), lowering),
        IntStream.range(0, query.names().size()).boxed().toList(),
        query.names());
  }

  private static @Nullable ScalarExpr bound(@Nullable RexNode node, RelLowering lowering) {
    return node == null ? null : lowering.lower(node, NO_COLUMNS);
  }

  private static List<OutputColumn> columns(List<String> names, RelationType type) {
    List<OutputColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      ColumnType column = type.column(i);
      columns.add(new OutputColumn(names.get(i), column.type(), column.nullable()));
    }
    return columns;
  }

  String explain(AnalyzedQuery query, ExplainStage stage) {
    return switch (stage) {
      case RAW -> text(query.rel());
      case DECORRELATED -> text(optimizer.decorrelate(query.rel()));
      case OPTIMIZED -> text(optimizer.optimize(optimizer.decorrelate(query.rel())));
      case PHYSICAL -> PlanPrinter.print(plan(query).template().unbound());
    };
  }

  private static String text(RelNode rel) {
    return RelOptUtil.toString(rel).replace("Logical", "");
  }
}
