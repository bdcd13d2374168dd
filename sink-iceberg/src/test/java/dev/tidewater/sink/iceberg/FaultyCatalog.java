package dev.tidewater.sink.iceberg;

import dev.tidewater.sink.iceberg.table.TableSetup;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * A catalog in front of a real one whose reloads and commits go wrong when a test wants it: each
 * asks what is to become of it.
 */
final class FaultyCatalog implements Catalog {
  /** What becomes of a commit. */
  enum Fate {
    GOES_WELL,
    /** Refused as if somebody else had committed; it is not applied. */
    CONFLICT,
    /** Applied, but the answer is lost. */
    ANSWER_LOST,
    /** Neither applied nor answered. */
    REQUEST_LOST,
    /** Not answered, and applied later, when the test says so. */
    DELAYED,
    /** The process ends before the commit gets out. */
    CRASH_BEFORE,
    /** The process ends when the commit is applied and nobody knows. */
    CRASH_AFTER
  }

  /** Decides what goes wrong. */
  interface Plan {
    Fate commit();

    /** Whether the next reload fails. */
    boolean reloadFails();
  }

  /** The process that ran the sink is gone; only what is durable remains. */
  static final class Crash extends Error {
    Crash(String where) {
      super(where);
    }
  }

  private final Catalog real;
  private final Plan plan;
  private final List<Runnable> delayed;

  /**
   * @param delayed takes the commits that are to be applied later
   */
  FaultyCatalog(Catalog real, Plan plan, List<Runnable> delayed) {
    this.real = real;
    this.plan = plan;
    this.delayed = delayed;
  }

  private Table wrapped(Table table) {
    return new BaseTable(new FaultyOperations(TableSetup.operations(table)), table.name());
  }

  @Override
  public Table loadTable(TableIdentifier identifier) {
    return wrapped(real.loadTable(identifier));
  }

  @Override
  public TableBuilder buildTable(TableIdentifier identifier, Schema schema) {
    return new FaultyBuilder(real.buildTable(identifier, schema));
  }

  @Override
  public List<TableIdentifier> listTables(Namespace namespace) {
    return real.listTables(namespace);
  }

  @Override
  public boolean dropTable(TableIdentifier identifier, boolean purge) {
    return real.dropTable(identifier, purge);
  }

  @Override
  public void renameTable(TableIdentifier from, TableIdentifier to) {
    real.renameTable(from, to);
  }

  private final class FaultyBuilder implements TableBuilder {
    private TableBuilder builder;

    FaultyBuilder(TableBuilder builder) {
      this.builder = builder;
    }

    @Override
    public TableBuilder withPartitionSpec(PartitionSpec spec) {
      builder = builder.withPartitionSpec(spec);
      return this;
    }

    @Override
    public TableBuilder withSortOrder(SortOrder order) {
      builder = builder.withSortOrder(order);
      return this;
    }

    @Override
    public TableBuilder withLocation(String location) {
      builder = builder.withLocation(location);
      return this;
    }

    @Override
    public TableBuilder withProperties(Map<String, String> properties) {
      builder = builder.withProperties(properties);
      return this;
    }

    @Override
    public TableBuilder withProperty(String key, String value) {
      builder = builder.withProperty(key, value);
      return this;
    }

    @Override
    public Table create() {
      return wrapped(builder.create());
    }

    @Override
    public Transaction createTransaction() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Transaction replaceTransaction() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Transaction createOrReplaceTransaction() {
      throw new UnsupportedOperationException();
    }
  }

  private final class FaultyOperations implements TableOperations {
    private final TableOperations operations;

    FaultyOperations(TableOperations operations) {
      this.operations = operations;
    }

    @Override
    public TableMetadata current() {
      return operations.current();
    }

    @Override
    public TableMetadata refresh() {
      if (plan.reloadFails()) {
        throw new ServiceFailureException("the catalog is away");
      }
      return operations.refresh();
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      switch (plan.commit()) {
        case GOES_WELL -> operations.commit(base, metadata);
        case CONFLICT -> throw new CommitFailedException("somebody was quicker");
        case ANSWER_LOST -> {
          operations.commit(base, metadata);
          throw new CommitStateUnknownException(new RuntimeException("the answer is lost"));
        }
        case REQUEST_LOST ->
            throw new CommitStateUnknownException(new RuntimeException("the request is lost"));
        case DELAYED -> {
          delayed.add(() -> applyLate(base, metadata));
          throw new CommitStateUnknownException(new RuntimeException("no answer in time"));
        }
        case CRASH_BEFORE -> throw new Crash("before the commit");
        case CRASH_AFTER -> {
          operations.commit(base, metadata);
          throw new Crash("after the commit");
        }
      }
    }

    /** The catalog compares the state that the request names with what it has by then. */
    private void applyLate(TableMetadata base, TableMetadata metadata) {
      try {
        TableMetadata now = operations.refresh();
        if (Objects.equals(now.metadataFileLocation(), base.metadataFileLocation())) {
          operations.commit(now, metadata);
        }
      } catch (NoSuchTableException e) {
        // Dropped meanwhile: nothing to apply it to.
      }
    }

    @Override
    public FileIO io() {
      return operations.io();
    }

    @Override
    public String metadataFileLocation(String fileName) {
      return operations.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
      return operations.locationProvider();
    }

    @Override
    public TableOperations temp(TableMetadata uncommittedMetadata) {
      return operations.temp(uncommittedMetadata);
    }

    @Override
    public long newSnapshotId() {
      return operations.newSnapshotId();
    }
  }
}
