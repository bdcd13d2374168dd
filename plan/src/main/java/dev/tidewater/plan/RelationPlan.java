package dev.tidewater.plan;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A relational operator over changing multisets of rows (Z-sets). Immutable; the tree is closed:
 * what it needs is in it. The same tree answers a query once and maintains a view.
 */
public sealed interface RelationPlan {
  RelationType type();

  /** Reads a collection, named by its number in the store. */
  record Get(long collection, RelationType type) implements RelationPlan {}

  /** Rows that are always there; each in the Java form of its values. */
  record Constant(List<ConstantRow> rows, RelationType type) implements RelationPlan {
    public Constant {
      rows = List.copyOf(rows);
    }
  }

  /** Values may be null, hence an array and not an immutable list. Equal by the values. */
  record ConstantRow(@Nullable Object[] values, long diff) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ConstantRow row
          && diff == row.diff
          && Arrays.equals(values, row.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values) * 31 + Long.hashCode(diff);
    }
  }

  /** Keeps rows for which the predicate is true (not NULL). */
  record Filter(RelationPlan input, ScalarExpr predicate, RelationType type)
      implements RelationPlan {}

  /** One expression for each output column. */
  record Project(RelationPlan input, List<ScalarExpr> outputs, RelationType type)
      implements RelationPlan {
    public Project {
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * Behind each input row, each row that set-returning functions give side by side: the input's
   * columns, then those of each call. A function that ends before another gives NULLs from there.
   */
  record FlatMap(RelationPlan input, List<SetCall> calls, Numbering numbering, RelationType type)
      implements RelationPlan {
    public FlatMap {
      calls = List.copyOf(calls);
    }

    /** The arguments of all calls. */
    public List<ScalarExpr> args() {
      return calls.stream().flatMap(call -> call.args().stream()).toList();
    }
  }

  /**
   * A call of a set-returning function.
   *
   * @param function its identity in the function catalog, for example {@code
   *     generate_series(int4,int4)}
   * @param args over the input's columns
   * @param columns how many columns it gives
   */
  record SetCall(String function, List<ScalarExpr> args, int columns) {
    public SetCall {
      args = List.copyOf(args);
    }
  }

  /** Whether the rows behind an input row are numbered. */
  enum Numbering {
    NONE,
    /** WITH ORDINALITY: a last column, a bigint, counts them from 1. */
    ORDINALITY
  }

  /** Sum of the inputs: UNION ALL. */
  record Union(List<RelationPlan> inputs, RelationType type) implements RelationPlan {
    public Union {
      inputs = List.copyOf(inputs);
    }
  }

  /** Turns every diff's sign. */
  record Negate(RelationPlan input, RelationType type) implements RelationPlan {}

  /** Drops rows whose multiplicity is not positive; with {@link Negate} gives EXCEPT ALL. */
  record Threshold(RelationPlan input, RelationType type) implements RelationPlan {}

  /** How a join treats left rows. */
  enum JoinKind {
    INNER,
    /** Left rows without a partner come once, with NULLs on the right. */
    LEFT,
    /** Left rows with a partner, each as often as it is there; gives the left columns only. */
    SEMI,
    /** Left rows without a partner; gives the left columns only. */
    ANTI
  }

  /**
   * Pairs rows whose keys are equal and not NULL. Without keys every pair meets (cross join).
   *
   * @param residual a condition over left and right columns, for inner joins only; the others are
   *     lowered so that they need none
   */
  record Join(
      RelationPlan left,
      RelationPlan right,
      JoinKind kind,
      List<ScalarExpr> leftKeys,
      List<ScalarExpr> rightKeys,
      @Nullable ScalarExpr residual,
      RelationType type)
      implements RelationPlan {
    public Join {
      leftKeys = List.copyOf(leftKeys);
      rightKeys = List.copyOf(rightKeys);
      if (leftKeys.size() != rightKeys.size()) {
        throw new IllegalArgumentException("a join has as many left as right keys");
      }
      if (residual != null && kind != JoinKind.INNER) {
        throw new IllegalArgumentException("only an inner join has a residual condition");
      }
    }
  }

  /**
   * Groups by the keys, NULLs alike. Gives the keys, then the aggregates. Without aggregates it is
   * DISTINCT. Without keys there is always exactly one row, even over no input.
   */
  record Reduce(
      RelationPlan input, List<ScalarExpr> keys, List<Aggregate> aggregates, RelationType type)
      implements RelationPlan {
    public Reduce {
      keys = List.copyOf(keys);
      aggregates = List.copyOf(aggregates);
    }
  }

  /**
   * The first rows of each group in an order; ties are broken by the whole row, so that the outcome
   * is determined. Column positions count in the input, whose columns it gives out.
   */
  record TopK(
      RelationPlan input,
      List<Integer> groupColumns,
      List<SortKey> order,
      OptionalLong limit,
      long offset,
      RelationType type)
      implements RelationPlan {
    public TopK {
      groupColumns = List.copyOf(groupColumns);
      order = List.copyOf(order);
    }
  }

  /**
   * Puts behind each row the values of window functions, over the rows of the same partition in an
   * order. Rows that the order does not tell apart are taken in the order of the whole row, so that
   * the outcome is determined; each copy of a row counts by itself.
   *
   * @param partitionColumns positions in the input
   */
  record Window(
      RelationPlan input,
      List<Integer> partitionColumns,
      List<SortKey> order,
      List<WindowFunction> functions,
      RelationType type)
      implements RelationPlan {
    public Window {
      partitionColumns = List.copyOf(partitionColumns);
      order = List.copyOf(order);
      functions = List.copyOf(functions);
    }
  }

  /**
   * Keeps each row for as long as its own columns say: at a logical time only the rows are there
   * whose bounds it lies within. Rows come and go without a change of the input.
   */
  record TemporalFilter(RelationPlan input, List<TimeBound> bounds, RelationType type)
      implements RelationPlan {
    public TemporalFilter {
      bounds = List.copyOf(bounds);
    }
  }

  /** Makes {@code value} available in {@code body} under a name; computed once. */
  record Let(int id, RelationPlan value, RelationPlan body) implements RelationPlan {
    @Override
    public RelationType type() {
      return body.type();
    }
  }

  /** The value of an enclosing {@link Let}. */
  record LetRef(int id, RelationType type) implements RelationPlan {}

  /**
   * Computes bindings that refer to themselves and to one another. All begin empty; round for round
   * each becomes what its plan gives, where a {@link LetRef} to an earlier binding means its value
   * of this round and one to a later or to itself that of the round before; until nothing changes.
   *
   * @param bindings in their order
   * @param body sees the final values
   * @param limit on the rounds
   */
  record Recursive(List<Binding> bindings, RelationPlan body, RecursionLimit limit)
      implements RelationPlan {
    public Recursive {
      bindings = List.copyOf(bindings);
    }

    @Override
    public RelationType type() {
      return body.type();
    }
  }

  /** A plan under the name of which it and others can refer to its value. */
  record Binding(int id, RelationPlan value) {}

  /**
   * How many rounds a recursion may take.
   *
   * @param atLimit what happens when that many do not suffice
   */
  record RecursionLimit(long rounds, AtLimit atLimit) {
    /** More than sensible recursions take; one without an end stops there. */
    public static final RecursionLimit DEFAULT = new RecursionLimit(1_000_000, AtLimit.FAIL);
  }

  /** What happens at the limit of a recursion. */
  enum AtLimit {
    FAIL,
    /** The values of the last round are taken as final. */
    RETURN
  }

  /** One visit method for each operator, so that a new operator breaks the compile. */
  interface Visitor<R> {
    R visitGet(Get plan);

    R visitConstant(Constant plan);

    R visitFilter(Filter plan);

    R visitProject(Project plan);

    R visitFlatMap(FlatMap plan);

    R visitUnion(Union plan);

    R visitNegate(Negate plan);

    R visitThreshold(Threshold plan);

    R visitJoin(Join plan);

    R visitReduce(Reduce plan);

    R visitTopK(TopK plan);

    R visitWindow(Window plan);

    R visitTemporalFilter(TemporalFilter plan);

    R visitLet(Let plan);

    R visitLetRef(LetRef plan);

    R visitRecursive(Recursive plan);
  }

  default <R> R accept(Visitor<R> visitor) {
    if (this instanceof Get p) {
      return visitor.visitGet(p);
    } else if (this instanceof Constant p) {
      return visitor.visitConstant(p);
    } else if (this instanceof Filter p) {
      return visitor.visitFilter(p);
    } else if (this instanceof Project p) {
      return visitor.visitProject(p);
    } else if (this instanceof FlatMap p) {
      return visitor.visitFlatMap(p);
    } else if (this instanceof Union p) {
      return visitor.visitUnion(p);
    } else if (this instanceof Negate p) {
      return visitor.visitNegate(p);
    } else if (this instanceof Threshold p) {
      return visitor.visitThreshold(p);
    } else if (this instanceof Join p) {
      return visitor.visitJoin(p);
    } else if (this instanceof Reduce p) {
      return visitor.visitReduce(p);
    } else if (this instanceof TopK p) {
      return visitor.visitTopK(p);
    } else if (this instanceof Window p) {
      return visitor.visitWindow(p);
    } else if (this instanceof TemporalFilter p) {
      return visitor.visitTemporalFilter(p);
    } else if (this instanceof Let p) {
      return visitor.visitLet(p);
    } else if (this instanceof LetRef p) {
      return visitor.visitLetRef(p);
    } else if (this instanceof Recursive p) {
      return visitor.visitRecursive(p);
    }
    throw new AssertionError(this);
  }
}
