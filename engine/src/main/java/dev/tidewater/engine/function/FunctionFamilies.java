package dev.tidewater.engine.function;

/** The list of the families of functions, in the order in which they are listed. */
final class FunctionFamilies {
  private FunctionFamilies() {}

  static void declareAll(Declarations d) {
    ComparisonFunctions.declare(d);
    ArithmeticFunctions.declare(d);
    MathFunctions.declare(d);
    CastFunctions.declare(d);
    TextCasts.declare(d);
    DateTimeCasts.declare(d);
    TextFunctions.declare(d);
    PatternFunctions.declare(d);
    BinaryStringFunctions.declare(d);
    DateTimeFunctions.declare(d);
    DateTimeFormatFunctions.declare(d);
    JsonbFunctions.declare(d);
    JsonbChanges.declare(d);
    ArrayFunctions.declare(d);
    ArrayChanges.declare(d);
    SystemFunctions.declare(d);
    PrivilegeFunctions.declare(d);
    AggregateFunctions.declare(d);
    WindowFunctions.declare(d);
    SubqueryFunctions.declare(d);
    SetFunctions.declare(d);
    RecordFunctions.declare(d);
  }
}
