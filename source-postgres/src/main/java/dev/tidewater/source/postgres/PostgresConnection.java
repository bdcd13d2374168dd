package dev.tidewater.source.postgres;

import java.util.Locale;

/** Where an upstream database is, and as whom to enter it. */
public record PostgresConnection(
    String host, int port, String user, String password, String database, SslMode sslMode) {

  /** How far the connection is encrypted and the server's identity checked, as libpq has it. */
  public enum SslMode {
    DISABLE,
    ALLOW,
    PREFER,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL;

    /** As libpq and pgjdbc spell it. */
    String spelling() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
