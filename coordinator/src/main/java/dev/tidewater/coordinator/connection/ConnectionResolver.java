package dev.tidewater.coordinator.connection;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.NameResolver;
import dev.tidewater.coordinator.secret.SecretVault;
import dev.tidewater.sink.iceberg.catalog.AwsConfig;
import dev.tidewater.sink.iceberg.catalog.CatalogConfig;
import dev.tidewater.sink.iceberg.catalog.IcebergCatalogs;
import dev.tidewater.source.postgres.PostgresCatalog;
import dev.tidewater.source.postgres.PostgresConnection;
import dev.tidewater.sql.ast.CreateStatement.ConnectionKind;
import dev.tidewater.sql.ast.CreateStatement.CreateConnection;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.catalog.NameContext;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns connections of the catalog into what sources and sinks connect with; secrets are filled in.
 */
public final class ConnectionResolver {
  /** Names in stored statements are complete, so they need no context. */
  private static final NameContext COMPLETE = new NameContext("", List.of());

  private final Catalog catalog;
  private final SecretVault vault;
  private final Path embeddedCatalog;

  public ConnectionResolver(Catalog catalog, SecretVault vault, Path embeddedCatalog) {
    this.catalog = catalog;
    this.vault = vault;
    this.embeddedCatalog = embeddedCatalog;
  }

  /** As Materialize has it: AWS connections are not validated unless asked. */
  public boolean validatesByDefault(ConnectionKind kind) {
    return kind == ConnectionKind.POSTGRES || kind == ConnectionKind.ICEBERG_CATALOG;
  }

  public ConnectionSpec spec(Item connection) {
    return ConnectionSpecReader.read(
        (CreateConnection) SqlParser.parseStatement(connection.createSql()));
  }

  /** Goes there and looks; throws if it can't be used. */
  public void validate(ConnectionSpec spec) {
    if (spec instanceof ConnectionSpec.Postgres postgres) {
      PostgresCatalog.validate(postgres(postgres));
    } else if (spec instanceof ConnectionSpec.EmbeddedCatalog
        || spec instanceof ConnectionSpec.RestCatalog) {
      IcebergCatalogs.validate(icebergCatalog(spec));
    } else if (spec instanceof ConnectionSpec.Aws aws) {
      aws(aws); // Keys can only be tried on a bucket, which a sink names.
    }
  }

  public PostgresConnection postgres(Item connection) {
    if (spec(connection) instanceof ConnectionSpec.Postgres postgres) {
      return postgres(postgres);
    }
    throw wrongKind(connection, "a PostgreSQL");
  }

  private PostgresConnection postgres(ConnectionSpec.Postgres spec) {
    return new PostgresConnection(
        spec.host(),
        spec.port(),
        spec.user(),
        spec.password().map(this::value).orElse(""),
        spec.database(),
        PostgresConnection.SslMode.valueOf(spec.sslMode().name()));
  }

  public CatalogConfig icebergCatalog(Item connection) {
    ConnectionSpec spec = spec(connection);
    if (spec instanceof ConnectionSpec.EmbeddedCatalog
        || spec instanceof ConnectionSpec.RestCatalog) {
      return icebergCatalog(spec);
    }
    throw wrongKind(connection, "an Iceberg catalog");
  }

  private CatalogConfig icebergCatalog(ConnectionSpec spec) {
    if (spec instanceof ConnectionSpec.RestCatalog rest) {
      Optional<AwsConfig> aws = rest.awsConnection().map(name -> aws(connection(name)));
      return new CatalogConfig.Rest(rest.url(), rest.warehouse(), aws, Map.of());
    }
    return new CatalogConfig.Embedded(embeddedCatalog);
  }

  public AwsConfig aws(Item connection) {
    if (spec(connection) instanceof ConnectionSpec.Aws aws) {
      return aws(aws);
    }
    throw wrongKind(connection, "an AWS");
  }

  private AwsConfig aws(ConnectionSpec.Aws spec) {
    return new AwsConfig(
        value(spec.accessKeyId()),
        value(spec.secretAccessKey()),
        spec.sessionToken().map(this::value),
        spec.region(),
        spec.endpoint());
  }

  private Item connection(QualifiedName name) {
    return new NameResolver(catalog.current(), COMPLETE).require(name, ItemType.CONNECTION);
  }

  private String value(TextOrSecret textOrSecret) {
    if (textOrSecret instanceof TextOrSecret.Text text) {
      return text.value();
    }
    QualifiedName name = ((TextOrSecret.Secret) textOrSecret).name();
    Item secret = new NameResolver(catalog.current(), COMPLETE).require(name, ItemType.SECRET);
    return vault.value(secret.id());
  }

  private static TidewaterException wrongKind(Item connection, String wanted) {
    return new TidewaterException(
            ErrorCode.WRONG_OBJECT_TYPE, "{connection} is not {kind} connection")
        .with("connection", connection.name())
        .with("kind", wanted);
  }
}
