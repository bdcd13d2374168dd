package dev.tidewater.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.And;
import dev.tidewater.sql.ast.Expression.BinaryOperation;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.QueryBody.Select;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class SqlParserTest {
  private static Expression expression(String sql) {
    Select select = (Select) ((Query) SqlParser.parseStatement("SELECT " + sql)).body();
    return select.items().get(0).value();
  }

  private static void assertSame(String sql, String withParentheses) {
    assertThat(expression(sql)).isEqualTo(expression(withParentheses));
  }

  @Test
  void splitsAScriptAndCountsOffsetsInIt() {
    List<ParsedStatement> statements = SqlParser.parse(" ; SELECT 1 ;\n-- x\nSELECT 2;;");

    assertThat(statements).extracting(ParsedStatement::sql).containsExactly("SELECT 1", "SELECT 2");
    assertThat(statements).extracting(ParsedStatement::offset).containsExactly(3, 19);
  }

  @Test
  void emptyScriptHasNoStatements() {
    assertThat(SqlParser.parse("")).isEmpty();
    assertThat(SqlParser.parse(" ; -- nothing\n")).isEmpty();
  }

  @Test
  void positionsInATreeCountCharactersFromTheStatementsStart() {
    ParsedStatement second = SqlParser.parse("SELECT 1; SELECT '😀' = x").get(1);
    Select select = (Select) ((Query) second.ast()).body();
    BinaryOperation equals = (BinaryOperation) select.items().get(0).value();

    assertThat(equals.position().offset()).isEqualTo(11);
    assertThat(equals.right().position().offset()).isEqualTo(13);
    assertThat(second.offset()).isEqualTo(10);
  }

  @Test
  void foldsAsciiLettersOnlyWhateverTheLocale() {
    assertThat(expression("TITLE")).isEqualTo(expression("\"title\""));
    assertThat(expression("İI")).isEqualTo(expression("\"İi\""));
  }

  @Test
  void operatorsBindAsInPostgres() {
    assertSame("1 + 2 * 3 ^ 4", "1 + (2 * (3 ^ 4))");
    assertSame("2 ^ 3 ^ 4", "(2 ^ 3) ^ 4");
    assertSame("-2 ^ 2", "(-2) ^ 2");
    assertSame("- x :: int", "- (x :: int)");
    assertSame("a OR b AND NOT c = d", "a OR (b AND (NOT (c = d)))");
    assertSame("a = NOT b = c", "a = (NOT (b = c))");
    assertSame("a || b + c < d", "(a || (b + c)) < d");
    assertSame("a -> 'b' ->> 'c' = 'd'", "((a -> 'b') ->> 'c') = 'd'");
    assertSame("@ a + b", "@ (a + b)");
    assertSame("a = b IS NULL", "(a = b) IS NULL");
    assertSame("a IS NULL = b", "(a IS NULL) = b");
    assertSame("a LIKE b || c AND d", "(a LIKE (b || c)) AND d");
    assertSame("a BETWEEN b AND c AND d", "(a BETWEEN b AND c) AND d");
    assertSame("a BETWEEN b + 1 AND c OR d", "(a BETWEEN (b + 1) AND c) OR d");
    assertSame(
        "x AT TIME ZONE 'a' AT TIME ZONE 'b' + y", "((x AT TIME ZONE 'a') AT TIME ZONE 'b') + y");
    assertSame("a OPERATOR(pg_catalog.+) b * c", "a OPERATOR(pg_catalog.+) (b * c)");
    assertSame("a = ANY (b) = c", "(a = ANY (b)) = c");
    assertSame("1 IN (1) = TRUE", "(1 IN (1)) = TRUE");
    assertSame("a - -1", "a - (-1)");
    assertSame("NOT a IN (b) AND c", "(NOT (a IN (b))) AND c");
  }

  @Test
  void chainsOfAndAreOneNode() {
    assertThat(((And) expression("a AND b AND c")).operands()).hasSize(3);
    assertThat(((And) expression("(a AND b) AND c")).operands()).hasSize(2);
  }

  @Test
  void longChainsOfConditionsAreNoProblem() {
    String sql = "SELECT 1 WHERE x = 0" + " OR x = 1".repeat(20_000);

    assertThat(SqlParser.parseStatement(sql)).isInstanceOf(Query.class);
  }

  @Test
  void deepNestingIsRefusedAndDoesNotOverflow() {
    for (String deep :
        List.of(
            "SELECT " + "(".repeat(100_000),
            "SELECT " + "(".repeat(500) + "1" + ")".repeat(500),
            "SELECT " + "(SELECT ".repeat(1_000),
            "SELECT " + "CASE WHEN ".repeat(10_000),
            "SELECT " + "- ".repeat(10_000) + "1",
            "SELECT " + "NOT ".repeat(10_000) + "TRUE",
            "SELECT 1" + " + 1".repeat(50_000),
            "SELECT x" + "::text".repeat(10_000),
            "SELECT 1" + " UNION SELECT 1".repeat(10_000),
            "SELECT * FROM a" + " CROSS JOIN b".repeat(10_000),
            "SELECT * FROM " + "(".repeat(10_000) + "SELECT 1")) {
      assertThatThrownBy(() -> SqlParser.parse(deep))
          .isInstanceOf(TidewaterException.class)
          .extracting(e -> ((TidewaterException) e).code())
          .isEqualTo(ErrorCode.STATEMENT_TOO_COMPLEX);
    }
  }

  @Test
  void nestingUpToTheLimitWorksOnASmallStack() throws InterruptedException {
    int depth = SqlParser.MAX_NESTING - 1;
    String sql =
        "SELECT 1 WHERE x IN " + "(SELECT 1 WHERE x IN ".repeat(depth) + "(1)" + ")".repeat(depth);
    Throwable[] failure = new Throwable[1];
    Thread thread =
        new Thread(null, () -> SqlPrinter.print(SqlParser.parseStatement(sql)), "small", 1 << 20);
    thread.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
    thread.start();
    thread.join();

    assertThat(failure[0]).isNull();
  }

  @Test
  void overlongStatementIsRefused() {
    String sql = "SELECT '" + "x".repeat(SqlParser.MAX_STATEMENT_LENGTH) + "'";

    assertThatThrownBy(() -> SqlParser.parse(sql))
        .isInstanceOf(TidewaterException.class)
        .extracting(e -> ((TidewaterException) e).code())
        .isEqualTo(ErrorCode.PROGRAM_LIMIT_EXCEEDED);
  }

  @Test
  void parsesManyRowsInReasonableTime() {
    String sql = "INSERT INTO t VALUES (1, 'x', 2.5)" + ", (1, 'x', 2.5)".repeat(50_000);

    Assertions.assertTimeout(
        Duration.ofSeconds(20), () -> assertThat(SqlParser.parse(sql)).hasSize(1));
  }

  @Test
  void parsesNestedParenthesesWithoutTryingEverything() {
    String sql =
        "SELECT "
            + "(".repeat(190)
            + "SELECT 1"
            + ")".repeat(190)
            + " + "
            + "(".repeat(190)
            + "1"
            + ")".repeat(190);

    Assertions.assertTimeout(
        Duration.ofSeconds(20), () -> assertThat(SqlParser.parse(sql)).hasSize(1));
  }
}
