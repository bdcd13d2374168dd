package dev.tidewater.engine.function;

import static dev.tidewater.engine.function.CastContext.ASSIGNMENT;
import static dev.tidewater.engine.function.CastContext.EXPLICIT;
import static dev.tidewater.engine.function.CastContext.IMPLICIT;
import static dev.tidewater.types.ScalarType.BPCHAR;
import static dev.tidewater.types.ScalarType.CHAR;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.NAME;
import static dev.tidewater.types.ScalarType.TEXT;
import static dev.tidewater.types.ScalarType.VARCHAR;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.format.Modifiers;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Casts among the text types, and between text and everything else through its text form. */
final class TextCasts {
  private static final List<ScalarType> STRINGS = List.of(TEXT, VARCHAR, BPCHAR);
  private static final Set<TypeKind> REFERENCES =
      Set.of(
          TypeKind.REGCLASS,
          TypeKind.REGPROC,
          TypeKind.REGNAMESPACE,
          TypeKind.REGROLE,
          TypeKind.REGTYPE);
  private static final Set<TypeKind> NOT_HERE =
      Set.of(
          TypeKind.TEXT,
          TypeKind.VARCHAR,
          TypeKind.BPCHAR,
          TypeKind.NAME,
          TypeKind.CHAR,
          TypeKind.UNKNOWN,
          TypeKind.VOID);

  /** How a text is made to fit a length. */
  private enum Fit {
    CUT,
    CHECK
  }

  private TextCasts() {}

  static void declare(Declarations d) {
    for (ScalarType from : STRINGS) {
      for (ScalarType to : STRINGS) {
        d.cast(from, to, IMPLICIT, strings(Fit.CUT));
        if (!to.equals(TEXT)) {
          d.assignment(from, to, strings(Fit.CHECK));
        }
      }
    }
    names(d);
    for (TypeKind kind : TypeKind.values()) {
      if (!NOT_HERE.contains(kind)) {
        through(d, ScalarType.of(kind));
        through(d, new ArrayType(ScalarType.of(kind)));
      }
    }
    for (ScalarType element : List.of(TEXT, VARCHAR, BPCHAR, NAME)) {
      through(d, new ArrayType(element));
    }
  }

  private static void names(Declarations d) {
    d.cast(NAME, TEXT, IMPLICIT, strings(Fit.CUT));
    d.cast(NAME, VARCHAR, ASSIGNMENT, strings(Fit.CUT));
    d.cast(NAME, BPCHAR, ASSIGNMENT, strings(Fit.CUT));
    for (ScalarType from : STRINGS) {
      d.cast(from, NAME, IMPLICIT, Rowwise.of((String v) -> Modifiers.truncateName(v)));
      d.cast(from, CHAR, ASSIGNMENT, Rowwise.of(TextCasts::firstByte));
    }
    d.cast(NAME, NAME, IMPLICIT, strings(Fit.CUT));
    d.cast(CHAR, TEXT, IMPLICIT, strings(Fit.CUT));
    d.cast(CHAR, VARCHAR, ASSIGNMENT, strings(Fit.CUT));
    d.cast(CHAR, BPCHAR, ASSIGNMENT, strings(Fit.CUT));
    d.cast(CHAR, CHAR, IMPLICIT, strings(Fit.CUT));
    d.cast(
        CHAR, INT4, EXPLICIT, Rowwise.of((String v) -> v.isEmpty() ? 0 : (int) (byte) v.charAt(0)));
    d.cast(INT4, CHAR, EXPLICIT, Rowwise.of(TextCasts::charOf));
  }

  private static String firstByte(String text) {
    return text.isEmpty() ? "" : text.substring(0, 1);
  }

  private static String charOf(Integer code) {
    if (code < -128 || code > 127) {
      throw new TidewaterException(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "\"char\" out of range");
    }
    return code == 0 ? "" : String.valueOf((char) (int) code);
  }

  /** Text to text: blanks at the end of character(n) go, lengths are applied. */
  private static Implementation strings(Fit fit) {
    return call -> {
      ScalarType from = (ScalarType) call.argumentType(0);
      ScalarType to = call.scalarResult();
      boolean trims = from.kind() == TypeKind.BPCHAR && to.kind() != TypeKind.BPCHAR;
      boolean fits = to.precision() != ScalarType.NONE;
      return (selection, args, out, errors) -> {
        BytesVector source = (BytesVector) args[0];
        BytesVector target = (BytesVector) out;
        for (int i = 0; i < selection.count(); i++) {
          int row = selection.row(i);
          if (out.isNull(row)) {
            continue;
          }
          int start = source.offsets[row];
          int end = trims ? Comparators.endWithoutBlanks(source, row) : start + source.lengths[row];
          if (!fits) {
            target.append(row, source.data, start, end - start);
          } else {
            String text = new String(source.data, start, end - start, StandardCharsets.UTF_8);
            fit(text, to, fit, target, row, errors);
          }
        }
      };
    };
  }

