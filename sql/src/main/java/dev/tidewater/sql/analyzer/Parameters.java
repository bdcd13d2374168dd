package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;

/** The parameters of a statement: {@code UNKNOWN} until declared or first used as a type. */
final class Parameters {
  /** As many as a Bind message can carry. */
  private static final int MAX_PARAMETERS = 65_535;

  private final List<SqlType> types;
  private boolean forbidden;

  Parameters(List<SqlType> declared) {
    this.types = new ArrayList<>(declared);
  }

  /** From now on there are none, as in a view, which nobody gives values for. */
  void forbid() {
    forbidden = true;
    types.clear();
  }

  SqlType typeOf(int index, Position position) {
    if (forbidden || index < 1 || index > MAX_PARAMETERS) {
      throw Failures.at(position, ErrorCode.UNDEFINED_PARAMETER, "there is no parameter ${index}")
          .with("index", index);
    }
    while (types.size() < index) {
      types.add(ScalarType.UNKNOWN);
    }
    return types.get(index - 1);
  }

  /** Settles the type of an open parameter, without modifiers. */
  void settle(int index, SqlType type, Position position) {
    SqlType known = typeOf(index, position);
    SqlType plain = Types.plain(type);
    if (Types.isUnknown(known)) {
      types.set(index - 1, plain);
    } else if (!known.equals(plain)) {
      throw Failures.at(
              position,
              ErrorCode.AMBIGUOUS_PARAMETER,
              "inconsistent types deduced for parameter ${index}")
          .with("index", index)
          .detail(known.display() + " versus " + plain.display());
    }
  }

  /** All types, once the statement is understood; none may be open. */
  List<SqlType> settled() {
    for (int i = 0; i < types.size(); i++) {
      if (Types.isUnknown(types.get(i))) {
        throw Failures.at(
                Position.NONE,
                ErrorCode.INDETERMINATE_DATATYPE,
                "could not determine data type of parameter ${index}")
            .with("index", i + 1);
      }
    }
    return List.copyOf(types);
  }
}
