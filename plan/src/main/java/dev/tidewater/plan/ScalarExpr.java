package dev.tidewater.plan;

import dev.tidewater.types.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scalar expression over the columns of its input. Immutable. Types are fully resolved: every
 * implicit cast has become a {@link Call}.
 */
public sealed interface ScalarExpr {
  SqlType type();

  /** False only if the value is never NULL. */
  boolean nullable();

  /** A column of the input, counted from 0. */
  record ColumnRef(int column, SqlType type, boolean nullable) implements ScalarExpr {}

  /** A constant in the Java form that {@link dev.tidewater.types.SqlType}'s values have. */
  record Literal(@Nullable Object value, SqlType type) implements ScalarExpr {
    @Override
    public boolean nullable() {
      return value == null;
    }
  }

  /**
   * A parameter of a prepared statement, counted from 1. A plan with parameters is kept and not
   * run: {@link PlanBinder} puts literals in their place first.
   */
  record Parameter(int index, SqlType type) implements ScalarExpr {
    @Override
    public boolean nullable() {
      return true;
    }
  }

  /**
   * A function, operator or cast of the function catalog.
   *
   * @param function its identity there, for example {@code +(int4,int4)} or {@code cast(int4,int8)}
   */
  record Call(String function, List<ScalarExpr> args, SqlType type, boolean nullable)
      implements ScalarExpr {
    public Call {
      args = List.copyOf(args);
    }
  }

  /** Three-valued AND; an error in one operand gives way to another that is false. */
  record And(List<ScalarExpr> args, SqlType type, boolean nullable) implements ScalarExpr {
    public And {
      args = List.copyOf(args);
    }
  }

  /** Three-valued OR; an error in one operand gives way to another that is true. */
  record Or(List<ScalarExpr> args, SqlType type, boolean nullable) implements ScalarExpr {
    public Or {
      args = List.copyOf(args);
    }
  }

  record Not(ScalarExpr arg, SqlType type, boolean nullable) implements ScalarExpr {}

  record IsNull(ScalarExpr arg, SqlType type) implements ScalarExpr {
    @Override
    public boolean nullable() {
      return false;
    }
  }

  /** The first branch whose condition is true; branches not taken are not evaluated. */
  record Case(List<When> whens, ScalarExpr otherwise, SqlType type, boolean nullable)
      implements ScalarExpr {
    public Case {
      whens = List.copyOf(whens);
    }
  }

  record When(ScalarExpr condition, ScalarExpr result) {}

  /** The first argument that is not NULL; later ones are not evaluated. */
  record Coalesce(List<ScalarExpr> args, SqlType type, boolean nullable) implements ScalarExpr {
    public Coalesce {
      args = List.copyOf(args);
    }
  }

  /** One visit method for each kind of expression, so that a new kind breaks the compile. */
  interface Visitor<R> {
    R visitColumnRef(ColumnRef expr);

    R visitLiteral(Literal expr);

    R visitParameter(Parameter expr);

    R visitCall(Call expr);

    R visitAnd(And expr);

    R visitOr(Or expr);

    R visitNot(Not expr);

    R visitIsNull(IsNull expr);

    R visitCase(Case expr);

    R visitCoalesce(Coalesce expr);
  }

  default <R> R accept(Visitor<R> visitor) {
    if (this instanceof ColumnRef e) {
      return visitor.visitColumnRef(e);
    } else if (this instanceof Literal e) {
      return visitor.visitLiteral(e);
    } else if (this instanceof Parameter e) {
      return visitor.visitParameter(e);
    } else if (this instanceof Call e) {
      return visitor.visitCall(e);
    } else if (this instanceof And e) {
      return visitor.visitAnd(e);
    } else if (this instanceof Or e) {
      return visitor.visitOr(e);
    } else if (this instanceof Not e) {
      return visitor.visitNot(e);
    } else if (this instanceof IsNull e) {
      return visitor.visitIsNull(e);
    } else if (this instanceof Case e) {
      return visitor.visitCase(e);
    } else if (this instanceof Coalesce e) {
      return visitor.visitCoalesce(e);
    }
    throw new AssertionError(this);
  }
}
