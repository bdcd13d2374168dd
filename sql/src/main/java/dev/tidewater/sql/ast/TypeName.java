package dev.tidewater.sql.ast;

import java.util.List;

/**
 * A type as written. The spellings that are keywords arrive under their catalog name: {@code
 * integer} as {@code pg_catalog.int4}, {@code double precision} as {@code pg_catalog.float8},
 * {@code character(3)} as {@code pg_catalog.bpchar} with modifier 3, {@code timestamp with time
 * zone} as {@code pg_catalog.timestamptz}. Other spellings are a plain name to be looked up.
 *
 * @param modifiers what stands in parentheses, constants in practice; for an interval with fields
 *     see {@code intervalFields}
 * @param intervalFields {@code day to second} and the like, upper case, empty without
 * @param arrayDimensions how many pairs of brackets follow
 * @param listDepth how often {@code list} follows, as in Materialize's {@code int list}
 */
public record TypeName(
    QualifiedName name,
    List<Expression> modifiers,
    String intervalFields,
    int arrayDimensions,
    int listDepth,
    Position position) {
  public TypeName {
    modifiers = List.copyOf(modifiers);
  }

  /** A type of {@code pg_catalog} without modifiers. */
  public static TypeName system(String name, Position position) {
    return new TypeName(
        new QualifiedName(
            List.of(new Identifier("pg_catalog", position), new Identifier(name, position)),
            position),
        List.of(),
        "",
        0,
        0,
        position);
  }
}
