package dev.tidewater.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidewater.types.TidewaterException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every statement of the corpus, with its canonical form or its error. */
class GoldenStatementsTest {
  @TestFactory
  Stream<DynamicTest> acceptedStatementsHaveTheirCanonicalForm() {
    return GoldenStatements.read("accepted.txt").stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    title(c.input()),
                    () -> assertThat(canonical(c.input())).isEqualTo(c.expected())));
  }

  @TestFactory
  Stream<DynamicTest> printedStatementsParseToTheSameTree() {
    return Stream.of("accepted.txt", "psql.txt", "pgjdbc.txt")
        .flatMap(file -> GoldenStatements.read(file).stream())
        .map(
            c ->
                DynamicTest.dynamicTest(
                    title(c.input()),
                    () -> {
                      for (ParsedStatement statement : SqlParser.parse(c.input())) {
                        String printed = SqlPrinter.print(statement.ast());
                        assertThat(SqlParser.parseStatement(printed)).isEqualTo(statement.ast());
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> refusedStatementsSayWhereAndWhy() {
    return GoldenStatements.read("refused.txt").stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    title(c.input()),
                    () -> assertThat(refusal(c.input())).isEqualTo(c.expected())));
  }

  @Test
  void corpusIsNotEmpty() {
    assertThat(GoldenStatements.read("accepted.txt")).hasSizeGreaterThan(150);
    assertThat(GoldenStatements.read("refused.txt")).hasSizeGreaterThan(50);
    assertThat(GoldenStatements.read("psql.txt")).hasSizeGreaterThan(50);
  }

  private static String title(String sql) {
    String line = sql.replace('\n', ' ');
    return line.length() <= 80 ? line : line.substring(0, 80);
  }

  private static String canonical(String sql) {
    List<ParsedStatement> statements = SqlParser.parse(sql);
    return statements.stream()
        .map(statement -> SqlPrinter.print(statement.ast()))
        .collect(Collectors.joining("\n"));
  }

  private static String refusal(String sql) {
    TidewaterException error =
        catchThrowableOfType(TidewaterException.class, () -> SqlParser.parse(sql));
    assertThat(error).as("accepted, should not have been").isNotNull();
    String hint = error.hint() == null ? "" : "\nHINT: " + error.hint();
    return error.code().sqlState()
        + " at "
        + error.position().orElse(-1)
        + ": "
        + error.getMessage()
        + hint;
  }
}
