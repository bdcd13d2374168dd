package dev.tidewater.engine.function;

/** The six comparisons. */
enum Comparison {
  EQUAL("=", "Equal", false, true, false),
  NOT_EQUAL("<>", "Not equal", true, false, true),
  LESS("<", "Less than", true, false, false),
  LESS_OR_EQUAL("<=", "Less than or equal", true, true, false),
  GREATER(">", "Greater than", false, false, true),
  GREATER_OR_EQUAL(">=", "Greater than or equal", false, true, true);

  final String symbol;
  final String description;
  private final boolean whenLess;
  private final boolean whenEqual;
  private final boolean whenGreater;

  Comparison(
      String symbol, String description, boolean whenLess, boolean whenEqual, boolean whenGreater) {
    this.symbol = symbol;
    this.description = description;
    this.whenLess = whenLess;
    this.whenEqual = whenEqual;
    this.whenGreater = whenGreater;
  }

  /** 1 if it holds of operands that compare so, else 0. */
  int holds(int order) {
    return (order < 0 ? whenLess : order == 0 ? whenEqual : whenGreater) ? 1 : 0;
  }
}
