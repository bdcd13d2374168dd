package dev.tidewater.server.command;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a server listens. */
final class ListenSettings {
  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = ServerOptions.DEFAULT_BIND_ADDRESS,
      description =
          "Address to listen on (default: ${DEFAULT-VALUE}, this machine only). Set a password"
              + " before you open the server to others.")
  private String bind = ServerOptions.DEFAULT_BIND_ADDRESS;

  @Option(
      names = "--sql-port",
      paramLabel = "PORT",
      defaultValue = "" + ServerOptions.DEFAULT_SQL_PORT,
      description = "Port for SQL clients (default: ${DEFAULT-VALUE}); 0 takes a free one.")
  private int sqlPort;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      defaultValue = "" + ServerOptions.DEFAULT_HTTP_PORT,
      description =
          "Port for health, metrics and the Iceberg REST catalog (default: ${DEFAULT-VALUE}); 0"
              + " takes a free one.")
  private int httpPort;

  /** A server's options with these settings, open to everybody who can reach it. */
  ServerOptions options(Path dataDirectory) {
    return ServerOptions.inDirectory(dataDirectory)
        .withBindAddress(bind)
        .withPorts(requirePort("--sql-port", sqlPort), requirePort("--http-port", httpPort));
  }

  private static int requirePort(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE, "{option} must be between 0 and 65535, not {port}")
          .with("option", option)
          .with("port", port);
    }
    return port;
  }
}
