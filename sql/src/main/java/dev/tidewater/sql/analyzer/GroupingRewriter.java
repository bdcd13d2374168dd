package dev.tidewater.sql.analyzer;

import com.google.common.collect.ImmutableSet;
import dev.tidewater.sql.analyzer.AggregateUses.Reference;
import dev.tidewater.sql.analyzer.ExpressionContext.ColumnUse;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * Turns expressions over the rows of FROM, with stand-ins for aggregates, into expressions over the
 * groups: keys, then aggregates. Anything else of a row is an error.
 */
final class GroupingRewriter extends RexShuttle {
  /**
   * What the columns of a group are: keys, then aggregates, then calls of GROUPING.
   *
   * @param firstGrouping the first column of GROUPING
   */
  record Columns(List<RexNode> keys, GroupingCalls groupings, int firstGrouping) {}

  private final RexBuilder rex;
  private final Columns columns;
  private final List<RexNode> keys;
  private final RelDataType groupType;
  private final Map<RexNode, ColumnUse> references;
  private final Scope scope;
  private final StatementAnalysis statement;
  private final Set<CorrelationId> correlations = new LinkedHashSet<>();

  GroupingRewriter(
      StatementAnalysis statement,
      Columns columns,
      RelDataType groupType,
      Map<RexNode, ColumnUse> references,
      Scope scope) {
    this.statement = statement;
    this.rex = statement.rels().rex();
    this.columns = columns;
    this.keys = columns.keys();
    this.groupType = groupType;
    this.references = references;
    this.scope = scope;
  }

  static boolean containsAggregate(RexNode node) {
    boolean[] found = {false};
    node.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitCall(RexCall call) {
            found[0] |= call.op instanceof Reference;
            return super.visitCall(call);
          }
        });
    return found[0];
  }

  RexNode rewrite(RexNode node) {
    return apply(node);
  }

  /** Fails if an argument that belongs to a group as a whole is not made of its keys. */
  void checkDirect(RexNode argument) {
    try {
      apply(argument);
    } catch (TidewaterException e) {
      throw e.detail("Direct arguments of an ordered-set aggregate must use only grouped columns.");
    }
  }

  /** How rewritten queries refer to a group; since the last time this was asked. */
  ImmutableSet<CorrelationId> takeCorrelations() {
    ImmutableSet<CorrelationId> taken = ImmutableSet.copyOf(correlations);
    correlations.clear();
    return taken;
  }

  @Override
  public RexNode visitCall(RexCall call) {
    int key = keys.indexOf(call);
    if (key >= 0 && !RexUtil.isConstant(call)) {
      return column(key);
    }
    if (call.op instanceof Reference reference) {
      return column(keys.size() + reference.index());
    }
    if (call.op instanceof GroupingCalls.Operator) {
      return column(columns.firstGrouping() + columns.groupings().indexOf(call));
    }
    return super.visitCall(call);
  }

  @Override
  public RexNode visitInputRef(RexInputRef ref) {
    int key = keys.indexOf(ref);
    if (key < 0) {
      ColumnUse use = references.getOrDefault(ref, new ColumnUse(ref.getName(), Position.NONE));
      throw Failures.at(
              use.position(),
              ErrorCode.GROUPING_ERROR,
              "column \"{column}\" must appear in the GROUP BY clause or be used in an aggregate"
                  + " function")
          .with("column", use.name());
    }
    return column(key);
  }

  @Override
  public RexNode visitSubQuery(RexSubQuery subQuery) {
    RexSubQuery operandsDone = (RexSubQuery) super.visitSubQuery(subQuery);
    RelNode rel = operandsDone.rel;
    for (CorrelationId id : scope.correlationsIn(rel)) {
      CorrelationId groupId = statement.rels().cluster().createCorrel();
      CorrelationRewriter rewriter =
          new CorrelationRewriter(id, column -> groupColumn(column, groupId));
      rel = rewriter.rewrite(rel);
      correlations.add(groupId);
    }
    return operandsDone.clone(rel);
  }

  /** What an inner query sees of a group for a column of FROM. */
  private RexNode groupColumn(int column, CorrelationId groupId) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i) instanceof RexInputRef ref && ref.getIndex() == column) {
        return rex.makeFieldAccess(rex.makeCorrel(groupType, groupId), i);
      }
    }
    throw Failures.at(
            Position.NONE,
            ErrorCode.GROUPING_ERROR,
            "subquery uses ungrouped column \"{column}\" from outer query")
        .with("column", scope.rowType().getFieldNames().get(column));
  }

  private RexNode column(int index) {
    return rex.makeInputRef(groupType.getFieldList().get(index).getType(), index);
  }
}
