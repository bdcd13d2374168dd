package dev.tidewater.sql.ast;

import java.util.List;

/** The value of an {@link Option}. */
public sealed interface OptionValue {
  Position position();

  /** A string, number, boolean or NULL: the expression is one of the literal nodes. */
  record Constant(Expression literal, Position position) implements OptionValue {}

  /**
   * A bare word or the name of an object: {@code SSL MODE = disable}, {@code AWS CONNECTION = c}.
   */
  record Name(QualifiedName name, Position position) implements OptionValue {}

  /** {@code SECRET name}. */
  record Secret(QualifiedName name, Position position) implements OptionValue {}

  /** {@code (a, b, …)} or {@code [a, b, …]}. */
  record Values(List<OptionValue> values, Position position) implements OptionValue {
    public Values {
      values = List.copyOf(values);
    }
  }
}
