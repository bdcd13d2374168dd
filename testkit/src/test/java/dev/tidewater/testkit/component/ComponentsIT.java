package dev.tidewater.testkit.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The real components start, work and keep their promises to the tests that use them. */
class ComponentsIT {
  @Test
  void postgresIsReadyForLogicalReplicationAndSurvivesACrash() {
    try (RealPostgres postgres = RealPostgres.start()) {
      assertThat(postgres.query("SHOW wal_level")).containsExactly("logical");
      postgres.execute("CREATE TABLE t (a int)", "INSERT INTO t VALUES (1), (NULL)");
      postgres.crash();
      postgres.startAgain();
      assertThat(postgres.query("SELECT a FROM t ORDER BY a")).containsExactly("1", "null");
    }
  }

  @Test
  void psqlRunsAScriptWithBackslashCommands() {
    try (RealPostgres postgres = RealPostgres.start()) {
      Psql psql =
          Psql.to(
              postgres.host(),
              postgres.port(),
              postgres.user(),
              postgres.password(),
              postgres.database());
      ProgramOutput output = psql.run("\\echo hello\nSELECT 'grüße';\n", "-At");
      assertThat(output).isEqualTo(new ProgramOutput(0, "hello\ngrüße\n", ""));
    }
  }

  @Test
  void nodeTalksToPostgres() {
    try (RealPostgres postgres = RealPostgres.start()) {
      ProgramOutput output =
          RealNode.ready()
              .run(
                  """
                  const { Client } = require('pg');
                  const client = new Client();
                  client.connect()
                    .then(() => client.query('SELECT $1::int + 1 AS n', [41]))
                    .then(result => console.log(result.rows[0].n))
                    .finally(() => client.end());
                  """,
                  Map.of(
                      "PGHOST", postgres.host(),
                      "PGPORT", Integer.toString(postgres.port()),
                      "PGUSER", postgres.user(),
                      "PGPASSWORD", postgres.password(),
                      "PGDATABASE", postgres.database()));
      assertThat(output).isEqualTo(new ProgramOutput(0, "42\n", ""));
    }
  }

  @Test
  void s3RefusesWhoDoesNotSign() throws IOException, InterruptedException {
    try (RealS3 s3 = RealS3.start()) {
      s3.createBucket("bucket");
      URI object = s3.endpoint().resolve("/bucket/object");
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(object)
                      .PUT(HttpRequest.BodyPublishers.ofString("x"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(403);
    }
  }
}
