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

/** Who may come in, and how many. */
final class AccessSettings {
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

  /** Options with these settings in place of what they had. */
  ServerOptions applyTo(ServerOptions options) {
    if (maxConnections < 1) {
      throw invalid("--max-connections must be at least 1");
    }
    return options.withAccess(maxConnections, password(), tls());
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

  private static TidewaterException invalid(String summary) {
    return new TidewaterException(ErrorCode.INVALID_PARAMETER_VALUE, summary);
  }
}
