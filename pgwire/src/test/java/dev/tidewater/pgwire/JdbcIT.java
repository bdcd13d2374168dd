package dev.tidewater.pgwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.pgwire.authentication.Authentication;
import dev.tidewater.pgwire.authentication.ScramVerifier;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/** pgjdbc, as it comes, against the protocol head. */
@Timeout(60)
class JdbcIT {
  private static final String PASSWORD = "open sesame";

  private final ScriptedDatabase database = new ScriptedDatabase();
  private PgWireServer server;

  @BeforeEach
  void start() {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        PgWireServer.start(
            new PgWireOptions(
                free,
                new Authentication.Password(ScramVerifier.ofPassword(PASSWORD)),
                Optional.of(
                    new PgWireOptions.Tls(
                        resource("test-certificate.pem"), resource("test-key.pem"))),
                10),
            database);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Path resource(String name) {
    URL url = Objects.requireNonNull(JdbcIT.class.getResource(name));
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private Connection connect(String... properties) throws SQLException {
    Properties all = new Properties();
    all.setProperty("user", "anna");
    all.setProperty("password", PASSWORD);
    for (int i = 0; i < properties.length; i += 2) {
      all.setProperty(properties[i], properties[i + 1]);
    }
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.address().getPort() + "/db", all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended", "extendedForPrepared", "extendedCacheEverything"})
  void rowsArriveInEveryQueryMode(String mode) throws SQLException {
    try (Connection connection = connect("preferQueryMode", mode);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("series 250")) {
      int count = 0;
      while (rows.next()) {
        count++;
        assertThat(rows.getLong(1)).isEqualTo(count);
        assertThat(rows.getString(2)).isEqualTo(count % 10 == 0 ? null : "row " + count);
      }
      assertThat(count).isEqualTo(250);
    }
  }

  @Test
  void repeatedStatementsGoOverToServerPreparationAndBinaryFormat() throws SQLException {
    try (Connection connection = connect("prepareThreshold", "2");
        PreparedStatement statement = connection.prepareStatement("series 1")) {
      for (int i = 0; i < 6; i++) {
        try (ResultSet rows = statement.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getLong(1)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void fetchSizeStreamsThroughPortals() throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement("series 1000")) {
        statement.setFetchSize(7);
        try (ResultSet rows = statement.executeQuery()) {
          for (int i = 1; i <= 20; i++) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(i);
          }
        }
      }
      connection.commit();
    }
    assertThat(database.log).contains("stream closed after 100");
  }

  @Test
  void errorsHaveTheirStateAndPositionAndTheConnectionGoesOn() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("oops"))
          .isInstanceOfSatisfying(
              PSQLException.class,
              e -> {
                assertThat(e.getSQLState()).isEqualTo("42601");
                assertThat(Objects.requireNonNull(e.getServerErrorMessage()).getPosition())
                    .isEqualTo(1);
                assertThat(e.getServerErrorMessage().getHint()).isEqualTo("Try a phrase.");
              });
      assertThat(statement.execute("nothing")).isFalse();
      statement.execute("notice");
      assertThat(statement.getWarnings().getMessage()).isEqualTo("have a look");
    }
  }

  @Test
  void copyGoesBothWays() throws Exception {
    try (Connection connection = connect()) {
      var copy = connection.unwrap(PGConnection.class).getCopyAPI();
      assertThat(copy.copyIn("copy in", new StringReader("1\ta\n2\tb\n"))).isEqualTo(2);
      StringWriter out = new StringWriter();
      assertThat(copy.copyOut("copy out 3", out)).isEqualTo(3);
      assertThat(out.toString()).isEqualTo("1\trow 1\n2\trow 2\n3\trow 3\n");
      assertThatThrownBy(() -> copy.copyIn("copy in", new StringReader("bad\n")))
          .hasMessageContaining("bad line");
    }
  }

  @Test
  void statementCanBeCancelledFromAnotherThread() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      Thread canceller =
          new Thread(
              () -> {
                while (!database.log.contains("wait")) {
                  Thread.onSpinWait();
                }
                try {
                  statement.cancel();
                } catch (SQLException e) {
                  throw new AssertionError(e);
                }
              });
      canceller.start();
      assertThatThrownBy(() -> statement.execute("wait"))
          .isInstanceOfSatisfying(
              PSQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      canceller.join();
    }
  }

  @Test
  void tlsIsSpokenWhenAskedFor() throws SQLException {
    try (Connection connection =
            connect(
                "sslmode",
                "verify-full",
                "sslrootcert",
                resource("test-certificate.pem").toString());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("series 30000")) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      assertThat(count).isEqualTo(30_000);
    }
  }

  @Test
  void wrongPasswordIsRefused() {
    assertThatThrownBy(() -> connect("password", "shut"))
        .isInstanceOfSatisfying(
            PSQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
  }

  @Test
  void clientsOverTheLimitAreRefusedAndRoomIsMadeByThoseWhoLeave() throws SQLException {
    Connection[] open = new Connection[10];
    for (int i = 0; i < open.length; i++) {
      open[i] = connect();
    }
    assertThatThrownBy(this::connect)
        .isInstanceOfSatisfying(
            PSQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("53300"));
    for (Connection connection : open) {
      connection.close();
    }
    while (server.openConnections() > 0) {
      Thread.onSpinWait();
    }
    connect().close();
  }
}
