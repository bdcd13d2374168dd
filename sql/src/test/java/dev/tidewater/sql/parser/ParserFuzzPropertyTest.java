package dev.tidewater.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the text, it is parsed or refused; and what is parsed prints to what it was. */
class ParserFuzzPropertyTest {
  private static final List<String> CORPUS = corpus();
  private static final List<String> PIECES = pieces();

  private static List<String> corpus() {
    List<String> corpus = new ArrayList<>();
    for (String file : List.of("accepted.txt", "refused.txt", "psql.txt", "pgjdbc.txt")) {
      GoldenStatements.read(file).forEach(c -> corpus.add(c.input()));
    }
    return corpus;
  }

  /** Words of the corpus, to be put together anew. */
  private static List<String> pieces() {
    List<String> pieces = new ArrayList<>();
    CORPUS.forEach(sql -> pieces.addAll(List.of(sql.split("\\s+"))));
    return pieces;
  }

  @Property(tries = 3_000)
  void mutatedStatementsAreParsedOrRefused(@ForAll("mutations") String sql) {
    parseOrRefuse(sql);
  }

  @Property(tries = 1_000)
  void randomBytesAreParsedOrRefused(@ForAll byte[] bytes) {
    parseOrRefuse(new String(bytes, StandardCharsets.UTF_8));
    parseOrRefuse("SELECT " + new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static void parseOrRefuse(String sql) {
    List<ParsedStatement> statements;
    try {
      statements = SqlParser.parse(sql);
    } catch (TidewaterException e) {
      assertThat(e.code()).isNotEqualTo(ErrorCode.INTERNAL_ERROR);
      int length = sql.codePointCount(0, sql.length());
      assertThat(e.position().orElse(0)).isBetween(0, length);
      return;
    }
    for (ParsedStatement statement : statements) {
      String printed = SqlPrinter.print(statement.ast());
      assertThat(SqlParser.parseStatement(printed)).as(printed).isEqualTo(statement.ast());
      assertThat(SqlPrinter.print(SqlParser.parseStatement(printed))).isEqualTo(printed);
    }
  }

  @Provide
  Arbitrary<String> mutations() {
    return Arbitraries.longs().map(seed -> mutate(new Random(seed)));
  }

  private static String mutate(Random random) {
    StringBuilder sql = new StringBuilder(CORPUS.get(random.nextInt(CORPUS.size())));
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && !sql.isEmpty(); i++) {
      int at = random.nextInt(sql.length());
      int end = Math.min(sql.length(), at + random.nextInt(12));
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      switch (random.nextInt(6)) {
        case 0 -> sql.delete(at, end);
        case 1 -> sql.insert(at, " " + piece + " ");
        case 2 -> sql.replace(at, end, piece);
        case 3 -> sql.insert(at, sql.substring(at, end));
        case 4 -> sql.setCharAt(at, "()[],;:.'\"$*+-E&\\".charAt(random.nextInt(17)));
        default -> sql.insert(at, (char) random.nextInt(0x250));
      }
    }
    return sql.toString();
  }
}
