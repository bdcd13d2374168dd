package dev.tidewater.plan;

import dev.tidewater.plan.RelationPlan.Binding;
import dev.tidewater.plan.RelationPlan.Constant;
import dev.tidewater.plan.RelationPlan.ConstantRow;
import dev.tidewater.plan.RelationPlan.Filter;
import dev.tidewater.plan.RelationPlan.FlatMap;
import dev.tidewater.plan.RelationPlan.Get;
import dev.tidewater.plan.RelationPlan.Join;
import dev.tidewater.plan.RelationPlan.Let;
import dev.tidewater.plan.RelationPlan.LetRef;
import dev.tidewater.plan.RelationPlan.Negate;
import dev.tidewater.plan.RelationPlan.Numbering;
import dev.tidewater.plan.RelationPlan.Project;
import dev.tidewater.plan.RelationPlan.RecursionLimit;
import dev.tidewater.plan.RelationPlan.Recursive;
import dev.tidewater.plan.RelationPlan.Reduce;
import dev.tidewater.plan.RelationPlan.TemporalFilter;
import dev.tidewater.plan.RelationPlan.Threshold;
import dev.tidewater.plan.RelationPlan.TopK;
import dev.tidewater.plan.RelationPlan.Union;
import dev.tidewater.plan.RelationPlan.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * Writes plans for people: an operator a line, its inputs below it and further right, its own
 * outcome first. The text is deterministic, so that tests can compare it.
 */
public final class PlanPrinter implements RelationPlan.Visitor<PlanPrinter> {
  private static final int MAX_CONSTANT_ROWS = 20;

  private final StringBuilder text = new StringBuilder();
  private final LongFunction<String> collectionNames;
  private int depth;

  private PlanPrinter(LongFunction<String> collectionNames) {
    this.collectionNames = collectionNames;
  }

  /** A plan by itself, collections by number. */
  public static String print(RelationPlan plan) {
    return print(plan, PlanPrinter::number);
  }

  /** A plan by itself, collections by name. */
  public static String print(RelationPlan plan, LongFunction<String> collectionNames) {
    PlanPrinter printer = new PlanPrinter(collectionNames);
    plan.accept(printer);
    return printer.text.toString();
  }

  /** A plan with its finishing. */
  public static String print(QueryPlan plan) {
    return print(plan, PlanPrinter::number);
  }

  /** A plan with its finishing, collections by name. */
  public static String print(QueryPlan plan, LongFunction<String> collectionNames) {
    PlanPrinter printer = new PlanPrinter(collectionNames);
    printer.finish(plan);
    return printer.text.toString();
  }

  private static String number(long collection) {
    return "collection " + collection;
  }

  private void finish(QueryPlan plan) {
    List<String> terms = new ArrayList<>();
    if (!plan.order().isEmpty()) {
      terms.add("order=" + order(plan.order()));
    }
    addBounds(terms, plan.limit(), plan.offset());
    if (plan.shownColumns().size() != plan.relation().type().arity()) {
      terms.add("show=" + columns(plan.shownColumns()));
    }
    if (terms.isEmpty()) {
      plan.relation().accept(this);
    } else {
      line("Finish " + String.join(" ", terms));
      below(plan.relation());
    }
  }

  private static void addBounds(List<String> terms, OptionalLong limit, long offset) {
    limit.ifPresent(rows -> terms.add("limit=" + rows));
    if (offset != 0) {
      terms.add("offset=" + offset);
    }
  }

