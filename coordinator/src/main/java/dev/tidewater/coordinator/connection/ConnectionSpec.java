package dev.tidewater.coordinator.connection;

import dev.tidewater.sql.ast.QualifiedName;
import java.net.URI;
import java.util.Optional;

/** What CREATE CONNECTION says, checked and typed. Names in it are fully qualified once stored. */
public sealed interface ConnectionSpec {
  /** {@code mz_connections.type}. */
  String typeName();

  record Postgres(
      String host,
      int port,
      String user,
      Optional<TextOrSecret> password,
      String database,
      SslMode sslMode)
      implements ConnectionSpec {
    @Override
    public String typeName() {
      return "postgres";
    }
  }

  /** libpq's modes, as far as the driver has them. */
  enum SslMode {
    DISABLE("disable"),
    PREFER("prefer"),
    REQUIRE("require"),
    VERIFY_CA("verify-ca"),
    VERIFY_FULL("verify-full");

    private final String driverName;

    SslMode(String driverName) {
      this.driverName = driverName;
    }

    public String driverName() {
      return driverName;
    }
  }

  record Aws(
      TextOrSecret accessKeyId,
      TextOrSecret secretAccessKey,
      Optional<TextOrSecret> sessionToken,
      Optional<String> region,
      Optional<URI> endpoint)
      implements ConnectionSpec {
    @Override
    public String typeName() {
      return "aws";
    }
  }

  /** The server's own catalog. */
  record EmbeddedCatalog() implements ConnectionSpec {
    @Override
    public String typeName() {
      return "iceberg-catalog";
    }
  }

  record RestCatalog(URI url, Optional<String> warehouse, Optional<QualifiedName> awsConnection)
      implements ConnectionSpec {
    @Override
    public String typeName() {
      return "iceberg-catalog";
    }
  }
}