  private static void fit(
      String text, ScalarType to, Fit fit, BytesVector out, int row, RowErrors errors) {
    boolean padded = to.kind() == TypeKind.BPCHAR;
    try {
      String fitted =
          switch (fit) {
            case CUT -> padded ? Modifiers.castBpchar(text, to) : Modifiers.castVarchar(text, to);
            case CHECK ->
                padded ? Modifiers.assignBpchar(text, to) : Modifiers.assignVarchar(text, to);
          };
      Values.writeText(fitted, out, row);
    } catch (TidewaterException e) {
      out.setNull(row);
      errors.record(row, e);
    }
  }

  private static void through(Declarations d, SqlType type) {
    Volatility volatility =
        type.is(TypeKind.TIMESTAMPTZ) || isReference(type)
            ? Volatility.STABLE
            : Volatility.IMMUTABLE;
    for (ScalarType string : STRINGS) {
      d.cast(type, string, ASSIGNMENT, volatility, toText(Fit.CUT));
      if (!string.equals(TEXT)) {
        d.assignment(type, string, toText(Fit.CHECK));
      }
      d.cast(string, type, EXPLICIT, volatility, fromText());
    }
    if (type instanceof ScalarType scalar && !hasSelfCast(scalar)) {
      d.cast(type, type, IMPLICIT, Rowwise.ofAll(args -> args[0]));
    }
  }

  private static boolean isReference(SqlType type) {
    return type instanceof ScalarType scalar && REFERENCES.contains(scalar.kind());
  }

  /** Types whose cast to themselves applies modifiers and is declared with them. */
  private static boolean hasSelfCast(ScalarType type) {
    return switch (type.kind()) {
      case NUMERIC, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> true;
      default -> false;
    };
  }

  private static Implementation toText(Fit fit) {
    return call -> {
      SqlType from = call.argumentType(0);
      ScalarType to = call.scalarResult();
      boolean fits = to.precision() != ScalarType.NONE;
      TextFormat format = TextFormat.in(call.session().timeZone());
      ByteSink sink = new ByteSink();
      return (selection, args, out, errors) -> {
        for (int i = 0; i < selection.count(); i++) {
          int row = selection.row(i);
          if (!out.isNull(row)) {
            sink.clear();
            print(call, format, args[0], from, row, sink);
            if (fits) {
              fit(sink.toString(), to, fit, (BytesVector) out, row, errors);
            } else {
              ((BytesVector) out).append(row, sink.array(), 0, sink.size());
            }
          }
        }
      };
    };
  }

  private static void print(
      BoundCall call,
      TextFormat format,
      ColumnVector vector,
      SqlType type,
      int row,
      ByteSink sink) {
    if (type.is(TypeKind.BOOLEAN)) {
      sink.putUtf8(((LongVector) vector).values[row] != 0 ? "true" : "false");
    } else if (type.is(TypeKind.REGCLASS)) {
      long oid = ((LongVector) vector).values[row];
      sink.putUtf8(call.session().relationName(oid).orElse(Long.toString(oid)));
    } else if (type.is(TypeKind.REGTYPE)) {
      long oid = ((LongVector) vector).values[row];
      sink.putUtf8(ObjectIdentifiers.formatType(oid, -1));
    } else if (type.is(TypeKind.REGNAMESPACE)) {
      long oid = ((LongVector) vector).values[row];
      sink.putUtf8(call.session().schemaName(oid).orElse(Long.toString(oid)));
    } else if (type.is(TypeKind.REGROLE)) {
      long oid = ((LongVector) vector).values[row];
      sink.putUtf8(call.session().userName(oid).orElse(Long.toString(oid)));
    } else {
      format.append(vector, type, row, sink);
    }
  }

  private static Implementation fromText() {
    return Rowwise.bound(
        call -> {
          TextFormat format = TextFormat.in(call.session().timeZone());
          SqlType to = call.resultType();
          SessionFunctions session = call.session();
          if (to.is(TypeKind.REGCLASS)) {
            return args ->
                ObjectIdentifiers.relationOid(session, (String) Rowwise.present(args[0]));
          }
          if (to.is(TypeKind.REGTYPE)) {
            return args -> ObjectIdentifiers.typeOid(session, (String) Rowwise.present(args[0]));
          }
          if (to.is(TypeKind.REGNAMESPACE)) {
            return args -> ObjectIdentifiers.schemaOid(session, (String) Rowwise.present(args[0]));
          }
          if (to.is(TypeKind.REGROLE)) {
            return args -> ObjectIdentifiers.userOid(session, (String) Rowwise.present(args[0]));
          }
          return args -> format.parse(to, (String) Rowwise.present(args[0]));
        });
  }
}
