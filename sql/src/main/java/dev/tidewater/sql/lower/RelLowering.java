package dev.tidewater.sql.lower;

import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Binding;
import dev.tidewater.plan.RelationPlan.Constant;
import dev.tidewater.plan.RelationPlan.ConstantRow;
import dev.tidewater.plan.RelationPlan.Get;
import dev.tidewater.plan.RelationPlan.LetRef;
import dev.tidewater.plan.RelationPlan.Negate;
import dev.tidewater.plan.RelationPlan.Recursive;
import dev.tidewater.plan.RelationPlan.Threshold;
import dev.tidewater.plan.RelationPlan.TopK;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.RelationType.ColumnType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.sql.rel.CollectionTable;
import dev.tidewater.sql.rel.ConstantRows;
import dev.tidewater.sql.rel.FunctionRows;
import dev.tidewater.sql.rel.Recursion;
import dev.tidewater.sql.rel.RecursionVariable;
import dev.tidewater.types.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Lowers a tree of Calcite's operators. One for each tree. */
public final class RelLowering {
  private final Functions functions;
  private final Plans plans = new Plans();
  private final JoinLowering joins;
  private final AggregateLowering aggregates;
  private final SortedSet<Long> collections = new TreeSet<>();

  /** What stands in the plan for the bindings of recursions. */
  private final Map<Integer, Integer> bindings = new HashMap<>();

  public RelLowering(Functions functions) {
    this.functions = functions;
    this.joins = new JoinLowering(functions, plans);
    this.aggregates = new AggregateLowering(functions);
  }

  /** Numbers of the collections that the lowered plans get. */
  public SortedSet<Long> collections() {
    return collections;
  }

  public RelationPlan lower(RelNode rel) {
    if (rel instanceof TableScan scan) {
      return get(scan);
    } else if (rel instanceof ConstantRows rows) {
      return rows(rows);
    } else if (rel instanceof Values values) {
      return values(values);
    } else if (rel instanceof Filter filter) {
      return filter(filter);
    } else if (rel instanceof Project project) {
      return project(project);
    } else if (rel instanceof Join join) {
      return join(join);
    } else if (rel instanceof Aggregate aggregate) {
      return aggregates.lower(aggregate, lower(aggregate.getInput()));
    } else if (rel instanceof Union union) {
      RelationPlan all = Plans.union(lowerAll(union.getInputs()));
      return union.all ? all : Plans.distinct(all);
    } else if (rel instanceof Intersect intersect) {
      return intersect(lowerAll(intersect.getInputs()), intersect.all);
    } else if (rel instanceof Minus minus) {
      return except(lowerAll(minus.getInputs()), minus.all);
    } else if (rel instanceof Sort sort) {
      return topK(sort);
    } else if (rel instanceof RecursionVariable variable) {
      return new LetRef(bindingOf(variable.binding()), RelTypes.of(variable.getRowType()));
    } else if (rel instanceof Recursion recursion) {
      return recursion(recursion);
    }
    throw ScalarLowering.notSupported("this kind of correlated subquery");
  }

  /** An expression over the columns of an input, or of none. */
  public ScalarExpr lower(RexNode node, RelationType input) {
    return new ScalarLowering(functions, input).lower(node);
  }

  private List<RelationPlan> lowerAll(List<RelNode> rels) {
    return rels.stream().map(this::lower).toList();
  }

  private ScalarLowering over(RelationPlan input) {
    return new ScalarLowering(functions, input.type());
  }

  private RelationPlan get(TableScan scan) {
    CollectionTable table = scan.getTable().unwrap(CollectionTable.class);
    if (table == null) {
      throw new IllegalStateException("a table that is not ours: " + scan.getTable());
    }
    collections.add(table.collectionId());
    List<ColumnType> columns = new ArrayList<>();
    for (Column column : table.schema().columns()) {
      columns.add(new ColumnType(column.type(), column.nullable()));
    }
    return new Get(table.collectionId(), new RelationType(columns));
  }

  private RelationPlan rows(ConstantRows rows) {
    ScalarLowering scalars = over(Plans.unit());
    List<List<ScalarExpr>> lowered = rows.rows().stream().map(scalars::lowerAll).toList();
    boolean constant = lowered.stream().flatMap(List::stream).allMatch(Literal.class::isInstance);
    if (!constant) {
      return Plans.union(lowered.stream().map(row -> Plans.project(Plans.unit(), row)).toList());
    }
    List<ConstantRow> constants = lowered.stream().map(Plans::row).toList();
    RelationType type = RowTypes.union(lowered.stream().map(RowTypes::of).toList());
    return new Constant(constants, type);
  }

  /** Calcite's own: a row of small numbers where there is no FROM, or no row at all. */
  private RelationPlan values(Values values) {
    RelationType type = RelTypes.of(values.getRowType());
    if (values.getTuples().isEmpty()) {
      return Plans.empty(type);
    }
    ScalarLowering scalars = over(Plans.unit());
    List<ConstantRow> rows = new ArrayList<>();
    for (List<RexLiteral> tuple : values.getTuples()) {
      rows.add(Plans.row(tuple.stream().map(scalars::lower).toList()));
    }
    return new Constant(rows, type);
  }

