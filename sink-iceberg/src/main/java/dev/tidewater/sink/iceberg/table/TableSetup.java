package dev.tidewater.sink.iceberg.table;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;

/** Creates the table of a sink, or loads it and checks that the relation fits. */
public final class TableSetup {
  /**
   * Old metadata files kept for readers that are about to open them. The library's default, spelled
   * out because the rest is deleted on our word.
   */
  private static final String METADATA_VERSIONS_KEPT = "100";

  private TableSetup() {}

  /**
   * @param formatVersion of a table that is created; one that exists keeps its own
   * @throws TidewaterException if the namespace is missing or the table does not fit
   */
  public static Table createOrLoad(
      Catalog catalog, TableIdentifier name, TableShape shape, int formatVersion) {
    Table table;
    try {
      table = catalog.loadTable(name);
    } catch (NoSuchTableException e) {
      table = create(catalog, name, shape, formatVersion);
    }
    checkFits(name.toString(), operations(table).current(), shape);
    return table;
  }

  private static Table create(
      Catalog catalog, TableIdentifier name, TableShape shape, int formatVersion) {
    if (catalog instanceof SupportsNamespaces namespaces
        && !namespaces.namespaceExists(name.namespace())) {
      throw missingNamespace(name);
    }
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(TableProperties.FORMAT_VERSION, Integer.toString(formatVersion));
    properties.put(TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true");
    properties.put(TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, METADATA_VERSIONS_KEPT);
    properties.put(TableProperties.PARQUET_COMPRESSION, "zstd");
    try {
      return catalog
          .buildTable(name, shape.schema())
          .withPartitionSpec(PartitionSpec.unpartitioned())
          .withSortOrder(SortOrder.unsorted())
          .withProperties(properties)
          .create();
    } catch (AlreadyExistsException e) {
      // Somebody was quicker; whether theirs fits is checked like any other.
      return catalog.loadTable(name);
    } catch (NoSuchNamespaceException e) {
      throw missingNamespace(name);
    }
  }

  private static TidewaterException missingNamespace(TableIdentifier name) {
    return new TidewaterException(
            ErrorCode.INVALID_SCHEMA_NAME,
            "namespace \"{namespace}\" does not exist in the catalog")
        .with("namespace", name.namespace())
        .hint("Create the namespace in the catalog, or name one that is there.");
  }

  /** Checks a state of the table; done again whenever somebody changed schema or partitioning. */
  public static void checkFits(String table, TableMetadata metadata, TableShape shape) {
    SchemaFit.check(
        table, metadata.schema(), metadata.spec(), metadata.formatVersion(), shape.schema());
  }

  /** The table as it is in one state, whatever becomes of it; never reloads. */
  public static Table at(String name, TableOperations operations, TableMetadata state) {
    return new BaseTable(new PinnedOperations(operations, state), name);
  }

  /** The operations behind a table that a catalog gave out. */
  public static TableOperations operations(Table table) {
    if (table instanceof BaseTable base) {
      return base.operations();
    }
    return ((HasTableOperations) table).operations();
  }
}
