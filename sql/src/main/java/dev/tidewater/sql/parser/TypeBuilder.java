package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.NumberLiteral;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.ast.TypeName;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ArrayBoundsContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.IntervalFieldsContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.IntervalSecondContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.KeywordTypeContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SimpleTypeContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.TypeModifiersContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.TypeNameContext;
import dev.tidewater.types.ErrorCode;
import java.util.List;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Builds type names. */
final class TypeBuilder {
  /** {@code float(p)} up to this many binary digits is a real, as in PostgreSQL. */
  private static final int MAX_REAL_BITS = 24;

  private static final int MAX_DOUBLE_BITS = 53;

  private static final Pattern PARENTHESES = Pattern.compile(" ?\\( ?(\\d+) ?\\)");

  private final TreeBuilder tree;

  TypeBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  TypeName type(TypeNameContext context) {
    if (context.SETOF() != null) {
      throw tree.error(
          ErrorCode.INVALID_TABLE_DEFINITION,
          "a set of values can't be used here",
          context.getStart());
    }
    TypeName simple = simple(context.simpleType());
    int dimensions = dimensions(context.arrayBounds());
    return new TypeName(
        simple.name(),
        simple.modifiers(),
        simple.intervalFields(),
        dimensions,
        context.LIST().size(),
        simple.position());
  }

  private static int dimensions(ArrayBoundsContext bounds) {
    return bounds.ARRAY() != null ? 1 : bounds.LEFT_BRACKET().size();
  }

  private TypeName simple(SimpleTypeContext context) {
    if (context.keywordType() != null) {
      return keyword(context.keywordType());
    }
    if (context.INTERVAL() != null) {
      return interval(tree.position(context), context.intervalFields(), context.NUMBER());
    }
    if (context.MAP() != null || context.PERCENT() != null) {
      throw tree.error(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          context.MAP() != null ? "map types are not supported" : "%TYPE is not supported",
          context.getStart());
    }
    return new TypeName(
        tree.functionName(context.functionName()),
        modifiers(context.typeModifiers()),
        "",
        0,
        0,
        tree.position(context));
  }

  private List<Expression> modifiers(@Nullable TypeModifiersContext context) {
    return context == null ? List.of() : tree.expressions.list(context.expressionList());
  }

  /** INTERVAL with fields or with a precision. */
  TypeName interval(
      Position position, @Nullable IntervalFieldsContext fields, @Nullable TerminalNode precision) {
    TerminalNode digits = precision;
    if (fields != null) {
      IntervalSecondContext second = fields.intervalSecond();
      digits = second == null ? null : second.NUMBER();
    }
    String words =
        fields == null ? "" : PARENTHESES.matcher(TreeBuilder.words(fields)).replaceAll("").trim();
    return new TypeName(systemName("interval", position), number(digits), words, 0, 0, position);
  }

  TypeName keyword(KeywordTypeContext context) {
    Position position = tree.position(context);
    if (context.typeModifiers() != null) {
      String name = context.BIT() != null ? bitName(context) : "numeric";
      return system(name, modifiers(context.typeModifiers()), position);
    }
    if (context.FLOAT() != null) {
      return floating(context, position);
    }
    if (context.CHARACTER() != null || context.CHAR() != null || context.NCHAR() != null) {
      return character(context, position);
    }
    String first = TreeBuilder.value(context.getStart());
    if (first.equals("timestamp") || first.equals("time")) {
      String name = context.WITH() != null ? first + "tz" : first;
      return system(name, number(context.NUMBER()), position);
    }
    return system(plainName(context), number(context.NUMBER()), position);
  }

  private static String bitName(KeywordTypeContext context) {
    return context.VARYING() != null ? "varbit" : "bit";
  }

  private static String plainName(KeywordTypeContext context) {
    if (context.BIT() != null) {
      return bitName(context);
    }
    return switch (TreeBuilder.value(context.getStart())) {
      case "int", "integer" -> "int4";
      case "smallint" -> "int2";
      case "bigint" -> "int8";
      case "real" -> "float4";
      case "double" -> "float8";
      case "boolean" -> "bool";
      case "varchar" -> "varchar";
      default -> "numeric";
    };
  }

  private TypeName floating(KeywordTypeContext context, Position position) {
    if (context.NUMBER() == null) {
      return system("float8", List.of(), position);
    }
    int bits = tree.integer(context.NUMBER());
    if (bits < 1 || bits > MAX_DOUBLE_BITS) {
      throw tree.error(
          ErrorCode.INVALID_PARAMETER_VALUE,
          bits < 1
              ? "precision for type float must be at least 1 bit"
              : "precision for type float must be less than 54 bits",
          context.NUMBER().getSymbol());
    }
    return system(bits <= MAX_REAL_BITS ? "float4" : "float8", List.of(), position);
  }

  /** A plain CHARACTER has length 1. */
  private TypeName character(KeywordTypeContext context, Position position) {
    if (context.VARYING() != null) {
      return system("varchar", number(context.NUMBER()), position);
    }
    List<Expression> length =
        context.NUMBER() == null
            ? List.of(new NumberLiteral("1", position))
            : number(context.NUMBER());
    return system("bpchar", length, position);
  }

  private List<Expression> number(@Nullable TerminalNode digits) {
    if (digits == null) {
      return List.of();
    }
    tree.integer(digits);
    return List.of(new NumberLiteral(TreeBuilder.value(digits), tree.position(digits)));
  }

  private static TypeName system(String name, List<Expression> modifiers, Position position) {
    return new TypeName(systemName(name, position), modifiers, "", 0, 0, position);
  }

  static QualifiedName systemName(String name, Position position) {
    return new QualifiedName(
        List.of(new Identifier("pg_catalog", position), new Identifier(name, position)), position);
  }
}
