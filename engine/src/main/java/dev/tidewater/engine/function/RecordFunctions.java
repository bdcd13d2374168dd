package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.BOOLEAN;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.TEXT;

import dev.tidewater.engine.function.ParameterType.Exact;
import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.RecordValue;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RecordFormat;
import dev.tidewater.types.vector.BytesVector;
import java.util.Objects;

/**
 * Records: what syntax stands for ({@code ROW(…)}, {@code (r).field}, {@code r IS NULL}), and
 * comparisons. The fields of a record made here have types without modifiers, so that records of
 * the same types are held alike.
 */
final class RecordFunctions {
  private RecordFunctions() {}

  static void declare(Declarations d) {
    d.function("$row", "A record of values")
        .takes(Polymorphic.ANY)
        .variadic()
        .gives(Polymorphic.RECORD)
        .nulls(NullBehavior.NEVER)
        .as(RecordFunctions::construct);
    d.function("$field", "A field of a record, by its position from 0")
        .takes(Polymorphic.RECORD, new Exact(INT4))
        .gives(Polymorphic.ANY)
        .orNull()
        .as(
            Rowwise.ofAll(
                args ->
                    ((RecordValue) Rowwise.present(args[0]))
                        .fields()
                        .get((Integer) Rowwise.present(args[1]))));
    d.function("$is_null", "Whether a record is NULL or all its fields are")
        .takes(Polymorphic.RECORD)
        .gives(BOOLEAN)
        .nulls(NullBehavior.NEVER)
        .as(
            Rowwise.ofAll(
                args ->
                    args[0] == null
                        || ((RecordValue) args[0]).fields().stream().allMatch(Objects::isNull)));
    d.function("$is_not_null", "Whether a record is not NULL and none of its fields is")
        .takes(Polymorphic.RECORD)
        .gives(BOOLEAN)
        .nulls(NullBehavior.NEVER)
        .as(
            Rowwise.ofAll(
                args ->
                    args[0] != null
                        && ((RecordValue) args[0]).fields().stream().allMatch(Objects::nonNull)));
    d.function("$text", "The text of a record")
        .takes(Polymorphic.RECORD)
        .gives(TEXT)
        .stable()
        .as(
            Rowwise.bound(
                call -> {
                  TextFormat format = TextFormat.in(call.session().timeZone());
                  return args -> format.print(call.argumentType(0), Rowwise.present(args[0]));
                }));
    for (Comparison comparison : Comparison.values()) {
      d.operator(comparison.symbol, comparison.description)
          .takes(Polymorphic.RECORD, Polymorphic.RECORD)
          .gives(BOOLEAN)
          .as(
              call -> {
                checkComparable(call.argumentType(0), call.argumentType(1));
                return ComparisonFunctions.general(comparison).bind(call);
              });
    }
  }

  private static VectorFunction construct(BoundCall call) {
    RecordFormat format = RecordFormat.of((RecordType) call.resultType());
    ByteSink sink = new ByteSink();
    return (selection, args, out, errors) -> {
      BytesVector records = (BytesVector) out;
      for (int i = 0; i < selection.count(); i++) {
        int row = selection.row(i);
        sink.clear();
        format.encode(args, row, sink);
        records.append(row, sink.array(), 0, sink.size());
      }
    };
  }

  private static void checkComparable(SqlType left, SqlType right) {
    RecordType one = (RecordType) left;
    RecordType other = (RecordType) right;
    int common = Math.min(one.fields().size(), other.fields().size());
    for (int i = 0; i < common; i++) {
      SqlType a = one.fields().get(i).type();
      SqlType b = other.fields().get(i).type();
      if (!TypeIdentity.of(a).equals(TypeIdentity.of(b))) {
        throw new TidewaterException(
                ErrorCode.DATATYPE_MISMATCH,
                "cannot compare dissimilar column types {left} and {right} at record column"
                    + " {column}")
            .with("left", a.display())
            .with("right", b.display())
            .with("column", i + 1);
      }
    }
    if (one.fields().size() != other.fields().size()) {
      throw new TidewaterException(
          ErrorCode.DATATYPE_MISMATCH,
          "cannot compare record types with different numbers of columns");
    }
  }
}
