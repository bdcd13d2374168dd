package dev.tidewater.sink.iceberg.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.jspecify.annotations.Nullable;

/**
 * Keeps clients of the REST service inside the warehouse: the catalog itself writes metadata files
 * where a table says, and must not be led to other places of the server's disk.
 */
final class WarehouseGuard {
  private static final List<String> LOCATION_PROPERTIES =
      List.of(TableProperties.WRITE_METADATA_LOCATION, TableProperties.WRITE_DATA_LOCATION);

  /** How locations of the embedded catalog begin; any other form is taken as outside. */
  private static final String SCHEME = "file://";

  private final Path warehouse;

  WarehouseGuard(String warehouse) {
    this.warehouse = path(warehouse);
  }

  void check(CreateTableRequest request) {
    checkLocation(request.location());
    Map<String, String> properties = request.properties();
    if (properties != null) {
      checkProperties(properties);
    }
  }

  void check(UpdateTableRequest request) {
    for (MetadataUpdate update : request.updates()) {
      if (update instanceof MetadataUpdate.SetLocation setLocation) {
        checkLocation(setLocation.location());
      } else if (update instanceof MetadataUpdate.SetProperties setProperties) {
        checkProperties(setProperties.updated());
      }
    }
  }

  /** Fails unless all files that a purge of the table would delete are in the warehouse. */
  void checkFiles(Table table) {
    Set<String> seen = new HashSet<>();
    ReachableFileUtil.metadataFileLocations(table, true).forEach(this::checkLocation);
    ReachableFileUtil.statisticsFilesLocations(table).forEach(this::checkLocation);
    for (Snapshot snapshot : table.snapshots()) {
      checkLocation(snapshot.manifestListLocation());
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        if (seen.add(manifest.path())) {
          checkLocation(manifest.path());
          checkFiles(table, manifest);
        }
      }
    }
  }

  private void checkFiles(Table table, ManifestFile manifest) {
    try (CloseableIterable<? extends ContentFile<?>> files =
        manifest.content() == ManifestContent.DATA
            ? ManifestFiles.read(manifest, table.io(), table.specs())
            : ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
      for (ContentFile<?> file : files) {
        checkLocation(file.location());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkProperties(Map<String, String> properties) {
    LOCATION_PROPERTIES.forEach(name -> checkLocation(properties.get(name)));
  }

  /** Fails unless a location is absent or in the warehouse. */
  void checkLocation(@Nullable String location) {
    if (location != null && !path(location).startsWith(warehouse)) {
      throw new ForbiddenException("Location is not in the embedded warehouse: %s", location);
    }
  }

  /** The path of a location, without dots that lead elsewhere; nothing in it is escaped. */
  private static Path path(String location) {
    String path = location.startsWith(SCHEME) ? location.substring(SCHEME.length()) : location;
    try {
      return Path.of(path).normalize();
    } catch (InvalidPathException e) {
      throw new ForbiddenException("Location is not a path: %s", location);
    }
  }
}
