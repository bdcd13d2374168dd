package dev.tidewater.engine.dataflow;

import dev.tidewater.engine.operator.ChunkFunction;
import dev.tidewater.engine.operator.ChunkOutput;
import dev.tidewater.engine.operator.ConstantOperator;
import dev.tidewater.engine.operator.FlatMapOperator;
import dev.tidewater.engine.operator.JoinOperator;
import dev.tidewater.engine.operator.JoinOperator.Unmatched;
import dev.tidewater.engine.operator.MapOperator;
import dev.tidewater.engine.operator.MeteredOperator;
import dev.tidewater.engine.operator.NegateOperator;
import dev.tidewater.engine.operator.Operator;
import dev.tidewater.engine.operator.OperatorContext;
import dev.tidewater.engine.operator.Outlet;
import dev.tidewater.engine.operator.ReduceAggregate;
import dev.tidewater.engine.operator.ReduceOperator;
import dev.tidewater.engine.operator.ScalarCompiler;
import dev.tidewater.engine.operator.SemiJoinOperator;
import dev.tidewater.engine.operator.SemiJoinOperator.Keep;
import dev.tidewater.engine.operator.ThresholdOperator;
import dev.tidewater.engine.operator.TopKOperator;
import dev.tidewater.engine.window.WindowOperator;
import dev.tidewater.plan.Aggregate;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Constant;
import dev.tidewater.plan.RelationPlan.Filter;
import dev.tidewater.plan.RelationPlan.FlatMap;
import dev.tidewater.plan.RelationPlan.Get;
import dev.tidewater.plan.RelationPlan.Join;
import dev.tidewater.plan.RelationPlan.Let;
import dev.tidewater.plan.RelationPlan.LetRef;
import dev.tidewater.plan.RelationPlan.Negate;
import dev.tidewater.plan.RelationPlan.Project;
import dev.tidewater.plan.RelationPlan.Reduce;
import dev.tidewater.plan.RelationPlan.Threshold;
import dev.tidewater.plan.RelationPlan.TopK;
import dev.tidewater.plan.RelationPlan.Union;
import dev.tidewater.plan.RelationPlan.Window;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.RelationType.ColumnType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.SortKey;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.RowLayout.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Compiles a plan to a {@link Dataflow}. Filters and projections are fused into the operator below
 * them, and every operator encodes its output as the one above wants to read it.
 *
 * <p>For one plan; one thread at a time.
 */
public final class DataflowBuilder {
  private final LongFunction<RowLayout> inputLayouts;
  private final ScalarCompiler compiler;
  private final OperatorContext context = new OperatorContext();
  private final List<MeteredOperator> operators = new ArrayList<>();
  private final Map<Long, Outlet> inputs = new LinkedHashMap<>();
  private final Map<Integer, Shared> shared = new HashMap<>();

  /** Rows that can be had for any number of destinations. */
  private interface Source {
    Outlet to(Destination destination);
  }

  /** The value of a Let, encoded plainly. */
  private record Shared(Outlet outlet, RowLayout layout) {}

  /**
   * @param inputLayouts how the rows of each collection are encoded
   */
  public DataflowBuilder(LongFunction<RowLayout> inputLayouts, ScalarCompiler compiler) {
    this.inputLayouts = inputLayouts;
    this.compiler = compiler;
  }

  /**
   * Compiles a plan.
   *
   * @param layout of the rows that come out, whose types are those of the plan
   */
  public Dataflow build(RelationPlan plan, RowLayout layout) {
    checkTypes(plan.type(), layout);
    Outlet result = compile(plan, Destination.of(FilterProject.identity(plan.type()), layout));
    return new Dataflow(inputs, operators, result, layout, context);
  }

  private static void checkTypes(RelationType type, RowLayout layout) {
    for (int i = 0; i < Math.max(type.arity(), layout.arity()); i++) {
      if (type.arity() != layout.arity()
          || !JoinKeys.haveSameEncoding(type.column(i).type(), layout.type(i))) {
        throw new TidewaterException(
                ErrorCode.INTERNAL_ERROR, "the plan's columns do not fit the layout at {column}")
            .with("column", i);
      }
    }
  }

  /** Compiles a plan whose rows come out in a layout without a key. */
  public Dataflow build(RelationPlan plan) {
    return build(plan, Destination.layoutOf(plan.type(), List.of()));
  }

  private Outlet compile(RelationPlan plan, Destination destination) {
    return plan.accept(new Compilation(destination));
  }

  /**
   * Adds an operator behind those whose output it takes.
   *
   * @param outlet where its output leaves
   */
  private Operator add(Operator operator, Outlet outlet) {
    MeteredOperator metered = new MeteredOperator(operator, outlet, context);
    operators.add(metered);
    return metered;
  }

