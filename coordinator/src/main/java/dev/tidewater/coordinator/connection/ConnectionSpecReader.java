package dev.tidewater.coordinator.connection;

import dev.tidewater.coordinator.connection.ConnectionSpec.SslMode;
import dev.tidewater.sql.ast.CreateStatement.CreateConnection;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the options of CREATE CONNECTION. */
public final class ConnectionSpecReader {
  private static final int POSTGRES_PORT = 5432;
  private static final int MAX_PORT = 65_535;

  private ConnectionSpecReader() {}

  public static ConnectionSpec read(CreateConnection statement) {
    OptionReader options =
        new OptionReader(
            "CREATE CONNECTION … TO " + statement.kind().keywords(), statement.options());
    ConnectionSpec spec =
        switch (statement.kind()) {
          case POSTGRES -> postgres(options);
          case AWS -> aws(options);
          case ICEBERG_CATALOG -> icebergCatalog(options);
          case MYSQL, SQL_SERVER, KAFKA, SCHEMA_REGISTRY, AWS_PRIVATELINK, GCP, SSH_TUNNEL ->
              throw new TidewaterException(
                      ErrorCode.FEATURE_NOT_SUPPORTED, "connections to {kind} are not supported")
                  .with("kind", statement.kind().keywords())
                  .at(statement.position().offset());
        };
    options.finish();
    return spec;
  }

  private static ConnectionSpec postgres(OptionReader options) {
    refuse(options, "SSH TUNNEL", "AWS PRIVATELINK", "AWS CONNECTION");
    refuse(options, "SSL CERTIFICATE", "SSL KEY", "SSL CERTIFICATE AUTHORITY");
    return new ConnectionSpec.Postgres(
        options.requiredText("HOST"),
        port(options),
        options.requiredText("USER"),
        options.textOrSecret("PASSWORD"),
        options.requiredText("DATABASE"),
        sslMode(options));
  }

  private static int port(OptionReader options) {
    long port = options.integer("PORT").orElse((long) POSTGRES_PORT);
    if (port < 1 || port > MAX_PORT) {
      throw invalid("PORT must be between 1 and 65535", options.position("PORT"));
    }
    return (int) port;
  }

  private static SslMode sslMode(OptionReader options) {
    Optional<String> text = options.text("SSL MODE");
    if (text.isEmpty()) {
      return SslMode.PREFER;
    }
    String name = text.get().toLowerCase(Locale.ROOT).replace('_', '-');
    for (SslMode mode : SslMode.values()) {
      if (mode.driverName().equals(name)) {
        return mode;
      }
    }
    throw invalid("invalid SSL MODE", options.position("SSL MODE"))
        .hint("SSL MODE is one of disable, prefer, require, verify-ca, verify-full.");
  }

  private static ConnectionSpec aws(OptionReader options) {
    refuse(options, "ASSUME ROLE ARN", "ASSUME ROLE SESSION NAME");
    return new ConnectionSpec.Aws(
        options.textOrSecret("ACCESS KEY ID").orElseThrow(() -> options.missing("ACCESS KEY ID")),
        options.secret("SECRET ACCESS KEY").orElseThrow(() -> options.missing("SECRET ACCESS KEY")),
        options.textOrSecret("SESSION TOKEN"),
        options.text("REGION"),
        options.text("ENDPOINT").map(text -> uri("ENDPOINT", text, options)));
  }

  private static ConnectionSpec icebergCatalog(OptionReader options) {
    String type = options.requiredText("CATALOG TYPE").toLowerCase(Locale.ROOT);
    switch (type) {
      case "embedded" -> {
        return new ConnectionSpec.EmbeddedCatalog();
      }
      case "rest" -> {
        refuse(options, "CREDENTIAL", "SCOPE", "OAUTH2 SERVER URL", "TOKEN");
        refuse(options, "ACCESS DELEGATION", "GCP CONNECTION", "STORAGE PROVIDER");
        return new ConnectionSpec.RestCatalog(
            uri("URL", options.requiredText("URL"), options),
            options.text("WAREHOUSE"),
            options.name("AWS CONNECTION"));
      }
      case "s3tablesrest", "jdbc", "glue", "hive", "nessie", "hadoop" ->
          throw new TidewaterException(
                  ErrorCode.FEATURE_NOT_SUPPORTED, "catalog type '{type}' is not supported yet")
              .with("type", type)
              .at(options.position("CATALOG TYPE"))
              .hint("Catalog types are 'rest' and 'embedded'.");
      default ->
          throw invalid("invalid CATALOG TYPE", options.position("CATALOG TYPE"))
              .hint("Catalog types are 'rest' and 'embedded'.");
    }
  }

  private static URI uri(String option, String text, OptionReader options) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below, like any other text that is not a URL.
    }
    throw new TidewaterException(ErrorCode.INVALID_PARAMETER_VALUE, "{option} is not a URL")
        .with("option", option)
        .at(options.position(option))
        .hint("A URL looks like https://host:port/path.");
  }

  private static void refuse(OptionReader options, String... names) {
    for (String name : names) {
      if (options.has(name)) {
        throw new TidewaterException(
                ErrorCode.FEATURE_NOT_SUPPORTED, "option {option} is not supported yet")
            .with("option", name)
            .at(options.position(name));
      }
    }
  }

  private static TidewaterException invalid(String message, int position) {
    return new TidewaterException(ErrorCode.INVALID_PARAMETER_VALUE, message).at(position);
  }
}
