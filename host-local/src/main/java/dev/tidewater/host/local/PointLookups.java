package dev.tidewater.host.local;

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
import dev.tidewater.plan.RelationPlan.Recursive;
import dev.tidewater.plan.RelationPlan.Reduce;
import dev.tidewater.plan.RelationPlan.TemporalFilter;
import dev.tidewater.plan.RelationPlan.Threshold;
import dev.tidewater.plan.RelationPlan.TopK;
import dev.tidewater.plan.RelationPlan.Union;
import dev.tidewater.plan.RelationPlan.Window;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.And;
import dev.tidewater.plan.ScalarExpr.Call;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.plan.ScalarExpr.Or;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.RowLayout.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the collections of which a plan wants only the rows that begin with certain key values:
 * those read under a filter that compares the leading key columns with literals, with one each or
 * with several of which one has to be met. The filter itself stays in the plan, so prefixes only
 * save reading and never decide.
 */
public final class PointLookups implements RelationPlan.Visitor<Boolean> {
  /** Look-ups of one reading beyond which it reads the whole: more would be slower than a walk. */
  private static final int MOST_PREFIXES = 1_000;

  private static final Prefixes WHOLE = new Prefixes(List.of(new byte[0]), 0);

  /**
   * What wanted rows begin with.
   *
   * @param bytes each begins some of them; ascending, none begins another
   * @param columns how many columns of the key are in each
   */
  private record Prefixes(List<byte[]> bytes, int columns) {
    boolean isSame(Prefixes other) {
      if (columns != other.columns || bytes.size() != other.bytes.size()) {
        return false;
      }
      for (int i = 0; i < bytes.size(); i++) {
        if (!Arrays.equals(bytes.get(i), other.bytes.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  private final Map<Long, RowLayout> layouts;

  /** Of each collection the prefix that all its readers want; empty for the whole. */
  private final Map<Long, Prefixes> prefixes = new HashMap<>();

  private List<ScalarExpr> predicates = List.of();

  private PointLookups(Map<Long, RowLayout> layouts) {
    this.layouts = layouts;
  }

  /**
   * The encoded prefixes, ascending, for each collection that need not be read as a whole.
   *
   * @param layouts of the collections
   */
  static Map<Long, List<byte[]>> of(RelationPlan plan, Map<Long, RowLayout> layouts) {
    Map<Long, List<byte[]>> bytes = new HashMap<>();
    find(plan, layouts).forEach((id, prefix) -> bytes.put(id, prefix.bytes()));
    return bytes;
  }

  /** The key columns by which each collection is looked up; those read as a whole are left out. */
  public static Map<Long, List<Integer>> keyColumns(
      RelationPlan plan, Map<Long, RowLayout> layouts) {
    Map<Long, List<Integer>> columns = new HashMap<>();
    find(plan, layouts)
        .forEach(
            (id, prefix) -> {
              RowLayout layout = Objects.requireNonNull(layouts.get(id));
              columns.put(id, layout.keyColumns().subList(0, prefix.columns()));
            });
    return columns;
  }

  private static Map<Long, Prefixes> find(RelationPlan plan, Map<Long, RowLayout> layouts) {
    PointLookups lookups = new PointLookups(layouts);
    lookups.visit(plan);
    lookups.prefixes.values().removeIf(prefix -> prefix.columns() == 0);
    return lookups.prefixes;
  }

  private void visit(RelationPlan plan) {
    List<ScalarExpr> outer = predicates;
    predicates = List.of();
    plan.accept(this);
    predicates = outer;
  }

  @Override
  public Boolean visitFilter(Filter plan) {
    List<ScalarExpr> outer = predicates;
    List<ScalarExpr> more = new ArrayList<>(predicates);
    more.add(plan.predicate());
    predicates = more;
    plan.input().accept(this);
    predicates = outer;
    return true;
  }

  @Override
  public Boolean visitGet(Get plan) {
    RowLayout layout = layouts.get(plan.collection());
    Prefixes prefix = layout == null ? WHOLE : prefixes(layout);
    Prefixes other = prefixes.putIfAbsent(plan.collection(), prefix);
    if (other != null && !other.isSame(prefix)) {
      prefixes.put(plan.collection(), WHOLE);
    }
    return true;
  }

  private Prefixes prefixes(RowLayout layout) {
    Map<Integer, Set<Object>> wanted = new HashMap<>();
    predicates.forEach(p -> collect(p, wanted, layout));
    List<Integer> columns = new ArrayList<>();
    List<List<Object>> keys = List.of(List.of());
    for (int column : layout.keyColumns()) {
      Set<Object> values = wanted.get(column);
      if (values == null || (long) keys.size() * values.size() > MOST_PREFIXES) {
        break;
      }
      columns.add(column);
      keys = extended(keys, values);
    }
    return columns.isEmpty() ? WHOLE : new Prefixes(encoded(keys, columns, layout), columns.size());
  }

  private static List<List<Object>> extended(List<List<Object>> keys, Set<Object> values) {
    List<List<Object>> longer = new ArrayList<>();
    for (List<Object> key : keys) {
      for (Object value : values) {
        List<Object> more = new ArrayList<>(key);
        more.add(value);
        longer.add(more);
      }
    }
    return longer;
  }

  private static List<byte[]> encoded(
      List<List<Object>> keys, List<Integer> columns, RowLayout layout) {
    RowLayout keyLayout =
        RowLayout.of(
            columns.stream().map(layout::type).toList(),
            columns.stream().map(layout::isNullable).toList(),
            IntStream.range(0, columns.size()).boxed().toList(),
            Form.CANONICAL);
    TreeSet<byte[]> bytes = new TreeSet<>(Arrays::compareUnsigned);
    for (List<Object> key : keys) {
      bytes.add(keyLayout.encode(key.toArray(new @Nullable Object[0])));
    }
    return List.copyOf(bytes);
  }

  private static void collect(
      ScalarExpr predicate, Map<Integer, Set<Object>> wanted, RowLayout layout) {
    if (predicate instanceof And and) {
      and.args().forEach(p -> collect(p, wanted, layout));
      return;
    }
    Map<Integer, Set<Object>> alternatives = new HashMap<>();
    if (predicate instanceof Or or) {
      collectAlternatives(or, alternatives, layout);
    } else {
      collectEquality(predicate, alternatives, layout);
    }
    alternatives.forEach(wanted::putIfAbsent);
  }

  /** A column of which every alternative wants one value, as IN says it. */
  private static void collectAlternatives(
      Or or, Map<Integer, Set<Object>> wanted, RowLayout layout) {
    Map<Integer, Set<Object>> all = new HashMap<>();
    for (ScalarExpr alternative : or.args()) {
      Map<Integer, Set<Object>> one = new HashMap<>();
      collectEquality(alternative, one, layout);
      if (one.size() != 1 || (!all.isEmpty() && !all.keySet().equals(one.keySet()))) {
        return;
      }
      one.forEach(
          (column, values) ->
              all.computeIfAbsent(column, c -> new LinkedHashSet<>()).addAll(values));
    }
    wanted.putAll(all);
  }

  private static void collectEquality(
      ScalarExpr predicate, Map<Integer, Set<Object>> wanted, RowLayout layout) {
    if (predicate instanceof Call call
        && call.function().startsWith("=(")
        && call.args().size() == 2) {
      collectEquality(call.args().get(0), call.args().get(1), wanted, layout);
      collectEquality(call.args().get(1), call.args().get(0), wanted, layout);
    }
  }

  private static void collectEquality(
      ScalarExpr side, ScalarExpr other, Map<Integer, Set<Object>> wanted, RowLayout layout) {
    if (!(other instanceof Literal literal) || literal.value() == null) {
      return;
    }
    ColumnRef column = columnOf(side);
    if (column == null) {
      return;
    }
    Object value = converted(literal.value(), literal.type(), layout.type(column.column()));
    if (value != null) {
      wanted.put(column.column(), Set.of(value));
    }
  }

  /** The column, also where it is widened to be compared. */
  private static @Nullable ColumnRef columnOf(ScalarExpr expr) {
    if (expr instanceof ColumnRef column) {
      return column;
    }
    return expr instanceof Call call
            && call.function().startsWith("cast(")
            && call.args().size() == 1
            && call.args().get(0) instanceof ColumnRef column
            && keepsValues(column.type(), call.type())
        ? column
        : null;
  }

  /** Whether a cast gives different values for different values, whatever they are. */
  private static boolean keepsValues(SqlType from, SqlType to) {
    boolean plain = !(to instanceof ScalarType scalar) || scalar.precision() == ScalarType.NONE;
    return plain
        && ((isInteger(from) && (isInteger(to) || to.is(TypeKind.NUMERIC)))
            || (isText(from) && isText(to)));
  }

  /** The literal as a value of the column's type; null if the two compare in another type. */
  private static @Nullable Object converted(Object value, SqlType from, SqlType to) {
    if (from.equals(to)) {
      return value;
    }
    if (value instanceof Number number && isInteger(from) && isInteger(to)) {
      return ofInteger(number.longValue(), to);
    }
    if (value instanceof Decimal decimal && isInteger(to)) {
      return ofDecimal(decimal, to);
    }
    return value instanceof String && isText(from) && isText(to) ? value : null;
  }

  private static @Nullable Object ofDecimal(Decimal value, SqlType to) {
    if (!value.isFinite()) {
      return null;
    }
    Decimal whole = value.truncate(0);
    return whole.compareTo(value) == 0 && whole.fitsLong()
        ? ofInteger(whole.unscaledLong(), to)
        : null;
  }

  private static @Nullable Object ofInteger(long value, SqlType to) {
    if (to.is(TypeKind.INT8)) {
      return value;
    }
    if (to.is(TypeKind.INT4)) {
      return value == (int) value ? (Object) (int) value : null;
    }
    return value == (short) value ? (Object) (short) value : null;
  }

  private static boolean isInteger(SqlType type) {
    return type.is(TypeKind.INT2) || type.is(TypeKind.INT4) || type.is(TypeKind.INT8);
  }

  private static boolean isText(SqlType type) {
    return type instanceof ScalarType && (type.is(TypeKind.TEXT) || type.is(TypeKind.VARCHAR));
  }

  @Override
  public Boolean visitConstant(Constant plan) {
    return true;
  }

  @Override
  public Boolean visitProject(Project plan) {
    visit(plan.input());
    return true;
  }

  @Override
  public Boolean visitFlatMap(FlatMap plan) {
    visit(plan.input());
    return true;
  }

  @Override
  public Boolean visitUnion(Union plan) {
    // The filter stands over all inputs, whose columns are the same.
    plan.inputs().forEach(input -> input.accept(this));
    return true;
  }

  @Override
  public Boolean visitNegate(Negate plan) {
    plan.input().accept(this);
    return true;
  }

  @Override
  public Boolean visitThreshold(Threshold plan) {
    visit(plan.input());
    return true;
  }

  @Override
  public Boolean visitJoin(Join plan) {
    visit(plan.left());
    visit(plan.right());
    return true;
  }

  @Override
  public Boolean visitReduce(Reduce plan) {
    visit(plan.input());
    return true;
  }

  @Override
  public Boolean visitTopK(TopK plan) {
    visit(plan.input());
    return true;
  }

  @Override
  public Boolean visitWindow(Window plan) {
    visit(plan.input());
    return true;
  }

  @Override
  public Boolean visitTemporalFilter(TemporalFilter plan) {
    visit(plan.input());
    return true;
  }

  @Override
  public Boolean visitLet(Let plan) {
    visit(plan.value());
    visit(plan.body());
    return true;
  }

  @Override
  public Boolean visitLetRef(LetRef plan) {
    return true;
  }

  @Override
  public Boolean visitRecursive(Recursive plan) {
    plan.bindings().forEach(binding -> visit(binding.value()));
    visit(plan.body());
    return true;
  }
}
