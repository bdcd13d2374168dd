package dev.tidewater.sink.iceberg.catalog;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * The catalog that every server has: table pointers in SQLite, metadata and data files in a
 * directory beside it.
 *
 * <p>Directory layout: {@code catalog.db} and {@code warehouse/}. What was committed survives a
 * power cut: SQLite runs with {@code synchronous=FULL}, and {@link LocalFileIO} forces each file
 * before its name can be committed. The namespace {@link #DEFAULT_NAMESPACE} always exists.
 *
 * <p>One instance per directory and process, counted: each {@link #open} needs a {@link #close}.
 * Safe for many threads.
 */
public final class EmbeddedCatalog implements AutoCloseable {
  /** Where tables go when nobody says otherwise. */
  public static final String DEFAULT_NAMESPACE = "public";

  /** The catalog's name inside {@code catalog.db}; part of the durable format. */
  private static final String NAME = "tidewater";

  /** Long enough for any writer to finish one statement on a slow disk. */
  private static final String BUSY_TIMEOUT_MILLIS = "30000";

  private static final Map<Path, EmbeddedCatalog> OPEN = new HashMap<>();

  private final Path directory;
  private final JdbcCatalog catalog;
  private int users;

  private EmbeddedCatalog(Path directory, JdbcCatalog catalog) {
    this.directory = directory;
    this.catalog = catalog;
  }

  /** Opens the catalog in a directory, making it if there is none. */
  public static EmbeddedCatalog open(Path directory) {
    Path key = directory.toAbsolutePath().normalize();
    synchronized (OPEN) {
      EmbeddedCatalog embedded = OPEN.get(key);
      if (embedded == null) {
        embedded = create(key);
        OPEN.put(key, embedded);
      }
      embedded.users++;
      return embedded;
    }
  }

  private static EmbeddedCatalog create(Path directory) {
    Path warehouse = directory.resolve("warehouse");
    try {
      Files.createDirectories(warehouse);
    } catch (IOException e) {
      throw new TidewaterException(
              ErrorCode.IO_ERROR, "could not create the embedded catalog's directory {path}", e)
          .with("path", directory)
          .detail(String.valueOf(e.getMessage()));
    }
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("uri", "jdbc:sqlite:" + directory.resolve("catalog.db"));
    properties.put("warehouse", LocalFileIO.location(warehouse));
    properties.put("jdbc.schema-version", "V1");
    properties.put("jdbc.busy_timeout", BUSY_TIMEOUT_MILLIS);
    properties.put("jdbc.journal_mode", "WAL");
    properties.put("jdbc.synchronous", "FULL");
    JdbcCatalog catalog = new JdbcCatalog(ignored -> new LocalFileIO(), null, true);
    try {
      catalog.initialize(NAME, properties);
      createDefaultNamespace(catalog);
    } catch (RuntimeException e) {
      catalog.close();
      throw CatalogErrors.translate(e, "the embedded catalog");
    }
    return new EmbeddedCatalog(directory, catalog);
  }

  private static void createDefaultNamespace(JdbcCatalog catalog) {
    Namespace namespace = Namespace.of(DEFAULT_NAMESPACE);
    if (!catalog.namespaceExists(namespace)) {
      try {
        catalog.createNamespace(namespace);
      } catch (AlreadyExistsException e) {
        // Another process was quicker.
      }
    }
  }

  /** Iceberg's view of it, for sinks and for the REST service. */
  public JdbcCatalog catalog() {
    return catalog;
  }

  public Path directory() {
    return directory;
  }

  /** Location under which tables are made, {@code file:///…}. */
  public String warehouseLocation() {
    return LocalFileIO.location(directory.resolve("warehouse"));
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      if (--users == 0) {
        OPEN.remove(directory);
        catalog.close();
      }
    }
  }
}
