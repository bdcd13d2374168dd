package dev.tidewater.sink.iceberg.catalog;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTCatalog;

/** Opens catalogs and checks them. Stateless; safe for many threads. */
public final class IcebergCatalogs {
  private static final String NAME = "tidewater";

  /**
   * A catalog that is up accepts a connection within this time, the other side of the globe too.
   */
  private static final String CONNECT_TIMEOUT_MILLIS = "10000";

  /** Commits of large tables take catalogs some seconds; a minute of silence is a failure. */
  private static final String ANSWER_TIMEOUT_MILLIS = "60000";

  private IcebergCatalogs() {}

  /** Opens a catalog; a REST catalog is asked for its configuration. */
  public static CatalogHandle open(CatalogConfig config) {
    return open(config, Optional.empty());
  }

  /**
   * Opens a catalog.
   *
   * @param dataFiles how to reach data files, in place of what the catalog's configuration says
   */
  public static CatalogHandle open(CatalogConfig config, Optional<AwsConfig> dataFiles) {
    if (config instanceof CatalogConfig.Embedded embedded) {
      EmbeddedCatalog catalog = EmbeddedCatalog.open(embedded.directory());
      return new CatalogHandle(catalog.catalog(), subject(config), catalog::close);
    }
    return openRest((CatalogConfig.Rest) config, dataFiles);
  }

  private static CatalogHandle openRest(CatalogConfig.Rest config, Optional<AwsConfig> dataFiles) {
    checkUrl(config);
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(CatalogProperties.URI, config.url().toString());
    config.warehouse().ifPresent(w -> properties.put(CatalogProperties.WAREHOUSE_LOCATION, w));
    properties.put(CatalogProperties.FILE_IO_IMPL, RoutingFileIO.class.getName());
    properties.put("rest.client.connection-timeout-ms", CONNECT_TIMEOUT_MILLIS);
    properties.put("rest.client.socket-timeout-ms", ANSWER_TIMEOUT_MILLIS);
    properties.put("http-client.type", "urlconnection");
    dataFiles.or(config::aws).ifPresent(aws -> properties.putAll(aws.fileProperties()));
    properties.putAll(config.properties());
    RESTCatalog catalog = new RESTCatalog();
    try {
      catalog.initialize(NAME, properties);
    } catch (RuntimeException e) {
      close(catalog);
      throw CatalogErrors.translate(e, subject(config));
    }
    return new CatalogHandle(catalog, subject(config), () -> close(catalog));
  }

  private static void checkUrl(CatalogConfig.Rest config) {
    String scheme = config.url().getScheme();
    if (config.url().getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE, "\"{url}\" is not the URL of a REST catalog")
          .with("url", config.url())
          .hint("A URL looks like https://host:port/path.");
    }
  }

  private static void close(RESTCatalog catalog) {
    try {
      catalog.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lists the namespaces of a catalog: succeeds only if it is there, is an Iceberg catalog and lets
   * us in. For {@code VALIDATE CONNECTION}.
   */
  public static List<String> validate(CatalogConfig config) {
    try (CatalogHandle handle = open(config)) {
      try {
        return ((SupportsNamespaces) handle.catalog())
            .listNamespaces().stream().map(Namespace::toString).toList();
      } catch (RuntimeException e) {
        throw CatalogErrors.translate(e, handle.subject());
      }
    }
  }

  /** Whether a namespace exists; for a check when a sink is created. */
  public static boolean namespaceExists(CatalogConfig config, String namespace) {
    try (CatalogHandle handle = open(config)) {
      try {
        return ((SupportsNamespaces) handle.catalog()).namespaceExists(namespace(namespace));
      } catch (RuntimeException e) {
        throw CatalogErrors.translate(e, handle.subject());
      }
    }
  }

  /** A namespace is one level, whatever characters it has. */
  public static Namespace namespace(String name) {
    return Namespace.of(name);
  }

  public static TableIdentifier table(String namespace, String table) {
    return TableIdentifier.of(namespace(namespace), table);
  }

  private static String subject(CatalogConfig config) {
    return config instanceof CatalogConfig.Rest rest
        ? "catalog " + rest.url()
        : "the embedded catalog";
  }
}
