package dev.tidewater.server.instance;

import dev.tidewater.pgwire.PgWireOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to run a server. Start from {@link #inDirectory} and change what differs.
 *
 * @param bindAddress host name or address to listen on
 * @param sqlPort for the PostgreSQL protocol; 0 takes a free one
 * @param httpPort for HTTP; 0 takes a free one
 * @param maxConnections SQL clients at one time
 * @param password asked of SQL clients; empty lets everybody in
 * @param tls certificate and key for SQL clients that ask for TLS
 */
public record ServerOptions(
    Path dataDirectory,
    String bindAddress,
    int sqlPort,
    int httpPort,
    int maxConnections,
    Optional<String> password,
    Optional<PgWireOptions.Tls> tls) {
  public static final String DEFAULT_BIND_ADDRESS = "127.0.0.1";
  public static final int DEFAULT_SQL_PORT = 6875;
  public static final int DEFAULT_HTTP_PORT = 6876;

  /** On this machine only, on free ports, open to everybody who can reach them. */
  public static ServerOptions inDirectory(Path dataDirectory) {
    return new ServerOptions(
        dataDirectory,
        DEFAULT_BIND_ADDRESS,
        0,
        0,
        PgWireOptions.DEFAULT_MAX_CONNECTIONS,
        Optional.empty(),
        Optional.empty());
  }

  public ServerOptions withPorts(int newSqlPort, int newHttpPort) {
    return new ServerOptions(
        dataDirectory, bindAddress, newSqlPort, newHttpPort, maxConnections, password, tls);
  }

  public ServerOptions withBindAddress(String newBindAddress) {
    return new ServerOptions(
        dataDirectory, newBindAddress, sqlPort, httpPort, maxConnections, password, tls);
  }

  public ServerOptions withAccess(
      int newMaxConnections, Optional<String> newPassword, Optional<PgWireOptions.Tls> newTls) {
    return new ServerOptions(
        dataDirectory, bindAddress, sqlPort, httpPort, newMaxConnections, newPassword, newTls);
  }
}
