package dev.tidewater.engine.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.engine.function.FunctionCatalog;
import dev.tidewater.engine.function.ParameterType;
import dev.tidewater.engine.function.SessionFunctions;
import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.format.TextFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Compares functions with the answers of a PostgreSQL 15, which src/test/postgres/answers.py asked:
 * values as text, errors with their code and words.
 */
class PostgresAnswersTest {
  private static final Pattern SIGNATURE = Pattern.compile("^(.*?)\\((.*)\\)$");
  private static final Pattern TYPE =
      Pattern.compile("[a-z0-9_]+(?:\\([0-9,-]+\\))?(?:\\[\\])?(?:\\.\\.\\.)?");

  /** Enough cases that an emptied file is noticed. */
  private static final int LEAST_CASES = 700;

  @Test
  void functionsAnswerAsPostgres() throws IOException {
    List<String> failures = new ArrayList<>();
    int cases = 0;
    ZoneId zone = ZoneId.of("UTC");
    for (String line : lines()) {
      if (line.startsWith("# zone ")) {
        zone = ZoneId.of(line.substring(7));
      } else if (!line.startsWith("#")) {
        cases++;
        int mark = line.lastIndexOf("\t=>\t");
        String expected = line.substring(mark + 4);
        String found = answer(line.substring(0, mark).split("\t", -1), zone);
        if (!found.equals(expected)) {
          failures.add(line.substring(0, mark) + "\n  wanted " + expected + "\n  found  " + found);
        }
      }
    }
    assertThat(failures).as(String.join("\n", failures)).isEmpty();
    assertThat(cases).isGreaterThan(LEAST_CASES);
  }

  private static List<String> lines() throws IOException {
    try (InputStream in =
        PostgresAnswersTest.class.getResourceAsStream("/postgres-15-answers.tsv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  private static String answer(String[] parts, ZoneId zone) {
    SessionFunctions session =
        new SessionFunctions() {
          @Override
          public ZoneId timeZone() {
            return zone;
          }
        };
    TextFormat format = TextFormat.in(zone);
    try {
      ScalarExpr call = call(parts, format);
      Object value = ScalarProgram.constant(call, session);
      return value == null ? "\\N" : format.print(call.type(), value).replace("\n", "\\n");
    } catch (TidewaterException e) {
      return "ERROR " + e.code().sqlState() + " " + e.getMessage().replace("\n", "\\n");
    }
  }

  private static ScalarExpr call(String[] parts, TextFormat format) {
    Matcher signature = SIGNATURE.matcher(parts[0]);
    assertThat(signature.matches()).isTrue();
    List<String> declared = TYPE.matcher(signature.group(2)).results().map(m -> m.group()).toList();
    List<ScalarExpr> args = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      String type = declared.get(Math.min(i, declared.size()) - 1).replace("...", "");
      String value = parts[i];
      if (type.startsWith("any")) {
        int colon = value.indexOf(':');
        type = value.substring(0, colon);
        value = value.substring(colon + 1);
      }
      SqlType sqlType = type(type);
      args.add(new Literal(value.equals("\\N") ? null : format.parse(sqlType, value), sqlType));
    }
    String name = signature.group(1);
    boolean cast = name.equals("cast");
    String identity =
        cast ? "cast(" + plain(declared.get(0)) + "," + plain(declared.get(1)) + ")" : parts[0];
    SqlFunction function = FunctionCatalog.standard().byIdentity(identity);
    SqlType result = cast ? type(declared.get(1)) : result(function, args);
    return new ScalarExpr.Call(identity, args, result, true);
  }

  private static String plain(String type) {
    return type.replaceAll("\\([0-9,-]+\\)", "");
  }

  private static SqlType result(SqlFunction function, List<ScalarExpr> args) {
    if (function.result() instanceof ParameterType.Exact exact) {
      return exact.type();
    }
    SqlType array = null;
    for (ScalarExpr arg : args) {
      array = arg.type() instanceof ArrayType ? arg.type() : array;
    }
    ArrayType arrayType =
        array == null ? new ArrayType((ScalarType) args.get(0).type()) : (ArrayType) array;
    boolean givesArray =
        function.result() == ParameterType.Polymorphic.ARRAY
            || function.result() == ParameterType.Polymorphic.COMPATIBLE_ARRAY;
    return givesArray ? arrayType : arrayType.element();
  }

  private static SqlType type(String text) {
    if (text.endsWith("[]")) {
      return new ArrayType((ScalarType) type(text.substring(0, text.length() - 2)));
    }
    String name = plain(text);
    TypeKind kind =
        Arrays.stream(TypeKind.values())
            .filter(k -> k.internalName().equals(name))
            .findFirst()
            .orElseThrow();
    if (name.equals(text)) {
      return ScalarType.of(kind);
    }
    String[] modifiers = text.substring(name.length() + 1, text.length() - 1).split(",", -1);
    int scale = modifiers.length > 1 ? Integer.parseInt(modifiers[1]) : ScalarType.NONE;
    return new ScalarType(kind, Integer.parseInt(modifiers[0]), scale);
  }
}
