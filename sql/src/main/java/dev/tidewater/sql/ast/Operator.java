package dev.tidewater.sql.ast;

import org.jspecify.annotations.Nullable;

/**
 * An operator as written: {@code +}, {@code ->>}, {@code OPERATOR(pg_catalog.~)}.
 *
 * @param schema null if it was not qualified
 * @param symbol {@code !=} has become {@code <>}
 * @param position of the operator itself, which PostgreSQL blames when no operator fits
 */
public record Operator(@Nullable Identifier schema, String symbol, Position position) {
  public static Operator of(String symbol, Position position) {
    return new Operator(null, symbol, position);
  }
}
