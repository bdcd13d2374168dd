package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.BOOLEAN;

import dev.tidewater.engine.function.Comparators.VectorComparator;
import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.row.ArrayFormat;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;

/**
 * {@code x = ANY (array)} and its kin, as functions named after the operator and the quantifier:
 * {@code =any(anyelement,anyarray)}, {@code <>all(anyelement,anyarray)}. As in SQL, an element that
 * is NULL leaves the outcome open unless another decides.
 */
final class QuantifiedComparisons {
  private enum Quantifier {
    ANY("any", "Holds of any element", 1),
    ALL("all", "Holds of all elements", 0);

    final String name;
    final String description;

    /** An element of this outcome decides. */
    final int deciding;

    Quantifier(String name, String description, int deciding) {
      this.name = name;
      this.description = description;
      this.deciding = deciding;
    }
  }

  private QuantifiedComparisons() {}

  static void declare(Declarations d) {
    for (Comparison comparison : Comparison.values()) {
      for (Quantifier quantifier : Quantifier.values()) {
        d.function(
                comparison.symbol + quantifier.name,
                quantifier.description
                    + ": "
                    + comparison.description.toLowerCase(java.util.Locale.ROOT))
            .takes(Polymorphic.ELEMENT, Polymorphic.ARRAY)
            .gives(BOOLEAN)
            .orNull()
            .as(call -> bind(call, comparison, quantifier));
      }
    }
  }

  private static VectorFunction bind(BoundCall call, Comparison comparison, Quantifier quantifier) {
    ArrayType arrays = (ArrayType) call.argumentType(1);
    ScalarType type = arrays.element();
    ArrayFormat format = ArrayFormat.of(arrays);
    VectorComparator comparator =
        call.argumentType(0) instanceof ScalarType operand && operand.kind() == TypeKind.NUMERIC
            ? numerics(operand, type)
            : Comparators.of(type);
    return (selection, args, out, errors) -> {
      LongVector result = (LongVector) out;
      for (int i = 0; i < selection.count(); i++) {
        int row = selection.row(i);
        if (!out.isNull(row)) {
          ColumnVector elements = format.elements((BytesVector) args[1], row);
          decide(comparison, quantifier, comparator, args[0], row, elements, result);
        }
      }
    };
  }

  /** Operand and elements may be held differently. */
  private static VectorComparator numerics(ScalarType operand, ScalarType element) {
    return (a, aRow, b, bRow) ->
        Values.readDecimal(a, operand, aRow).compareTo(Values.readDecimal(b, element, bRow));
  }

  private static void decide(
      Comparison comparison,
      Quantifier quantifier,
      VectorComparator comparator,
      ColumnVector operand,
      int row,
      ColumnVector elements,
      LongVector out) {
    boolean open = false;
    for (int i = 0; i < elements.capacity(); i++) {
      if (elements.isNull(i)) {
        open = true;
      } else if (comparison.holds(comparator.compare(operand, row, elements, i))
          == quantifier.deciding) {
        out.values[row] = quantifier.deciding;
        return;
      }
    }
    out.values[row] = 1L - quantifier.deciding;
    if (open) {
      out.setNull(row);
    }
  }
}