  /** The last part of an operator, and where it leaves. */
  private ChunkOutput output(Destination destination, Outlet outlet) {
    List<ChunkFunction> functions = new ArrayList<>();
    boolean encodesOnly = destination.steps().size() == 1 && destination.first().isIdentity();
    if (!encodesOnly) {
      for (FilterProject step : destination.steps()) {
        functions.add(compiler.compile(step.predicates(), step.outputs(), step.input()));
      }
    }
    return new ChunkOutput(functions, destination.layout(), destination.notNull(), context, outlet);
  }

  /** Rows that are encoded in one layout, for a destination. */
  private Outlet mapped(Outlet source, RowLayout layout, Destination destination) {
    if (destination.isPlain() && haveSameEncoding(layout, destination.layout())) {
      return source;
    }
    Outlet outlet = new Outlet();
    source.connect(add(new MapOperator(layout, output(destination, outlet)), outlet), 0);
    return outlet;
  }

  private static boolean haveSameEncoding(RowLayout a, RowLayout b) {
    return a.types().equals(b.types())
        && a.keyColumns().equals(b.keyColumns())
        && a.form() == b.form()
        && IntStream.range(0, a.arity()).allMatch(i -> a.isNullable(i) == b.isNullable(i));
  }

  private final class Compilation implements RelationPlan.Visitor<Outlet> {
    private final Destination destination;

    Compilation(Destination destination) {
      this.destination = destination;
    }

    @Override
    public Outlet visitGet(Get plan) {
      Outlet source = inputs.computeIfAbsent(plan.collection(), id -> new Outlet());
      return mapped(source, inputLayouts.apply(plan.collection()), destination);
    }

    @Override
    public Outlet visitConstant(Constant plan) {
      Outlet outlet = new Outlet();
      List<SqlType> types =
          plan.type().columns().stream().map(RelationType.ColumnType::type).toList();
      add(new ConstantOperator(plan.rows(), types, context, output(destination, outlet)), outlet);
      return outlet;
    }

    @Override
    public Outlet visitFilter(Filter plan) {
      return compile(plan.input(), destination.afterFilter(plan.predicate()));
    }

    @Override
    public Outlet visitProject(Project plan) {
      return compile(plan.input(), destination.afterProject(plan.outputs(), plan.input().type()));
    }

    @Override
    public Outlet visitFlatMap(FlatMap plan) {
      RelationType input = plan.input().type();
      List<Integer> kept = List.copyOf(destination.first().usedColumns().headSet(input.arity()));
      List<ScalarExpr> columns = new ArrayList<>();
      kept.forEach(i -> columns.add(Expressions.columnsOf(input).get(i)));
      columns.addAll(plan.args());
      RowLayout layout = Destination.layoutOf(Expressions.typeOf(columns), List.of());
      Outlet source =
          compile(
              plan.input(), Destination.of(new FilterProject(List.of(), columns, input), layout));
      List<SqlType> results =
          plan.type().columns().subList(input.arity(), plan.type().arity()).stream()
              .map(ColumnType::type)
              .toList();
      Outlet outlet = new Outlet();
      source.connect(
          add(
              new FlatMapOperator(
                  layout,
                  new FlatMapOperator.Shape(kept, input.arity(), results),
                  compiler.rowSets(plan, results),
                  context,
                  output(destination, outlet)),
              outlet),
          0);
      return outlet;
    }

    @Override
    public Outlet visitUnion(Union plan) {
      Outlet outlet = new Outlet();
      for (RelationPlan input : plan.inputs()) {
        compile(input, destination).connect(outlet::send);
      }
      return outlet;
    }

    @Override
    public Outlet visitNegate(Negate plan) {
      Outlet outlet = new Outlet();
      Outlet source = compile(plan.input(), destination);
      source.connect(add(new NegateOperator(outlet), outlet), 0);
      return outlet;
    }

    @Override
    public Outlet visitThreshold(Threshold plan) {
      return byRow(plan.input(), ThresholdOperator.Kind.THRESHOLD);
    }

    private Outlet byRow(RelationPlan input, ThresholdOperator.Kind kind) {
      RelationType type = input.type();
      RowLayout layout = canonical(type);
      Outlet outlet = new Outlet();
      Outlet source = compile(input, Destination.of(FilterProject.identity(type), layout));
      source.connect(
          add(new ThresholdOperator(kind, layout, context, output(destination, outlet)), outlet),
          0);
      return outlet;
    }

