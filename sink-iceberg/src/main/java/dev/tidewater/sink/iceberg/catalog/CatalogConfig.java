package dev.tidewater.sink.iceberg.catalog;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which Iceberg catalog, and how to reach it and the files of its tables. */
public sealed interface CatalogConfig {

  /** The server's own catalog, in a directory on local disk. */
  record Embedded(Path directory) implements CatalogConfig {
    public Embedded {
      directory = directory.toAbsolutePath().normalize();
    }
  }

  /**
   * A catalog that speaks Iceberg's REST protocol.
   *
   * @param url what stands before {@code /v1/config}
   * @param warehouse passed to the catalog as it is; what it means is the catalog's affair
   * @param aws how to reach the data files; without it, what the catalog hands out or the default
   *     AWS credentials chain
   * @param properties further properties of Iceberg's REST client, which win over ours
   */
  record Rest(
      URI url, Optional<String> warehouse, Optional<AwsConfig> aws, Map<String, String> properties)
      implements CatalogConfig {
    public Rest {
      properties = Map.copyOf(new TreeMap<>(properties));
    }

    /** Properties may hold secrets, so only their names are shown. */
    @Override
    public String toString() {
      return "Rest[url="
          + url
          + ", warehouse="
          + warehouse
          + ", aws="
          + aws
          + ", properties="
          + new TreeMap<>(properties).keySet()
          + "]";
    }
  }
}
