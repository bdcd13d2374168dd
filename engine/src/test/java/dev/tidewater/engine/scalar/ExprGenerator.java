package dev.tidewater.engine.scalar;

import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random expressions and rows in which NULLs, overflows and divisions by zero are frequent. */
final class ExprGenerator {
  private final Random random;
  private final List<SqlType> columns;

  ExprGenerator(Random random, List<SqlType> columns) {
    this.random = random;
    this.columns = columns;
  }

  @Nullable Object[] row() {
    @Nullable Object[] row = new @Nullable Object[columns.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = value(columns.get(i));
    }
    return row;
  }

  private @Nullable Object value(SqlType type) {
    if (random.nextInt(5) == 0) {
      return null;
    }
    ScalarType scalar = (ScalarType) type;
    int small = random.nextInt(7) - 3;
    return switch (scalar.kind()) {
      case BOOLEAN -> random.nextBoolean();
      case INT4 -> random.nextInt(8) == 0 ? Integer.MAX_VALUE - random.nextInt(2) : small;
      case INT8 -> random.nextInt(8) == 0 ? Long.MIN_VALUE + random.nextInt(2) : (long) small;
      case FLOAT8 ->
          switch (random.nextInt(6)) {
            case 0 -> 1e308;
            case 1 -> Double.NaN;
            default -> (double) small / 2;
          };
      case NUMERIC ->
          type.equals(ScalarType.NUMERIC)
              ? Decimal.of(random.nextInt(2000) - 1000, random.nextInt(4))
              : Decimal.of(random.nextInt(2000) - 1000, 2);
      case TEXT -> List.of("", "a", "abc", "b%", "\u00e4\ud83d\ude00", "12").get(random.nextInt(6));
      default -> throw new IllegalArgumentException(type.display());
    };
  }

  /** An expression of a type, at most so many levels deep. */
  ScalarExpr expr(SqlType type, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return leaf(type);
    }
    return switch (random.nextInt(type.equals(ScalarType.BOOLEAN) ? 9 : 6)) {
      case 0 -> cases(type, depth);
      case 1 -> coalesce(type, depth);
      case 2, 3, 4, 5 -> call(type, depth);
      case 6 -> logic(depth);
      case 7 -> new ScalarExpr.Not(bool(depth), ScalarType.BOOLEAN, true);
      default ->
          new ScalarExpr.IsNull(
              expr(columns.get(random.nextInt(columns.size())), depth - 1), ScalarType.BOOLEAN);
    };
  }

  private ScalarExpr bool(int depth) {
    return expr(ScalarType.BOOLEAN, depth - 1);
  }

  private ScalarExpr leaf(SqlType type) {
    List<Integer> fitting = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).equals(type)) {
        fitting.add(i);
      }
    }
    if (fitting.isEmpty() || random.nextInt(3) == 0) {
      return new Literal(value(type), type);
    }
    return new ColumnRef(fitting.get(random.nextInt(fitting.size())), type, true);
  }

  private ScalarExpr logic(int depth) {
    List<ScalarExpr> args = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(2); i++) {
      args.add(bool(depth));
    }
    return random.nextBoolean()
        ? new ScalarExpr.And(args, ScalarType.BOOLEAN, true)
        : new ScalarExpr.Or(args, ScalarType.BOOLEAN, true);
  }

  private ScalarExpr cases(SqlType type, int depth) {
    List<ScalarExpr.When> whens = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(2); i++) {
      whens.add(new ScalarExpr.When(bool(depth), expr(type, depth - 1)));
    }
    return new ScalarExpr.Case(whens, expr(type, depth - 1), type, true);
  }

  private ScalarExpr coalesce(SqlType type, int depth) {
    return new ScalarExpr.Coalesce(
        List.of(expr(type, depth - 1), expr(type, depth - 1)), type, true);
  }

  private ScalarExpr call(SqlType type, int depth) {
    TypeKind kind = ((ScalarType) type).kind();
    return switch (kind) {
      case BOOLEAN -> comparison(depth);
      case INT4, INT8, FLOAT8 -> arithmetic(type, kind.internalName(), depth);
      case NUMERIC -> numeric(type, depth);
      default -> text(depth);
    };
  }

  private ScalarExpr make(String function, SqlType type, ScalarExpr... args) {
    return new ScalarExpr.Call(function, List.of(args), type, true);
  }

  private ScalarExpr comparison(int depth) {
    String symbol = List.of("=", "<>", "<", "<=", ">", ">=").get(random.nextInt(6));
    SqlType type = columns.get(random.nextInt(columns.size()));
    String name = ((ScalarType) type).kind().internalName();
    if (type.equals(ScalarType.TEXT) && random.nextBoolean()) {
      return make(
          "~~(text,text)", ScalarType.BOOLEAN, expr(type, depth - 1), expr(type, depth - 1));
    }
    return make(
        symbol + "(" + name + "," + name + ")",
        ScalarType.BOOLEAN,
        expr(type, depth - 1),
        expr(type, depth - 1));
  }

  private ScalarExpr arithmetic(SqlType type, String name, int depth) {
    if (type.equals(ScalarType.INT4) && random.nextInt(4) == 0) {
      return random.nextBoolean()
          ? make("cast(int8,int4)", type, expr(ScalarType.INT8, depth - 1))
          : make("length(text)", type, expr(ScalarType.TEXT, depth - 1));
    }
    String symbol = List.of("+", "-", "*", "/").get(random.nextInt(4));
    return make(
        symbol + "(" + name + "," + name + ")", type, expr(type, depth - 1), expr(type, depth - 1));
  }

  /** Functions give a numeric without precision; the cast brings it back, or overflows. */
  private ScalarExpr numeric(SqlType type, int depth) {
    String symbol = List.of("+", "-", "*", "/", "%").get(random.nextInt(5));
    ScalarExpr plain =
        make(
            symbol + "(numeric,numeric)",
            ScalarType.NUMERIC,
            expr(type, depth - 1),
            expr(type, depth - 1));
    return type.equals(ScalarType.NUMERIC) ? plain : make("cast(numeric,numeric)", type, plain);
  }

  private ScalarExpr text(int depth) {
    SqlType type = ScalarType.TEXT;
    return switch (random.nextInt(4)) {
      case 0 -> make("cast(int4,text)", type, expr(ScalarType.INT4, depth - 1));
      case 1 -> make("upper(text)", type, expr(type, depth - 1));
      case 2 ->
          make(
              "substring(text,int4,int4)",
              type,
              expr(type, depth - 1),
              expr(ScalarType.INT4, depth - 1),
              expr(ScalarType.INT4, depth - 1));
      default -> make("||(text,text)", type, expr(type, depth - 1), expr(type, depth - 1));
    };
  }
}