    private static RowLayout canonical(RelationType type) {
      return RowLayout.of(
          type.columns().stream().map(RelationType.ColumnType::type).toList(),
          type.columns().stream().map(RelationType.ColumnType::nullable).toList(),
          List.of(),
          Form.CANONICAL);
    }

    @Override
    public Outlet visitJoin(Join plan) {
      checkKeys(plan);
      return switch (plan.kind()) {
        case INNER, LEFT -> join(plan);
        case SEMI, ANTI -> semiJoin(plan);
      };
    }

    private Outlet join(Join plan) {
      Destination behind =
          plan.residual() == null ? destination : destination.afterFilter(plan.residual());
      TreeSet<Integer> used = behind.first().usedColumns();
      int leftArity = plan.left().type().arity();
      TreeSet<Integer> rightUsed = new TreeSet<>();
      used.tailSet(leftArity).forEach(column -> rightUsed.add(column - leftArity));
      JoinKeys leftKeys =
          new JoinKeys(plan.left().type(), plan.leftKeys(), used.headSet(leftArity));
      JoinKeys rightKeys = new JoinKeys(plan.right().type(), plan.rightKeys(), rightUsed);
      Destination toLeft = leftKeys.destination(plan.left().type());
      Destination toRight = rightKeys.destination(plan.right().type());
      // The right side first: then a first step of a left join takes nothing back.
      Outlet right = compile(plan.right(), toRight);
      Source leftSource = leftSource(plan);
      Outlet left = leftSource.to(toLeft);
      Outlet outlet = new Outlet();
      JoinOperator join =
          new JoinOperator(
              leftKeys.side(toLeft.layout()),
              rightKeys.side(toRight.layout()),
              plan.kind() == RelationPlan.JoinKind.LEFT ? Unmatched.KEPT : Unmatched.DROPPED,
              context,
              output(behind, outlet));
      Operator operator = add(join, outlet);
      left.connect(operator, 0);
      right.connect(operator, 1);
      if (plan.kind() == RelationPlan.JoinKind.LEFT) {
        addRowsWithNullKey(plan, leftSource, extendedWithNulls(plan, behind), outlet);
      }
      return outlet;
    }

    private Outlet semiJoin(Join plan) {
      TreeSet<Integer> used = destination.first().usedColumns();
      JoinKeys leftKeys = new JoinKeys(plan.left().type(), plan.leftKeys(), used);
      JoinKeys rightKeys = new JoinKeys(plan.right().type(), plan.rightKeys(), Set.of());
      Destination toLeft = leftKeys.destination(plan.left().type());
      Destination toRight = rightKeys.destination(plan.right().type());
      Outlet right = compile(plan.right(), toRight);
      Source leftSource = leftSource(plan);
      Outlet left = leftSource.to(toLeft);
      Outlet outlet = new Outlet();
      Keep keep = plan.kind() == RelationPlan.JoinKind.SEMI ? Keep.MATCHED : Keep.UNMATCHED;
      SemiJoinOperator join =
          new SemiJoinOperator(
              leftKeys.side(toLeft.layout()),
              toRight.layout(),
              keep,
              context,
              output(destination, outlet));
      Operator operator = add(join, outlet);
      left.connect(operator, 0);
      right.connect(operator, 1);
      if (keep == Keep.UNMATCHED) {
        addRowsWithNullKey(plan, leftSource, destination, outlet);
      }
      return outlet;
    }

    /** The left input, which is read once however many want its rows. */
    private Source leftSource(Join plan) {
      boolean readTwice =
          (plan.kind() == RelationPlan.JoinKind.LEFT || plan.kind() == RelationPlan.JoinKind.ANTI)
              && plan.leftKeys().stream().anyMatch(ScalarExpr::nullable);
      if (!readTwice || plan.left() instanceof Get || plan.left() instanceof LetRef) {
        return to -> compile(plan.left(), to);
      }
      Destination plain = Destination.plain(plan.left().type());
      Outlet source = compile(plan.left(), plain);
      return to -> mapped(source, plain.layout(), to);
    }

    /** Left rows whose key holds a NULL have no partner and never meet the operator. */
    private void addRowsWithNullKey(
        Join plan, Source leftSource, Destination behind, Outlet outlet) {
      List<ScalarExpr> tests = new ArrayList<>();
      for (ScalarExpr key : plan.leftKeys()) {
        if (key.nullable()) {
          tests.add(new ScalarExpr.IsNull(key, ScalarType.BOOLEAN));
        }
      }
      if (!tests.isEmpty()) {
        ScalarExpr anyNull =
            tests.size() == 1 ? tests.get(0) : new ScalarExpr.Or(tests, ScalarType.BOOLEAN, false);
        leftSource.to(behind.afterFilter(anyNull)).connect(outlet::send);
      }
    }

