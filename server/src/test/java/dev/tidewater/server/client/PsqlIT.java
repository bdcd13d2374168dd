package dev.tidewater.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.testkit.component.ProgramOutput;
import dev.tidewater.testkit.component.Psql;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** psql as people use it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PsqlIT {
  private TidewaterServer server;
  private Psql psql;

  @BeforeAll
  void start(@TempDir Path directory) {
    server = TidewaterServer.start(ServerOptions.inDirectory(directory));
    psql = Psql.to("127.0.0.1", server.sqlPort(), "tidewater", "", "tidewater");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private String run(String script) {
    ProgramOutput result = psql.run(script, "-At", "-v", "ON_ERROR_STOP=1");
    assertThat(result.errors()).isEmpty();
    assertThat(result.exitCode()).isZero();
    return result.output();
  }

  @Test
  void statementsRunAndAnswersAreShown() {
    assertThat(
            run(
                """
                CREATE TABLE greetings (id int PRIMARY KEY, word text);
                INSERT INTO greetings VALUES (1, 'hello'), (2, NULL), (3, 'grüß ''Gott''');
                SELECT * FROM greetings ORDER BY id;
                """))
        .isEqualTo("CREATE TABLE\nINSERT 0 3\n1|hello\n2|\n3|grüß 'Gott'\n");
  }

  @Test
  void errorsShowTheirPlaceAndHint() {
    ProgramOutput result = psql.run("SELECT 1,\n  nope;\n\\set VERBOSITY verbose\nSELECT 1/0;\n");
    assertThat(result.errors())
        .contains("ERROR:  column \"nope\" does not exist", "LINE 2:   nope", "          ^")
        .contains("22012", "division by zero");
  }

  @Test
  void copyGoesInAndOut() {
    assertThat(
            run(
                """
                CREATE TABLE copied (id bigint, word text);
                COPY copied FROM STDIN;
                1\tone
                2\t\\N
                \\.
                COPY copied FROM STDIN (FORMAT csv);
                3,"three, ""3\"""
                \\.
                COPY copied TO STDOUT (FORMAT csv);
                """))
        .startsWith("CREATE TABLE\nCOPY 2\nCOPY 1\n")
        .contains("1,one\n", "2,\n", "3,\"three, \"\"3\"\"\"\n");
  }

  @Test
  void badCopyChangesNothing() {
    ProgramOutput result =
        psql.run(
            """
            CREATE TABLE checked (id bigint);
            COPY checked FROM STDIN;
            1
            two
            \\.
            SELECT count(*) FROM checked;
            """,
            "-At");
    assertThat(result.errors()).contains("ERROR:  invalid input syntax for type bigint: \"two\"");
    assertThat(result.output()).endsWith("0\n");
  }

  @Test
  void transactionsRollBack() {
    assertThat(
            run(
                """
                CREATE TABLE kept (id int);
                BEGIN;
                INSERT INTO kept VALUES (1);
                ROLLBACK;
                BEGIN;
                INSERT INTO kept VALUES (2);
                COMMIT;
                SELECT * FROM kept;
                """))
        .endsWith("COMMIT\n2\n");
  }

  @Test
  void severalStatementsAtOnceAreOneTransaction() {
    ProgramOutput result =
        psql.run(
            """
            CREATE TABLE together (id int);
            INSERT INTO together VALUES (1)\\; INSERT INTO together VALUES (1/0);
            SELECT count(*) FROM together;
            """,
            "-At");
    assertThat(result.errors()).contains("division by zero");
    assertThat(result.output()).endsWith("0\n");
  }

  @Test
  void describeCommandsWork() {
    run("CREATE TABLE described (id int PRIMARY KEY, word text NOT NULL);");
    assertThat(run("\\dt")).contains("public|described|table|");
    assertThat(run("\\d described")).contains("id|integer", "word|text");
    assertThat(run("\\l")).contains("tidewater|");
    assertThat(run("\\dn")).contains("public|");
    for (String command : new String[] {"\\d", "\\dv", "\\dm", "\\di", "\\du", "\\dT", "\\df"}) {
      run(command);
    }
  }
}
