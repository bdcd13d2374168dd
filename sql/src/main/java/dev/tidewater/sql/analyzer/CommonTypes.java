package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The type that UNION, CASE, VALUES, ARRAY and the like give to all their parts. */
final class CommonTypes {
  private final Coercion coercion;

  CommonTypes(Coercion coercion) {
    this.coercion = coercion;
  }

  /**
   * The common type of some expressions, by PostgreSQL's rules.
   *
   * @param construct for the message: {@code CASE}
   */
  SqlType select(List<RexNode> nodes, String construct, List<Position> positions) {
    return selectOfTypes(nodes.stream().map(Coercion::typeOf).toList(), construct, positions);
  }

  SqlType selectOfTypes(List<SqlType> types, String construct, List<Position> positions) {
    SqlType first = types.get(0);
    if (!Types.isUnknown(first) && types.stream().allMatch(first::equals)) {
      return first;
    }
    SqlType chosen = null;
    for (int i = 0; i < types.size(); i++) {
      SqlType type = Types.plain(types.get(i));
      if (Types.isUnknown(type) || type.equals(chosen)) {
        continue;
      }
      if (chosen == null) {
        chosen = type;
      } else if (TypeCategory.of(type) != TypeCategory.of(chosen)) {
        throw mismatch(construct, chosen, type, positions.get(i));
      } else if (isBetter(type, chosen)) {
        chosen = type;
      }
    }
    return chosen == null ? ScalarType.TEXT : chosen;
  }

  private boolean isBetter(SqlType type, SqlType chosen) {
    return !TypeCategory.isPreferred(chosen)
        && coercion.canCoerce(chosen, type, CastContext.IMPLICIT)
        && !coercion.canCoerce(type, chosen, CastContext.IMPLICIT);
  }

  /** The common type of some types, or null instead of a failure. */
  @Nullable SqlType selectOfTypesOrNull(List<SqlType> types) {
    try {
      List<Position> nowhere = types.stream().map(type -> Position.NONE).toList();
      return selectOfTypes(types, "", nowhere);
    } catch (TidewaterException e) {
      return null;
    }
  }

  /** The common type, or null instead of a failure. */
  @Nullable SqlType selectOrNull(List<RexNode> nodes) {
    try {
      List<Position> nowhere = nodes.stream().map(node -> Position.NONE).toList();
      SqlType type = select(nodes, "", nowhere);
      boolean fits =
          nodes.stream()
              .allMatch(
                  node -> coercion.canCoerce(Coercion.typeOf(node), type, CastContext.IMPLICIT));
      return fits ? type : null;
    } catch (TidewaterException e) {
      return null;
    }
  }

  /** Casts each to the common type. */
  List<RexNode> unify(List<RexNode> nodes, String construct, List<Position> positions) {
    SqlType type = select(nodes, construct, positions);
    return java.util.stream.IntStream.range(0, nodes.size())
        .mapToObj(i -> coerce(nodes.get(i), type, construct, positions.get(i)))
        .toList();
  }

  RexNode coerce(RexNode node, SqlType type, String construct, Position position) {
    if (!coercion.canCoerce(Coercion.typeOf(node), type, CastContext.IMPLICIT)) {
      throw Failures.at(
              position,
              ErrorCode.CANNOT_COERCE,
              "{construct} could not convert type {from} to {to}")
          .with("construct", construct)
          .with("from", Types.display(Coercion.typeOf(node)))
          .with("to", Types.display(type));
    }
    return coercion.coerce(node, type, CastContext.IMPLICIT, position);
  }

  private static TidewaterException mismatch(
      String construct, SqlType one, SqlType other, Position position) {
    return Failures.mismatch(position, "{construct} types {one} and {other} cannot be matched")
        .with("construct", construct)
        .with("one", one.display())
        .with("other", other.display());
  }
}