  private static String order(List<SortKey> keys) {
    return keys.stream().map(PlanPrinter::sortKey).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String sortKey(SortKey key) {
    return "#" + key.column() + suffix(key.direction(), key.nulls());
  }

  private static String suffix(SortKey.Direction direction, SortKey.Nulls nulls) {
    return (direction == SortKey.Direction.ASCENDING ? " asc" : " desc")
        + (nulls == SortKey.Nulls.FIRST ? " nulls first" : " nulls last");
  }

  private static String columns(List<Integer> columns) {
    return columns.stream().map(c -> "#" + c).collect(Collectors.joining(", ", "[", "]"));
  }

  private void line(String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
  }

  private void below(RelationPlan... inputs) {
    depth++;
    for (RelationPlan input : inputs) {
      input.accept(this);
    }
    depth--;
  }

  private PlanPrinter operator(String line, RelationPlan... inputs) {
    line(line);
    below(inputs);
    return this;
  }

  @Override
  public PlanPrinter visitGet(Get plan) {
    return operator("Get " + collectionNames.apply(plan.collection()));
  }

  @Override
  public PlanPrinter visitConstant(Constant plan) {
    String rows =
        plan.rows().stream()
            .limit(MAX_CONSTANT_ROWS)
            .map(row -> row(row, plan.type()))
            .collect(Collectors.joining(" "));
    int more = plan.rows().size() - MAX_CONSTANT_ROWS;
    String rest = more > 0 ? " … " + more + " more" : "";
    return operator(("Constant " + rows + rest).strip());
  }

  private static String row(ConstantRow row, RelationType type) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < row.values().length; i++) {
      values.add(ScalarPrinter.literal(row.values()[i], type.column(i).type()));
    }
    String diff = row.diff() == 1 ? "" : "*" + row.diff();
    return "(" + String.join(", ", values) + ")" + diff;
  }

  @Override
  public PlanPrinter visitFilter(Filter plan) {
    return operator("Filter " + ScalarPrinter.print(plan.predicate()), plan.input());
  }

  @Override
  public PlanPrinter visitProject(Project plan) {
    return operator("Project " + ScalarPrinter.printAll(plan.outputs()), plan.input());
  }

  @Override
  public PlanPrinter visitFlatMap(FlatMap plan) {
    String calls =
        plan.calls().stream()
            .map(call -> call.function() + " " + ScalarPrinter.printAll(call.args()))
            .collect(Collectors.joining(", "));
    String numbered = plan.numbering() == Numbering.ORDINALITY ? " with ordinality" : "";
    return operator("FlatMap " + calls + numbered, plan.input());
  }

  @Override
  public PlanPrinter visitUnion(Union plan) {
    return operator("Union", plan.inputs().toArray(RelationPlan[]::new));
  }

  @Override
  public PlanPrinter visitNegate(Negate plan) {
    return operator("Negate", plan.input());
  }

  @Override
  public PlanPrinter visitThreshold(Threshold plan) {
    return operator("Threshold", plan.input());
  }

  @Override
  public PlanPrinter visitJoin(Join plan) {
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < plan.leftKeys().size(); i++) {
      String left = ScalarPrinter.print(plan.leftKeys().get(i));
      terms.add(left + " = " + ScalarPrinter.print(plan.rightKeys().get(i)));
    }
    ScalarExpr residual = plan.residual();
    String rest = residual == null ? "" : " residual " + ScalarPrinter.print(residual);
    String on = terms.isEmpty() ? " cross" : " on " + String.join(", ", terms);
    return operator("Join " + plan.kind() + on + rest, plan.left(), plan.right());
  }

  @Override
  public PlanPrinter visitReduce(Reduce plan) {
    String keys = ScalarPrinter.printAll(plan.keys());
    if (plan.aggregates().isEmpty()) {
      return operator("Distinct " + keys, plan.input());
    }
    String aggregates =
        plan.aggregates().stream()
            .map(PlanPrinter::aggregate)
            .collect(Collectors.joining(", ", "[", "]"));
    return operator("Reduce by " + keys + " " + aggregates, plan.input());
  }

  private static String aggregate(Aggregate aggregate) {
    String distinct = aggregate.distinct() ? "distinct " : "";
    String args =
        aggregate.args().stream()
            .map(ScalarPrinter::print)
            .collect(Collectors.joining(", ", "{", "}"));
    ScalarExpr filter = aggregate.filter();
    String where = filter == null ? "" : " filter " + ScalarPrinter.print(filter);
    return aggregate.function() + distinct + args + order(aggregate) + where;
  }

  private static String order(Aggregate aggregate) {
    return aggregate.order().isEmpty()
        ? ""
        : aggregate.order().stream()
            .map(PlanPrinter::sortExpr)
            .collect(Collectors.joining(", ", " order by [", "]"));
  }

  private static String sortExpr(SortExpr key) {
    return ScalarPrinter.print(key.value()) + suffix(key.direction(), key.nulls());
  }

  @Override
  public PlanPrinter visitTopK(TopK plan) {
    List<String> terms = new ArrayList<>();
    if (!plan.groupColumns().isEmpty()) {
      terms.add("by=" + columns(plan.groupColumns()));
    }
    terms.add("order=" + order(plan.order()));
    addBounds(terms, plan.limit(), plan.offset());
    return operator("TopK " + String.join(" ", terms), plan.input());
  }

  @Override
  public PlanPrinter visitWindow(Window plan) {
    List<String> terms = new ArrayList<>();
    if (!plan.partitionColumns().isEmpty()) {
      terms.add("by=" + columns(plan.partitionColumns()));
    }
    if (!plan.order().isEmpty()) {
      terms.add("order=" + order(plan.order()));
    }
    terms.add(
        plan.functions().stream()
            .map(WindowPrinter::print)
            .collect(Collectors.joining(", ", "[", "]")));
    return operator("Window " + String.join(" ", terms), plan.input());
  }

  @Override
  public PlanPrinter visitTemporalFilter(TemporalFilter plan) {
    String bounds =
        plan.bounds().stream()
            .map(
                bound ->
                    bound.kind().name().toLowerCase(Locale.ROOT)
                        + " "
                        + ScalarPrinter.print(bound.time()))
            .collect(Collectors.joining(", "));
    return operator("TemporalFilter " + bounds, plan.input());
  }

  @Override
  public PlanPrinter visitLet(Let plan) {
    line("Let l" + plan.id() + " =");
    below(plan.value());
    line("in");
    below(plan.body());
    return this;
  }

  @Override
  public PlanPrinter visitLetRef(LetRef plan) {
    return operator("Use l" + plan.id());
  }

  @Override
  public PlanPrinter visitRecursive(Recursive plan) {
    String limit =
        plan.limit().equals(RecursionLimit.DEFAULT)
            ? ""
            : " at most "
                + plan.limit().rounds()
                + " rounds, then "
                + plan.limit().atLimit().name().toLowerCase(Locale.ROOT);
    for (Binding binding : plan.bindings()) {
      line("Recursively l" + binding.id() + " =" + limit);
      below(binding.value());
    }
    line("in");
    below(plan.body());
    return this;
  }
}
