package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.ast.TypeName;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads {@code 'name'::regclass} and its kin: a name or a number that stands for an object. */
final class ObjectReferences {
  /** The input function of arrays: drivers tell by it which types are arrays. */
  private static final String ARRAY_INPUT = "array_in";

  private static final long ARRAY_INPUT_OID = 750;

  private final StatementAnalysis statement;

  ObjectReferences(StatementAnalysis statement) {
    this.statement = statement;
  }

  /** The object id that a text means. */
  long resolve(String text, SqlType type, Position position) {
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return number(text, type, position);
    }
    if (text.equals("-")) {
      return 0;
    }
    QualifiedName name = parse(text, position);
    if (type.is(TypeKind.REGCLASS)) {
      return statement
          .context()
          .catalog()
          .classOid(name, statement.context().names())
          .orElseThrow(() -> missing(ErrorCode.UNDEFINED_TABLE, "relation", text, position));
    }
    if (type.is(TypeKind.REGTYPE)) {
      TypeName typeName = new TypeName(name, List.of(), "", 0, 0, position);
      return TypeNames.lookUp(typeName)
          .orElseThrow(() -> missing(ErrorCode.UNDEFINED_OBJECT, "type", text, position))
          .oid();
    }
    if (name.last().equals(ARRAY_INPUT)) {
      return ARRAY_INPUT_OID;
    }
    throw Failures.notSupported(position, "looking up functions by regproc");
  }

  private static long number(String text, SqlType type, Position position) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Failures.at(
              position,
              new TidewaterException(
                  ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                  "value \"{value}\" is out of range for type {type}",
                  e))
          .with("value", text)
          .with("type", type.display());
    }
  }

  private static TidewaterException missing(
      ErrorCode code, String what, String name, Position position) {
    return Failures.at(position, code, "{what} \"{name}\" does not exist")
        .with("what", what)
        .with("name", name);
  }

  /** Splits at points outside of quotes; folds what is not quoted. */
  private static QualifiedName parse(String text, Position position) {
    List<Identifier> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean doubledQuote =
          quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
      if (doubledQuote) {
        part.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        parts.add(new Identifier(part.toString(), position));
        part.setLength(0);
      } else {
        part.append(quoted ? String.valueOf(c) : String.valueOf(c).toLowerCase(Locale.ROOT));
      }
    }
    parts.add(new Identifier(part.toString().strip(), position));
    return new QualifiedName(parts, position);
  }
}
