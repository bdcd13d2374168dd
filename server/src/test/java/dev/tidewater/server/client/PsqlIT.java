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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void describeCommandsListWhatUsersMadeAndNothingElse() {
    run(
        """
        CREATE DATABASE listed;
        \\c listed
        CREATE TABLE described (id int PRIMARY KEY);
        CREATE VIEW seen AS SELECT id FROM described;
        CREATE MATERIALIZED VIEW kept AS SELECT count(*) AS n FROM described;
        """);
    assertThat(run("\\c listed\n\\d"))
        .endsWith(
            """
            public|described|table|tidewater
            public|kept|materialized view|tidewater
            public|seen|view|tidewater
            """);
    assertThat(run("\\c listed\n\\dt")).endsWith("public|described|table|tidewater\n");
    assertThat(run("\\c listed\n\\dv")).endsWith("public|seen|view|tidewater\n");
    assertThat(run("\\c listed\n\\dm")).endsWith("public|kept|materialized view|tidewater\n");
    assertThat(run("\\c listed\n\\di"))
        .endsWith("public|described_pkey|index|tidewater|described\n");
    assertThat(run("\\l")).contains("listed|tidewater|UTF8|C|C||libc|\n");
    assertThat(run("\\dn")).contains("public|tidewater\n");
    assertThat(run("\\du")).contains("tidewater|Superuser, Create role, Create DB|{}\n");
  }

  @Test
  void describeShowsATableAsPostgresDoes() {
    run(
        """
        CREATE TABLE shown (id int PRIMARY KEY, word text NOT NULL DEFAULT 'x', amount numeric(10,2),
          at timestamptz, tags text[], short varchar(5));
        CREATE VIEW over AS SELECT id, word FROM shown;
        """);
    ProgramOutput result = psql.run("\\d shown\n\\d+ over\n\\d shown_pkey\n");
    assertThat(result.errors()).isEmpty();
    assertThat(result.output())
        .isEqualTo(
            """
                                    Table "public.shown"
             Column |           Type           | Collation | Nullable | Default\s
            --------+--------------------------+-----------+----------+---------
             id     | integer                  |           | not null |\s
             word   | text                     |           | not null | 'x'
             amount | numeric(10,2)            |           |          |\s
             at     | timestamp with time zone |           |          |\s
             tags   | text[]                   |           |          |\s
             short  | character varying(5)     |           |          |\s
            Indexes:
                "shown_pkey" PRIMARY KEY, btree (id)

                                         View "public.over"
             Column |  Type   | Collation | Nullable | Default | Storage  | Description\s
            --------+---------+-----------+----------+---------+----------+-------------
             id     | integer |           | not null |         | plain    |\s
             word   | text    |           | not null |         | extended |\s
            View definition:
            SELECT id, word FROM shown;

                  Index "public.shown_pkey"
             Column |  Type   | Key? | Definition\s
            --------+---------+------+------------
             id     | integer | yes  | id
            primary key, btree, for table "public.shown"

            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\d",
        "\\d+",
        "\\dS",
        "\\dT",
        "\\df",
        "\\do",
        "\\dp",
        "\\ds",
        "\\db",
        "\\dx",
        "\\dn+",
        "\\l+",
        "\\du+",
        "\\dC",
        "\\dD",
        "\\des",
        "\\dRp",
        "\\dF",
        "\\sv mz_tables",
        "\\d pg_catalog.pg_class",
        "\\d mz_catalog.mz_tables"
      })
  void backslashCommandsAreAnswered(String command) {
    assertThat(psql.run(command).errors()).doesNotContain("ERROR");
  }

  @Test
  void severalStatementsOfDifferentKindsAreOneTransactionOrAreRefused() {
    ProgramOutput result =
        psql.run(
            """
            CREATE TABLE one (id int);
            INSERT INTO one VALUES (1)\\; INSERT INTO one VALUES (2)\\; SELECT 1;
            INSERT INTO one VALUES (3)\\; BEGIN\\; INSERT INTO one VALUES (4)\\; ROLLBACK;
            INSERT INTO one VALUES (5)\\; DELETE FROM one;
            INSERT INTO one VALUES (6)\\; SELECT * FROM one;
            INSERT INTO one VALUES (7)\\; COMMIT\\; INSERT INTO one VALUES (1/0);
            SELECT id FROM one ORDER BY id;
            """,
            "-At");
    assertThat(result.errors())
        .contains(
            "ERROR:  DELETE cannot run inside a transaction block",
            "HINT:  Send them one by one.",
            "ERROR:  a transaction that has written can't read",
            "WARNING:  there is no transaction in progress");
    assertThat(result.output()).endsWith("1\n2\n7\n");
  }
}
