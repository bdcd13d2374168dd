package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.NumberLiteral;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.TypeName;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TypeKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resolves the names of types, with their modifiers. */
public final class TypeNames {
  private static final int MAX_CHARACTERS = 10_485_760;
  private static final int MAX_NUMERIC_PRECISION = 1000;
  private static final int MAX_TIME_PRECISION = 6;
  private static final Map<String, TypeKind> KINDS = kinds();

  private TypeNames() {}

  private static Map<String, TypeKind> kinds() {
    Map<String, TypeKind> kinds = new HashMap<>();
    for (TypeKind kind : TypeKind.values()) {
      if (kind != TypeKind.UNKNOWN && kind != TypeKind.VOID) {
        kinds.put(kind.internalName(), kind);
      }
    }
    kinds.put("string", TypeKind.TEXT);
    return Map.copyOf(kinds);
  }

  /** The type that a name means, or a failure with its position. */
  public static SqlType resolve(TypeName name) {
    return lookUp(name)
        .orElseThrow(
            () ->
                Failures.at(
                        name.position(),
                        ErrorCode.UNDEFINED_OBJECT,
                        "type \"{name}\" does not exist")
                    .with("name", name.name()));
  }

  static Optional<SqlType> lookUp(TypeName name) {
    List<String> qualifiers = name.name().qualifiers();
    if (!qualifiers.isEmpty() && !qualifiers.equals(List.of("pg_catalog"))) {
      return Optional.empty();
    }
    String last = name.name().last();
    int dimensions = name.arrayDimensions();
    if (last.startsWith("_") && KINDS.containsKey(last.substring(1))) {
      last = last.substring(1);
      dimensions++;
    }
    TypeKind kind = KINDS.get(last);
    if (kind == null) {
      return Optional.empty();
    }
    if (name.listDepth() > 0) {
      throw Failures.notSupported(name.position(), "list types");
    }
    ScalarType scalar = withModifiers(kind, name);
    // Like PostgreSQL: int[][] is the same type as int[].
    return Optional.of(dimensions > 0 ? new ArrayType(scalar) : scalar);
  }

  private static ScalarType withModifiers(TypeKind kind, TypeName name) {
    if (!name.intervalFields().isEmpty()) {
      throw Failures.notSupported(name.position(), "intervals restricted to fields");
    }
    List<Expression> modifiers = name.modifiers();
    if (modifiers.isEmpty()) {
      return ScalarType.of(kind);
    }
    return switch (kind) {
      case NUMERIC -> numeric(name);
      case VARCHAR, BPCHAR -> characters(kind, name);
      case TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> timePrecision(kind, name);
      default ->
          throw Failures.at(
                  name.position(),
                  ErrorCode.SYNTAX_ERROR,
                  "type modifier is not allowed for type \"{type}\"")
              .with("type", kind.sqlName());
    };
  }

  private static ScalarType numeric(TypeName name) {
    if (name.modifiers().size() > 2) {
      throw invalid(name.position(), "invalid NUMERIC type modifier");
    }
    int precision = number(name, 0);
    int scale = name.modifiers().size() == 2 ? number(name, 1) : 0;
    if (precision < 1 || precision > MAX_NUMERIC_PRECISION) {
      throw invalid(
              name.position(), "NUMERIC precision {precision} must be between 1 and {maximum}")
          .with("precision", precision)
          .with("maximum", MAX_NUMERIC_PRECISION);
    }
    if (scale < 0 || scale > precision) {
      throw Failures.at(
              name.position(),
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "NUMERIC scale {scale} must be between 0 and precision {precision}")
          .with("scale", scale)
          .with("precision", precision);
    }
    return ScalarType.numeric(precision, scale);
  }

  private static ScalarType characters(TypeKind kind, TypeName name) {
    String type = kind == TypeKind.VARCHAR ? "varchar" : "char";
    int length = onlyModifier(name, type);
    if (length < 1) {
      throw invalid(name.position(), "length for type {type} must be at least 1")
          .with("type", type);
    }
    if (length > MAX_CHARACTERS) {
      throw invalid(name.position(), "length for type {type} cannot exceed {maximum}")
          .with("type", type)
          .with("maximum", MAX_CHARACTERS);
    }
    return new ScalarType(kind, length, ScalarType.NONE);
  }

  /** Like PostgreSQL, a precision above the possible one is taken as that. */
  private static ScalarType timePrecision(TypeKind kind, TypeName name) {
    int precision = onlyModifier(name, kind.sqlName());
    if (precision < 0) {
      throw invalid(name.position(), "{type}({precision}) precision must not be negative")
          .with("type", kind.sqlName())
          .with("precision", precision);
    }
    return new ScalarType(kind, Math.min(precision, MAX_TIME_PRECISION), ScalarType.NONE);
  }

  private static int onlyModifier(TypeName name, String type) {
    if (name.modifiers().size() != 1) {
      throw invalid(name.position(), "invalid type modifier for type {type}").with("type", type);
    }
    return number(name, 0);
  }

  private static int number(TypeName name, int index) {
    Expression modifier = name.modifiers().get(index);
    if (modifier instanceof NumberLiteral literal) {
      try {
        return Integer.parseInt(literal.text());
      } catch (NumberFormatException e) {
        // Falls through to the message below, which names the place.
      }
    }
    throw Failures.at(
        modifier.position(),
        ErrorCode.SYNTAX_ERROR,
        "type modifiers must be simple constants or identifiers");
  }

  private static dev.tidewater.types.TidewaterException invalid(Position position, String summary) {
    return Failures.at(position, ErrorCode.INVALID_PARAMETER_VALUE, summary);
  }
}