  private RelationPlan project(Project project) {
    RelationPlan input = lower(project.getInput());
    return project.containsOver()
        ? new WindowLowering(functions).lower(project.getProjects(), input)
        : Plans.project(input, over(input).lowerAll(project.getProjects()));
  }

  private RelationPlan filter(Filter filter) {
    RelationPlan input =
        filter.getInput() instanceof Join join && wantsUnmarked(filter, join)
            ? marks(join)
                .lowerFalse(lower(join.getLeft()), lower(join.getRight()), join.getCondition())
            : lower(filter.getInput());
    return FirstRowsOfWindows.filter(input, over(input).lower(filter.getCondition()));
  }

  /** Whether only rows with a mark of FALSE can pass. */
  private static boolean wantsUnmarked(Filter filter, Join join) {
    if (join.getJoinType() != JoinRelType.LEFT_MARK) {
      return false;
    }
    int mark = join.getRowType().getFieldCount() - 1;
    return RelOptUtil.conjunctions(filter.getCondition()).stream()
        .anyMatch(
            conjunct ->
                conjunct instanceof RexCall call
                    && call.getKind() == SqlKind.NOT
                    && call.getOperands().get(0) instanceof RexInputRef ref
                    && ref.getIndex() == mark);
  }

  private MarkLowering marks(Join join) {
    return new MarkLowering(functions, plans, joins, join.getCluster().getRexBuilder());
  }

  private RelationPlan join(Join join) {
    RelationPlan left = lower(join.getLeft());
    FunctionRows function = FunctionRows.of(join.getRight());
    if (function != null) {
      return new FunctionLowering(functions).lower(join, left, function);
    }
    RelationPlan right = lower(join.getRight());
    RexNode condition = join.getCondition();
    return switch (join.getJoinType()) {
      case INNER -> joins.inner(left, right, condition);
      case LEFT -> joins.left(left, right, condition);
      case RIGHT -> joins.right(left, right, condition);
      case FULL -> joins.full(left, right, condition);
      case SEMI -> joins.semi(left, right, condition);
      case ANTI -> joins.anti(left, right, condition);
      case LEFT_MARK -> marks(join).lower(left, right, condition);
      case ASOF, LEFT_ASOF -> throw ScalarLowering.notSupported("ASOF JOIN");
    };
  }

  /** EXCEPT ALL takes away as many copies as the right side has; EXCEPT all of them. */
  private static RelationPlan except(List<RelationPlan> inputs, boolean all) {
    RelationPlan result = all ? inputs.get(0) : Plans.distinct(inputs.get(0));
    for (RelationPlan right : inputs.subList(1, inputs.size())) {
      result = minus(result, all ? right : Plans.distinct(right));
    }
    return result;
  }

  private static RelationPlan minus(RelationPlan left, RelationPlan right) {
    RelationPlan sum = Plans.union(List.of(left, new Negate(right, right.type())));
    return new Threshold(sum, sum.type());
  }

  /** The common part: what is left of one side after what the other does not have is gone. */
  private RelationPlan intersect(List<RelationPlan> inputs, boolean all) {
    RelationPlan result = all ? inputs.get(0) : Plans.distinct(inputs.get(0));
    for (RelationPlan right : inputs.subList(1, inputs.size())) {
      RelationPlan other = all ? right : Plans.distinct(right);
      result = plans.let(result, left -> minus(left, minus(left, other)));
    }
    return result;
  }

  private RelationPlan topK(Sort sort) {
    RelationPlan input = lower(sort.getInput());
    OptionalLong limit = count(sort.fetch);
    long offset = count(sort.offset).orElse(0);
    if (limit.isEmpty() && offset == 0) {
      return input;
    }
    return new TopK(
        input,
        List.of(),
        SortKeys.of(sort.getCollation().getFieldCollations()),
        limit,
        offset,
        input.type());
  }

  private RelationPlan recursion(Recursion recursion) {
    recursion.ids().forEach(id -> bindings.put(id, plans.nextId()));
    List<Integer> ids = recursion.ids().stream().map(this::bindingOf).toList();
    List<RelationPlan> values = lowerAll(recursion.values());
    List<Binding> bound =
        IntStream.range(0, ids.size())
            .mapToObj(i -> new Binding(ids.get(i), values.get(i)))
            .toList();
    return new Recursive(bound, lower(recursion.body()), recursion.limit());
  }

  private int bindingOf(int id) {
    Integer binding = bindings.get(id);
    if (binding == null) {
      throw new IllegalStateException("not in the recursion of binding " + id);
    }
    return binding;
  }

  private static OptionalLong count(@Nullable RexNode node) {
    if (node == null) {
      return OptionalLong.empty();
    }
    Long value = ((RexLiteral) node).getValueAs(Long.class);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
