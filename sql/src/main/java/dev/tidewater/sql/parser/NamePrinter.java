package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Operator;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.OptionValue;
import dev.tidewater.sql.ast.QualifiedName;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints names, literals and options, and joins the pieces of others. */
final class NamePrinter {
  private NamePrinter() {}

  static String name(Identifier name) {
    return name(name.value());
  }

  static String name(String name) {
    return isPlain(name) && Keywords.canNameColumn(name) ? name : quoted(name);
  }

  static String name(QualifiedName name) {
    return join(name.parts(), ".", NamePrinter::name);
  }

  /** Some keywords can name a column and not a function, or the other way round. */
  static String functionName(QualifiedName name) {
    if (name.isQualified()) {
      return name(name);
    }
    String only = name.last();
    return isPlain(only) && Keywords.canNameFunction(only) ? only : quoted(only);
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || c == '_';
      if (!letter && (i == 0 || !Lexer.isDigit(c))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  static String operator(Operator operator) {
    Identifier schema = operator.schema();
    return schema == null
        ? operator.symbol()
        : "OPERATOR(" + name(schema) + "." + operator.symbol() + ")";
  }

  /** Pieces with one space between; empty ones leave no trace. */
  static String words(String... pieces) {
    StringBuilder line = new StringBuilder();
    for (String piece : pieces) {
      if (!piece.isEmpty()) {
        line.append(line.isEmpty() ? "" : " ").append(piece);
      }
    }
    return line.toString();
  }

  static String when(boolean condition, String piece) {
    return condition ? piece : "";
  }

  static <T> String ifPresent(@Nullable T value, String before, Function<T, String> print) {
    return value == null ? "" : before + print.apply(value);
  }

  static <T> String join(List<T> items, String separator, Function<T, String> print) {
    return items.stream().map(print).collect(Collectors.joining(separator));
  }

  static <T> String list(List<T> items, Function<T, String> print) {
    return join(items, ", ", print);
  }

  /** Empty for an empty list. */
  static <T> String listAfter(String before, List<T> items, Function<T, String> print) {
    return items.isEmpty() ? "" : before + list(items, print);
  }

  /** Empty for an empty list. */
  static <T> String parenthesized(List<T> items, Function<T, String> print) {
    return items.isEmpty() ? "" : "(" + list(items, print) + ")";
  }

  static String names(List<Identifier> names) {
    return parenthesized(names, NamePrinter::name);
  }

  static String expressions(List<Expression> expressions) {
    return list(expressions, ExpressionPrinter::print);
  }

  static String options(List<Option> options) {
    return parenthesized(options, NamePrinter::option);
  }

  static String withOptions(List<Option> options) {
    return options.isEmpty() ? "" : "WITH " + options(options);
  }

  static String option(Option option) {
    OptionValue value = option.value();
    return value == null ? option.name() : option.name() + " = " + optionValue(value);
  }

  private static String optionValue(OptionValue value) {
    if (value instanceof OptionValue.Constant constant) {
      return ExpressionPrinter.print(constant.literal());
    }
    if (value instanceof OptionValue.Secret secret) {
      return "SECRET " + name(secret.name());
    }
    if (value instanceof OptionValue.Name reference) {
      return name(reference.name());
    }
    return "(" + list(((OptionValue.Values) value).values(), NamePrinter::optionValue) + ")";
  }
}
