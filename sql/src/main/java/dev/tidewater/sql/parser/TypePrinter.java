package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.NumberLiteral;
import dev.tidewater.sql.ast.TypeName;
import java.util.List;
import java.util.Map;

/** Prints type names; those with a spelling of their own in the standard have it back. */
final class TypePrinter {
  /** System types whose modifiers, if any, follow the whole name. */
  private static final Map<String, String> SPELLINGS =
      Map.ofEntries(
          Map.entry("bool", "boolean"),
          Map.entry("int2", "smallint"),
          Map.entry("int4", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("float4", "real"),
          Map.entry("float8", "double precision"),
          Map.entry("numeric", "numeric"),
          Map.entry("bpchar", "character"),
          Map.entry("varchar", "character varying"),
          Map.entry("bit", "bit"),
          Map.entry("varbit", "bit varying"),
          Map.entry("time", "time"),
          Map.entry("timetz", "time"),
          Map.entry("timestamp", "timestamp"),
          Map.entry("timestamptz", "timestamp"));

  private TypePrinter() {}

  static String print(TypeName type) {
    return simple(type) + "[]".repeat(type.arrayDimensions()) + " list".repeat(type.listDepth());
  }

  private static String simple(TypeName type) {
    String last = type.name().last();
    boolean system =
        type.name().parts().size() == 2 && type.name().qualifiers().get(0).equals("pg_catalog");
    if (system && last.equals("interval") && isLength(type.modifiers())) {
      return interval(type);
    }
    String spelling = system ? SPELLINGS.get(last) : null;
    if (spelling == null || !fits(last, type.modifiers())) {
      return NamePrinter.functionName(type.name()) + modifiers(type.modifiers());
    }
    boolean zoned = last.equals("timetz") || last.equals("timestamptz");
    return spelling + modifiers(type.modifiers()) + (zoned ? " with time zone" : "");
  }

  private static String interval(TypeName type) {
    return type.intervalFields().isEmpty()
        ? "interval" + modifiers(type.modifiers())
        : "interval " + type.intervalFields() + modifiers(type.modifiers());
  }

  /** Whether the grammar takes these modifiers behind the standard's spelling. */
  private static boolean fits(String name, List<Expression> modifiers) {
    return switch (name) {
      case "numeric", "bit", "varbit" -> true;
      // A plain CHARACTER would be of length 1.
      case "bpchar" -> !modifiers.isEmpty() && isLength(modifiers);
      case "varchar", "time", "timetz", "timestamp", "timestamptz" -> isLength(modifiers);
      default -> modifiers.isEmpty();
    };
  }

  private static boolean isLength(List<Expression> modifiers) {
    return modifiers.isEmpty()
        || (modifiers.size() == 1
            && modifiers.get(0) instanceof NumberLiteral number
            && number.text().matches("\\d{1,9}"));
  }

  private static String modifiers(List<Expression> modifiers) {
    return NamePrinter.parenthesized(modifiers, ExpressionPrinter::print);
  }
}
