import dev.tidewater.benchmarks.sink.HeapWatch;
import dev.tidewater.benchmarks.sink.OrderGenerator;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.flink.sink.FlinkSink;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.types.Types;

/**
 * Flink's own Iceberg sink on the same rows: MiniCluster, parallelism 2, checkpoints every 5 s,
 * upsert. Times run from the first row to the end of the job, so starting Flink is not counted;
 * rows are made on the spot, which costs it next to nothing.
 *
 * <p>A smaller run into another table goes first, so that what is measured is a Flink that has been
 * up for a while; its lines say "warm-up".
 *
 * <p>Arguments: directory, rows, updates, rows of the warm-up, and "append" to write the snapshot
 * without upsert.
 */
public final class FlinkSinkBenchmark {
  /** When the first row of a job was made; static because the MiniCluster is in this process. */
  private static final AtomicLong FIRST_ROW = new AtomicLong();

  private static final HeapWatch HEAP = HeapWatch.start();

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Types.NestedField.required(1, "id", Types.LongType.get()),
              Types.NestedField.required(2, "account", Types.LongType.get()),
              Types.NestedField.required(3, "status", Types.StringType.get()),
              Types.NestedField.required(4, "amount", Types.DecimalType.of(38, 2)),
              Types.NestedField.required(5, "created", Types.TimestampType.withZone()),
              Types.NestedField.required(6, "note", Types.StringType.get())),
          Set.of(1));

  public static void main(String[] arguments) throws Exception {
    String directory = arguments[0];
    long rows = Long.parseLong(arguments[1]);
    long updates = Long.parseLong(arguments[2]);
    long warmUpRows = Long.parseLong(arguments[3]);
    boolean appendSnapshot = arguments.length > 4 && arguments[4].equals("append");
    HadoopCatalog catalog =
        new HadoopCatalog(new org.apache.hadoop.conf.Configuration(), directory);
    if (warmUpRows > 0) {
      String table = newTable(catalog, "warm_up");
      run("warm-up snapshot", table, warmUpRows, warmUpRows, 0, !appendSnapshot);
      if (updates > 0) {
        run("warm-up updates", table, warmUpRows * updates / rows, warmUpRows, 1, true);
      }
    }
    String table = newTable(catalog, "orders");
    run(appendSnapshot ? "snapshot-append" : "snapshot", table, rows, rows, 0, !appendSnapshot);
    if (updates > 0) {
      run("updates", table, updates, rows, 1, true);
    }
  }

  private static String newTable(HadoopCatalog catalog, String name) {
    Table table =
        catalog.createTable(
            TableIdentifier.of(Namespace.of("db"), name),
            SCHEMA,
            PartitionSpec.unpartitioned(),
            Map.of("format-version", "2", "write.parquet.compression-codec", "zstd"));
    return table.location();
  }

  private static void run(
      String phase, String location, long count, long rows, int version, boolean upsert)
      throws Exception {
    FIRST_ROW.set(0);
    System.gc();
    HEAP.reset();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(2);
    env.enableCheckpointing(5_000);
    RowType rowType = FlinkSchemaUtil.convert(SCHEMA);
    TypeInformation<RowData> type = InternalTypeInfo.of(rowType);
    DataStream<RowData> stream =
        env.fromSequence(0, count - 1).map(n -> row(n, rows, version)).returns(type);
    FlinkSink.Builder sink =
        FlinkSink.forRowData(stream)
            .tableLoader(TableLoader.fromHadoopTable(location))
            .equalityFieldColumns(List.of("id"))
            .upsert(upsert);
    sink.append();
    long cpu = cpuNanos();
    env.execute(phase);
    double seconds = (System.nanoTime() - FIRST_ROW.get()) / 1e9;
    double cpuSeconds = (cpuNanos() - cpu) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "{\"contestant\":\"flink\",\"phase\":\"%s\",\"rows\":%d,\"seconds\":%.2f,"
            + "\"rowsPerSecond\":%.0f,\"cpuSeconds\":%.2f,\"rowsPerCpuSecond\":%.0f,"
            + "\"peakHeapMiB\":%d,\"peakLiveHeapMiB\":%d}%n",
        phase, count, seconds, count / seconds, cpuSeconds, count / cpuSeconds,
        HEAP.peakMebibytes(), HEAP.peakLiveMebibytes());
  }

  private static RowData row(long n, long rows, int version) {
    if (FIRST_ROW.get() == 0) {
      FIRST_ROW.compareAndSet(0, System.nanoTime());
    }
    long id = version == 0 ? n : OrderGenerator.updatedId(n, rows);
    GenericRowData row = new GenericRowData(RowKind.INSERT, 6);
    row.setField(0, id);
    row.setField(1, OrderGenerator.account(id, version));
    row.setField(
        2, StringData.fromString(OrderGenerator.status(OrderGenerator.statusOrdinal(id, version))));
    row.setField(
        3,
        DecimalData.fromBigDecimal(
            java.math.BigDecimal.valueOf(OrderGenerator.amount(id, version), 2), 38, 2));
    long micros = OrderGenerator.created(id, version);
    row.setField(
        4, TimestampData.fromEpochMillis(micros / 1000, (int) (micros % 1000) * 1000));
    byte[] note = new byte[OrderGenerator.NOTE_LENGTH];
    OrderGenerator.note(id, version, note);
    row.setField(5, StringData.fromBytes(note));
    return row;
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean)
            ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
