package dev.tidewater.engine.dataflow;

import dev.tidewater.plan.Aggregate;
import dev.tidewater.plan.RelationPlan.Window;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.WindowFrame;
import dev.tidewater.plan.WindowFrame.Bound;
import dev.tidewater.plan.WindowFunction;
import dev.tidewater.testkit.reference.ReferenceRelation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Window functions by their definition: each row looks at all rows of its partition. */
final class ReferenceWindow {
  private final List<List<@Nullable Object>> rows;
  private final Comparator<List<@Nullable Object>> order;

  /**
   * @param rows of one partition in order
   * @param order tells peers apart from others
   */
  ReferenceWindow(List<List<@Nullable Object>> rows, Comparator<List<@Nullable Object>> order) {
    this.rows = rows;
    this.order = order;
  }

  List<@Nullable Object> extended(int row, Window plan) {
    List<@Nullable Object> result = new ArrayList<>(rows.get(row));
    plan.functions().forEach(f -> result.add(value(row, f)));
    return result;
  }

  private @Nullable Object value(int row, WindowFunction f) {
    String name = f.function().substring(0, f.function().indexOf('('));
    List<Integer> frame = frame(row, f.frame());
    return switch (name) {
      case "row_number" -> (long) row + 1;
      case "rank" -> firstPeer(row) + 1L;
      case "dense_rank" -> group(row) + 1L;
      case "percent_rank" -> rows.size() == 1 ? 0.0 : (double) firstPeer(row) / (rows.size() - 1);
      case "cume_dist" ->
          rows.stream().filter(r -> compare(r, row) <= 0).count() / (double) rows.size();
      case "lag", "lead" -> shifted(row, f, name.equals("lag") ? -1 : 1);
      case "first_value" -> frame.isEmpty() ? null : argument(f, 0, frame.get(0));
      case "last_value" -> frame.isEmpty() ? null : argument(f, 0, frame.get(frame.size() - 1));
      case "nth_value" -> {
        int n = ((Number) Objects.requireNonNull(argument(f, 1, row))).intValue();
        yield n > frame.size() ? null : argument(f, 0, frame.get(n - 1));
      }
      default -> aggregate(f, frame);
    };
  }

  private int compare(List<@Nullable Object> other, int row) {
    return order.compare(other, rows.get(row));
  }

  private int firstPeer(int row) {
    return (int) rows.stream().filter(r -> compare(r, row) < 0).count();
  }

  private int group(int row) {
    int group = 0;
    for (int i = 1; i <= row; i++) {
      group += order.compare(rows.get(i - 1), rows.get(i)) == 0 ? 0 : 1;
    }
    return group;
  }

  private @Nullable Object argument(WindowFunction f, int index, int row) {
    return Interpreter.evaluate(f.args().get(index), rows.get(row));
  }

  private @Nullable Object shifted(int row, WindowFunction f, int sign) {
    Object distance = f.args().size() > 1 ? argument(f, 1, row) : (Object) 1;
    if (distance == null) {
      return null;
    }
    int target = row + sign * ((Number) distance).intValue();
    return target >= 0 && target < rows.size()
        ? argument(f, 0, target)
        : f.args().size() > 2 ? argument(f, 2, row) : null;
  }

  private @Nullable Object aggregate(WindowFunction f, List<Integer> frame) {
    ReferenceRelation members = ReferenceRelation.empty();
    for (int row : frame) {
      ScalarExpr filter = f.filter();
      if (filter == null || Interpreter.isTrue(filter, rows.get(row))) {
        List<@Nullable Object> arguments = new ArrayList<>();
        f.args().forEach(arg -> arguments.add(Interpreter.evaluate(arg, rows.get(row))));
        members = members.plus(ReferenceRelation.of(Collections.singletonMap(arguments, 1L)));
      }
    }
    return ReferenceAggregates.evaluate(
        new Aggregate(f.function(), f.args(), false, null, f.type(), f.nullable()), members);
  }

  private List<Integer> frame(int row, WindowFrame frame) {
    List<Integer> members = new ArrayList<>();
    for (int other = 0; other < rows.size(); other++) {
      if (distance(row, other, frame, frame.start()) >= 0
          && distance(row, other, frame, frame.end()) <= 0
          && !isExcluded(row, other, frame)) {
        members.add(other);
      }
    }
    return members;
  }

  private boolean isExcluded(int row, int other, WindowFrame frame) {
    boolean peers = group(row) == group(other);
    return switch (frame.exclusion()) {
      case NO_OTHERS -> false;
      case CURRENT_ROW -> row == other;
      case GROUP -> peers;
      case TIES -> peers && row != other;
    };
  }

  /** Where a row stands relative to a bound: before, at or behind it. */
  private int distance(int row, int other, WindowFrame frame, Bound bound) {
    return switch (bound.kind()) {
      case UNBOUNDED_PRECEDING -> 1;
      case UNBOUNDED_FOLLOWING -> -1;
      case CURRENT_ROW -> place(row, other, frame, 0);
      case PRECEDING -> offset(row, other, frame, bound, -1);
      case FOLLOWING -> offset(row, other, frame, bound, 1);
    };
  }

  private int place(int row, int other, WindowFrame frame, long shift) {
    return frame.unit() == WindowFrame.Unit.ROWS
        ? Long.compare(other, row + shift)
        : Long.compare(group(other), group(row) + shift);
  }

  private int offset(int row, int other, WindowFrame frame, Bound bound, int sign) {
    Object offset = Interpreter.evaluate(Objects.requireNonNull(bound.offset()), rows.get(row));
    if (frame.unit() != WindowFrame.Unit.RANGE) {
      return place(row, other, frame, sign * (Long) Objects.requireNonNull(offset));
    }
    ScalarExpr key = Objects.requireNonNull(frame.rangeKey());
    Object value = Interpreter.evaluate(key, rows.get(other));
    return compareNullsLast((Long) value, (Long) offset);
  }

  private static int compareNullsLast(@Nullable Long a, @Nullable Long b) {
    return a == null || b == null ? Boolean.compare(a == null, b == null) : Long.compare(a, b);
  }
}