    private Destination extendedWithNulls(Join plan, Destination behind) {
      List<ScalarExpr> outputs = new ArrayList<>(Expressions.columnsOf(plan.left().type()));
      for (RelationType.ColumnType column : plan.right().type().columns()) {
        outputs.add(new ScalarExpr.Literal(null, column.type()));
      }
      return behind.afterProject(outputs, plan.left().type());
    }

    private void checkKeys(Join plan) {
      for (int i = 0; i < plan.leftKeys().size(); i++) {
        SqlType left = plan.leftKeys().get(i).type();
        SqlType right = plan.rightKeys().get(i).type();
        if (!JoinKeys.haveSameEncoding(left, right)) {
          throw new TidewaterException(
                  ErrorCode.INTERNAL_ERROR, "join keys of types {left} and {right} can't meet")
              .with("left", left.display())
              .with("right", right.display());
        }
      }
    }

    @Override
    public Outlet visitReduce(Reduce plan) {
      if (plan.aggregates().isEmpty() && !plan.keys().isEmpty()) {
        RelationType keyType = Expressions.typeOf(plan.keys());
        return byRow(
            new Project(plan.input(), plan.keys(), keyType), ThresholdOperator.Kind.DISTINCT);
      }
      List<ScalarExpr> columns = new ArrayList<>(plan.keys());
      List<ReduceAggregate> aggregates = new ArrayList<>();
      for (Aggregate aggregate : plan.aggregates()) {
        aggregates.add(withColumns(aggregate, columns));
      }
      RelationType type = Expressions.typeOf(columns);
      RowLayout layout =
          Destination.layoutOf(type, IntStream.range(0, plan.keys().size()).boxed().toList());
      FilterProject toColumns = new FilterProject(List.of(), columns, plan.input().type());
      Outlet source = compile(plan.input(), Destination.of(toColumns, layout));
      Outlet outlet = new Outlet();
      source.connect(
          add(new ReduceOperator(layout, aggregates, context, output(destination, outlet)), outlet),
          0);
      return outlet;
    }

    /** Makes columns of the aggregate's arguments; equal expressions share one. */
    private static ReduceAggregate withColumns(Aggregate aggregate, List<ScalarExpr> columns) {
      int[] arguments = aggregate.args().stream().mapToInt(e -> positionOf(e, columns)).toArray();
      int filter =
          aggregate.filter() == null
              ? ReduceAggregate.NO_FILTER
              : positionOf(aggregate.filter(), columns);
      List<SortKey> order =
          aggregate.order().stream()
              .map(
                  key ->
                      new SortKey(positionOf(key.value(), columns), key.direction(), key.nulls()))
              .toList();
      return new ReduceAggregate(aggregate, arguments, order, filter);
    }

    private static int positionOf(ScalarExpr expr, List<ScalarExpr> columns) {
      int at = columns.indexOf(expr);
      if (at < 0) {
        at = columns.size();
        columns.add(expr);
      }
      return at;
    }

    @Override
    public Outlet visitTopK(TopK plan) {
      RowLayout layout = Destination.layoutOf(plan.input().type(), plan.groupColumns());
      Outlet source =
          compile(
              plan.input(), Destination.of(FilterProject.identity(plan.input().type()), layout));
      Outlet outlet = new Outlet();
      source.connect(
          add(
              new TopKOperator(
                  layout,
                  plan.order(),
                  plan.limit(),
                  plan.offset(),
                  context,
                  output(destination, outlet)),
              outlet),
          0);
      return outlet;
    }

    @Override
    public Outlet visitWindow(Window plan) {
      WindowInput input = WindowInput.of(plan);
      Outlet source = compile(plan.input(), Destination.of(input.columns(), input.layout()));
      Outlet outlet = new Outlet();
      source.connect(
          add(
              new WindowOperator(input.specification(), context, output(destination, outlet)),
              outlet),
          0);
      return outlet;
    }

    @Override
    public Outlet visitLet(Let plan) {
      Destination plain = Destination.plain(plan.value().type());
      Shared outer = shared.get(plan.id());
      shared.put(plan.id(), new Shared(compile(plan.value(), plain), plain.layout()));
      Outlet body = compile(plan.body(), destination);
      if (outer == null) {
        shared.remove(plan.id());
      } else {
        shared.put(plan.id(), outer);
      }
      return body;
    }

    @Override
    public Outlet visitLetRef(LetRef plan) {
      Shared value = shared.get(plan.id());
      if (value == null) {
        throw new IllegalArgumentException("no enclosing let " + plan.id());
      }
      return mapped(value.outlet(), value.layout(), destination);
    }
  }
}
