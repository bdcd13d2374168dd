package dev.tidewater.sqltests.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/** COPY … TO STDOUT in all its forms. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopyOutIT {
  private TidewaterServer server;
  private Client client;

  @BeforeAll
  void start(@TempDir Path directory) throws SQLException {
    server = TidewaterServer.start(ServerOptions.inDirectory(directory));
    client = new Client(server);
    client.execute(
        "CREATE TABLE t (id int PRIMARY KEY, v text)",
        "INSERT INTO t VALUES (1, 'a,b'), (2, NULL), (3, E'tab\\there\\\\'), (4, '')");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private byte[] copy(String sql) throws SQLException, IOException {
    try (Connection connection = client.connect()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, bytes);
      return bytes.toByteArray();
    }
  }

  private String text(String sql) throws SQLException, IOException {
    return new String(copy(sql), StandardCharsets.UTF_8);
  }

  @Test
  void textMarksWhatWouldMislead() throws Exception {
    assertThat(text("COPY (SELECT * FROM t ORDER BY id) TO STDOUT"))
        .isEqualTo("1\ta,b\n2\t\\N\n3\ttab\\there\\\\\n4\t\n");
    assertThat(text("COPY t (v) TO STDOUT (DELIMITER ',', NULL 'nil', HEADER)"))
        .contains("v\n", "a\\,b\n", "nil\n");
  }

  @Test
  void csvQuotesWhatNeedsItAndWhatIsAskedFor() throws Exception {
    assertThat(text("COPY (SELECT * FROM t ORDER BY id) TO STDOUT (FORMAT csv, HEADER)"))
        .isEqualTo("id,v\n1,\"a,b\"\n2,\n3,tab\there\\\n4,\"\"\n");
    assertThat(
            text(
                "COPY (SELECT * FROM t WHERE id < 3 ORDER BY id) TO STDOUT"
                    + " (FORMAT csv, FORCE_QUOTE (id), QUOTE '''')"))
        .isEqualTo("'1','a,b'\n'2',\n");
    assertThat(text("COPY (SELECT '\\.') TO STDOUT (FORMAT csv)")).isEqualTo("\"\\.\"\n");
  }

  @Test
  void binaryIsPostgresqlsForm() throws Exception {
    assertThat(
            copy("COPY (SELECT id, v FROM t WHERE id < 3 ORDER BY id) TO STDOUT (FORMAT binary)"))
        .asHexString()
        .isEqualToIgnoringCase(
            HexFormat.of().formatHex("PGCOPY\n".getBytes(StandardCharsets.US_ASCII))
                + "ff0d0a00"
                + "0000000000000000"
                + "0002"
                + "0000000400000001"
                + "00000003612c62"
                + "0002"
                + "0000000400000002"
                + "ffffffff"
                + "ffff");
  }

  @Test
  void rowsThatAreWrittenCanBeCopied() throws Exception {
    assertThat(text("COPY (INSERT INTO t VALUES (10, 'ten') RETURNING v, id) TO STDOUT"))
        .isEqualTo("ten\t10\n");
    assertThat(text("COPY (DELETE FROM t WHERE id = 10 RETURNING id) TO STDOUT")).isEqualTo("10\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          COPY t TO STDOUT (FORMAT nope)                        | COPY format "nope" not recognized
          COPY t TO STDOUT (QUOTE 'x')                          | COPY quote available only in CSV mode
          COPY t TO STDOUT (FORMAT binary, NULL 'x')            | cannot specify NULL in BINARY mode
          COPY t TO STDOUT (DELIMITER 'ab')                     | COPY delimiter must be a single one-byte character
          COPY t TO STDOUT (DELIMITER 'n')                      | COPY delimiter cannot be "n"
          COPY t TO STDOUT (DELIMITER 'N', NULL 'NULL')         | COPY delimiter must not appear in the NULL specification
          COPY t TO STDOUT (FORMAT csv, QUOTE ';', DELIMITER ';') | COPY delimiter and quote must be different
          COPY (INSERT INTO t VALUES (11)) TO STDOUT            | COPY query must have a RETURNING clause
          COPY t TO '/tmp/file'                                 | COPY TO is only supported to STDOUT
          """)
  void whatMakesNoSenseIsRefused(String sql, String message) {
    assertThatThrownBy(() -> copy(sql)).hasMessageContaining(message);
  }
}
