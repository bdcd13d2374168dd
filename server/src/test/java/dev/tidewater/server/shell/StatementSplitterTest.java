package dev.tidewater.server.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StatementSplitterTest {
  private static List<String> split(String script) {
    StatementSplitter splitter = new StatementSplitter();
    List<String> statements = new ArrayList<>();
    script.lines().forEach(line -> statements.addAll(splitter.line(line)));
    statements.addAll(splitter.rest());
    return statements;
  }

  @Test
  void semicolonsEndStatements() {
    assertThat(split("SELECT 1; SELECT 2;\nSELECT\n3"))
        .containsExactly("SELECT 1", "SELECT 2", "SELECT\n3");
  }

  @Test
  void semicolonsInQuotesDoNot() {
    assertThat(split("SELECT ';', \";\", 'it''s;';x"))
        .containsExactly("SELECT ';', \";\", 'it''s;'", "x");
    assertThat(split("SELECT E'\\';', 'a\\';x")).containsExactly("SELECT E'\\';', 'a\\'", "x");
    assertThat(split("SELECT E'a''\\';';x")).containsExactly("SELECT E'a''\\';'", "x");
  }

  @Test
  void semicolonsInDollarQuotesDoNot() {
    assertThat(split("SELECT $$;$$, $a$;$$;$a$;x"))
        .containsExactly("SELECT $$;$$, $a$;$$;$a$", "x");
    assertThat(split("SELECT $1; SELECT a$b$; x")).containsExactly("SELECT $1", "SELECT a$b$", "x");
  }

  @Test
  void semicolonsInCommentsDoNot() {
    assertThat(split("a -- ; '\n/* ; /* ; */ ' ; */ b; c"))
        .containsExactly("a -- ; '\n/* ; /* ; */ ' ; */ b", "c");
  }

  @Test
  void nothingButBlanksAndCommentsIsNoStatement() {
    assertThat(split(" ; -- x\n; /* y */ ;\n")).isEmpty();
  }

  @Test
  void shellKnowsWhetherAStatementHasBegun() {
    StatementSplitter splitter = new StatementSplitter();
    assertThat(splitter.isAtStart()).isTrue();
    splitter.line("-- a comment");
    assertThat(splitter.isAtStart()).isTrue();
    splitter.line("SELECT '");
    assertThat(splitter.isAtStart()).isFalse();
    assertThat(splitter.line("';")).containsExactly("-- a comment\nSELECT '\n'");
    assertThat(splitter.isAtStart()).isTrue();
    splitter.line("SELECT");
    splitter.clear();
    assertThat(splitter.isAtStart()).isTrue();
  }

  @Property
  void joiningStatementsAndSplittingThemGivesThemBack(
      @ForAll("statements") List<String> statements) {
    assertThat(split(String.join(";", statements))).isEqualTo(statements);
  }

  @Provide
  Arbitrary<List<String>> statements() {
    Arbitrary<String> token =
        Arbitraries.of(
            "SELECT",
            "'a;b'",
            "\"c;d\"",
            "$x$ ; ' $x$",
            "/* ; */",
            "E'\\';'",
            "$1",
            "x",
            "\n",
            ",");
    return token
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(tokens -> "SELECT " + String.join(" ", tokens) + " 1")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }
}
