package dev.tidewater.server.command;

import dev.tidewater.pgwire.PgWireOptions;
import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that start a server. */
final class ServerSettings {
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

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      defaultValue = "" + PgWireOptions.DEFAULT_MAX_CONNECTIONS,
      description = "SQL clients at one time (default: ${DEFAULT-VALUE}).")
  private int maxConnections;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "File whose first line is the password that SQL clients must give. Without it everybody"
              + " who reaches the port may come in.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = "PEM file of the certificate chain; offers TLS to SQL clients.")
  private @Nullable Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "PEM file of the certificate's private key (PKCS#8).")
  private @Nullable Path tlsKey;

  ServerOptions options(Path dataDirectory) {
    return new ServerOptions(
        dataDirectory,
        bind,
        requirePort("--sql-port", sqlPort),
        requirePort("--http-port", httpPort),
        requirePositive(maxConnections),
        password(),
        tls());
  }

  private Optional<String> password() {
    if (passwordFile == null) {
      return Optional.empty();
    }
    try {
      String password =
          Files.readString(passwordFile, StandardCharsets.UTF_8).lines().findFirst().orElse("");
      if (password.isEmpty()) {
        throw invalid("the password file {file} is empty").with("file", passwordFile);
      }
      return Optional.of(password);
    } catch (IOException e) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE, "could not read password file {file}", e)
          .with("file", passwordFile)
          .detail(e.toString());
    }
  }

  private Optional<PgWireOptions.Tls> tls() {
    if (tlsCertificate == null && tlsKey == null) {
      return Optional.empty();
    }
    if (tlsCertificate == null || tlsKey == null) {
      throw invalid("--tls-certificate and --tls-key must be given together");
    }
    return Optional.of(new PgWireOptions.Tls(tlsCertificate, tlsKey));
  }

  private static int requirePort(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw invalid("{option} must be between 0 and 65535, not {port}")
          .with("option", option)
          .with("port", port);
    }
    return port;
  }

  private static int requirePositive(int connections) {
    if (connections < 1) {
      throw invalid("--max-connections must be at least 1");
    }
    return connections;
  }

  private static TidewaterException invalid(String summary) {
    return new TidewaterException(ErrorCode.INVALID_PARAMETER_VALUE, summary);
  }
}
