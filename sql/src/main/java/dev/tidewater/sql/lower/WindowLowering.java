package dev.tidewater.sql.lower;

import com.google.common.collect.ImmutableList;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Window;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.RelationType.ColumnType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.SortKey;
import dev.tidewater.plan.WindowFrame;
import dev.tidewater.plan.WindowFrame.Bound;
import dev.tidewater.plan.WindowFrame.BoundKind;
import dev.tidewater.plan.WindowFunction;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.sql.rel.ValueType;
import dev.tidewater.sql.rel.WindowFunctionOperator;
import dev.tidewater.sql.rel.WindowFunctionOperator.Frame;
import dev.tidewater.sql.rel.WindowFunctionOperator.Shape;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Lowers projections with window functions: an operator for each window, then the projection. */
final class WindowLowering {
  private final Functions functions;

  WindowLowering(Functions functions) {
    this.functions = functions;
  }

  /** Partition and order. */
  private record Key(List<RexNode> partition, ImmutableList<RexFieldCollation> order) {}

  RelationPlan lower(List<RexNode> projects, RelationPlan input) {
    RelationPlan current = input;
    Map<RexOver, Integer> places = new LinkedHashMap<>();
    for (Map.Entry<Key, List<RexOver>> window : windows(projects).entrySet()) {
      current = window(current, window.getKey(), window.getValue());
      int first = current.type().arity() - window.getValue().size();
      for (int i = 0; i < window.getValue().size(); i++) {
        places.put(window.getValue().get(i), first + i);
      }
    }
    RexShuttle toColumns =
        new RexShuttle() {
          @Override
          public RexNode visitOver(RexOver over) {
            Integer place = places.get(over);
            if (place == null) {
              throw new IllegalStateException("a window function was not found: " + over);
            }
            return new RexInputRef(place, over.getType());
          }
        };
    ScalarLowering scalars = new ScalarLowering(functions, current.type());
    return Plans.project(current, scalars.lowerAll(toColumns.visitList(projects)));
  }

  private static Map<Key, List<RexOver>> windows(List<RexNode> projects) {
    Map<Key, List<RexOver>> windows = new LinkedHashMap<>();
    RexVisitorImpl<Void> collector =
        new RexVisitorImpl<>(true) {
          @Override
          public Void visitOver(RexOver over) {
            Key key = new Key(over.getWindow().partitionKeys, over.getWindow().orderKeys);
            List<RexOver> same = windows.computeIfAbsent(key, k -> new ArrayList<>());
            if (!same.contains(over)) {
              same.add(over);
            }
            return null;
          }
        };
    projects.forEach(project -> project.accept(collector));
    return windows;
  }

  private RelationPlan window(RelationPlan input, Key key, List<RexOver> overs) {
    List<ScalarExpr> columns = new ArrayList<>(RowTypes.columns(input.type()));
    ScalarLowering scalars = new ScalarLowering(functions, input.type());
    List<Integer> partition =
        key.partition().stream()
            .map(node -> position(scalars.lower(node), columns))
            .distinct()
            .toList();
    List<SortKey> order = new ArrayList<>();
    for (RexFieldCollation collation : key.order()) {
      int column = position(scalars.lower(collation.left), columns);
      if (!partition.contains(column)) {
        order.add(sortKey(column, collation));
      }
    }
    RelationPlan extended = Plans.project(input, columns);
    ScalarLowering arguments = new ScalarLowering(functions, extended.type());
    List<WindowFunction> lowered = overs.stream().map(over -> function(over, arguments)).toList();
    List<ColumnType> types = new ArrayList<>(extended.type().columns());
    lowered.forEach(f -> types.add(new ColumnType(f.type(), f.nullable())));
    return new Window(extended, partition, order, lowered, new RelationType(types));
  }

  private static int position(ScalarExpr expr, List<ScalarExpr> columns) {
    int at = columns.indexOf(expr);
    if (at < 0) {
      at = columns.size();
      columns.add(expr);
    }
    return at;
  }

  private static SortKey sortKey(int column, RexFieldCollation collation) {
    return new SortKey(
        column,
        collation.right.contains(SqlKind.DESCENDING)
            ? SortKey.Direction.DESCENDING
            : SortKey.Direction.ASCENDING,
        collation.right.contains(SqlKind.NULLS_FIRST) ? SortKey.Nulls.FIRST : SortKey.Nulls.LAST);
  }

  private static WindowFunction function(RexOver over, ScalarLowering scalars) {
    List<ScalarExpr> operands = scalars.lowerAll(over.getOperands());
    boolean nullable = over.getType().isNullable();
    if (!(over.getAggOperator() instanceof WindowFunctionOperator operator)) {
      return new WindowFunction(
          ranking(over), operands, null, WindowFrame.toCurrentRow(), typeOf(over), nullable);
    }
    Shape shape = operator.shape();
    List<ScalarExpr> arguments = operands.subList(0, shape.arguments());
    Iterator<ScalarExpr> rest = operands.listIterator(shape.arguments());
    ScalarExpr filter = shape.filtered() ? rest.next() : null;
    return new WindowFunction(
        operator.identity(), arguments, filter, frame(shape.frame(), rest), typeOf(over), nullable);
  }

  private static SqlType typeOf(RexOver over) {
    return ValueType.of(over.getType());
  }

  /** What rewrites of ours and Calcite's decorrelation make. */
  private static String ranking(RexOver over) {
    return switch (over.getAggOperator().getKind()) {
      case ROW_NUMBER -> "row_number()";
      case RANK -> "rank()";
      default -> throw new IllegalStateException("not to be lowered: " + over);
    };
  }

  private static WindowFrame frame(Frame frame, Iterator<ScalarExpr> operands) {
    Bound start = bound(frame.start(), operands);
    Bound end = bound(frame.end(), operands);
    @Nullable ScalarExpr key = frame.hasRangeKey() ? operands.next() : null;
    return new WindowFrame(frame.unit(), start, end, frame.exclusion(), key);
  }

  private static Bound bound(BoundKind kind, Iterator<ScalarExpr> operands) {
    return new Bound(kind, Frame.hasOffset(kind) ? operands.next() : null);
  }
}
