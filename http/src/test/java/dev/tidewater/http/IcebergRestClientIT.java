package dev.tidewater.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.sink.iceberg.catalog.LocalFileIO;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Iceberg's own REST client against the embedded catalog. */
class IcebergRestClientIT {
  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.required(1, "id", Types.LongType.get()),
          Types.NestedField.optional(2, "name", Types.StringType.get()));
  private static final Namespace SHOP = Namespace.of("shop", "north sea/1");
  private static final TableIdentifier ITEMS = TableIdentifier.of(SHOP, "items");

  private RunningHttpServer server;
  private RESTCatalog client;

  @BeforeEach
  void start(@TempDir Path directory) {
    server = new RunningHttpServer(directory);
    client = connect();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private RESTCatalog connect() {
    RESTCatalog catalog = new RESTCatalog();
    catalog.initialize(
        "tidewater",
        Map.of(
            CatalogProperties.URI, server.url("/iceberg"),
            CatalogProperties.FILE_IO_IMPL, LocalFileIO.class.getName()));
    return catalog;
  }

  private static DataFile file(String name) {
    return DataFiles.builder(PartitionSpec.unpartitioned())
        .withPath("file:///" + name)
        .withFileSizeInBytes(10)
        .withRecordCount(1)
        .withFormat("parquet")
        .build();
  }

  private void createItems() {
    client.createNamespace(Namespace.of("shop"));
    client.createNamespace(SHOP);
    client.createTable(ITEMS, SCHEMA);
  }

  @Test
  void namespacesAreMadeListedChangedAndDropped() {
    // The client asks whether there is a null, which Map.of() and Set.of() do not take.
    client.createNamespace(Namespace.of("shop"), new HashMap<>(Map.of("owner", "anna")));
    client.createNamespace(SHOP);
    assertThat(client.listNamespaces()).contains(Namespace.of("shop"), Namespace.of("public"));
    assertThat(client.listNamespaces(Namespace.of("shop"))).containsExactly(SHOP);
    client.setProperties(Namespace.of("shop"), new HashMap<>(Map.of("color", "blue")));
    client.removeProperties(Namespace.of("shop"), new HashSet<>(Set.of("owner")));
    assertThat(client.loadNamespaceMetadata(Namespace.of("shop")))
        .containsEntry("color", "blue")
        .doesNotContainKey("owner");
    assertThatThrownBy(() -> client.createNamespace(SHOP))
        .isInstanceOf(AlreadyExistsException.class);
    assertThat(client.dropNamespace(SHOP)).isTrue();
    assertThatThrownBy(() -> client.loadNamespaceMetadata(SHOP))
        .isInstanceOf(NoSuchNamespaceException.class);
  }

  @Test
  void commitOfOneClientIsSeenByAnother() throws IOException {
    createItems();
    client.loadTable(ITEMS).newAppend().appendFile(file("a.parquet")).commit();
    try (RESTCatalog other = connect()) {
      Table table = other.loadTable(ITEMS);
      assertThat(table.currentSnapshot().summary()).containsEntry("added-records", "1");
      assertThat(table.schema().sameSchema(SCHEMA)).isTrue();
    }
  }

  @Test
  void concurrentAppendsBothSucceed() throws IOException {
    createItems();
    try (RESTCatalog other = connect()) {
      Table mine = client.loadTable(ITEMS);
      Table theirs = other.loadTable(ITEMS);
      mine.newAppend().appendFile(file("a.parquet")).commit();
      theirs.newAppend().appendFile(file("b.parquet")).commit();
      mine.refresh();
      assertThat(mine.currentSnapshot().summary()).containsEntry("total-data-files", "2");
    }
  }

  @Test
  void conflictingSchemaChangeIsRefused() throws IOException {
    createItems();
    try (RESTCatalog other = connect()) {
      UpdateSchema mine =
          client.loadTable(ITEMS).updateSchema().addColumn("a", Types.IntegerType.get());
      UpdateSchema theirs =
          other.loadTable(ITEMS).updateSchema().addColumn("b", Types.IntegerType.get());
      mine.commit();
      assertThatThrownBy(theirs::commit).isInstanceOf(CommitFailedException.class);
    }
  }

  @Test
  void tableMayBeMadeInATransaction() {
    client.createNamespace(Namespace.of("shop"));
    client.createNamespace(SHOP);
    Transaction transaction = client.newCreateTableTransaction(ITEMS, SCHEMA);
    transaction.newAppend().appendFile(file("a.parquet")).commit();
    assertThat(client.tableExists(ITEMS)).isFalse();
    transaction.commitTransaction();
    assertThat(client.loadTable(ITEMS).currentSnapshot()).isNotNull();
    assertThatThrownBy(() -> client.createTable(ITEMS, SCHEMA))
        .isInstanceOf(AlreadyExistsException.class);
  }

  @Test
  void tablesAreListedRenamedAndDropped() {
    createItems();
    TableIdentifier renamed = TableIdentifier.of("shop", "things");
    client.renameTable(ITEMS, renamed);
    assertThat(client.listTables(SHOP)).isEmpty();
    assertThat(client.listTables(Namespace.of("shop"))).containsExactly(renamed);
    assertThatThrownBy(() -> client.loadTable(ITEMS)).isInstanceOf(NoSuchTableException.class);
    assertThatThrownBy(() -> client.dropNamespace(Namespace.of("shop")))
        .isInstanceOf(NamespaceNotEmptyException.class);
    assertThat(client.dropTable(renamed, false)).isTrue();
    assertThat(client.dropTable(renamed, false)).isFalse();
  }

  @Test
  void purgeDeletesTheTablesFilesAndNoOthers() {
    createItems();
    Table table = client.loadTable(ITEMS);
    Path metadata = Path.of(table.location().substring("file://".length()), "metadata");
    assertThat(metadata).isNotEmptyDirectory();
    assertThat(client.dropTable(ITEMS, true)).isTrue();
    assertThat(metadata).isDirectoryNotContaining(path -> path.toString().endsWith(".avro"));

    client.createTable(ITEMS, SCHEMA);
    client.loadTable(ITEMS).newAppend().appendFile(file("etc/passwd")).commit();
    assertThatThrownBy(() -> client.dropTable(ITEMS, true))
        .hasMessageContaining("not in the embedded");
  }
}
