package dev.tidewater.benchmarks.sink;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.parquet.ParquetValueWriter;
import org.apache.iceberg.parquet.TripleWriter;
import org.apache.iceberg.types.Types;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * What is left when all that a sink does is taken away: rows made on the spot and handed to
 * Iceberg's Parquet writer, one file for each core. No store, no decoding, no commit.
 *
 * <p>Arguments: directory, rows.
 */
public final class BareParquetLoop {
  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.required(1, "id", Types.LongType.get()),
          Types.NestedField.required(2, "account", Types.LongType.get()),
          Types.NestedField.required(3, "status", Types.StringType.get()),
          Types.NestedField.required(4, "amount", Types.DecimalType.of(38, 2)),
          Types.NestedField.required(5, "created", Types.TimestampType.withZone()),
          Types.NestedField.required(6, "note", Types.StringType.get()));

  private BareParquetLoop() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    long rows = Long.parseLong(arguments[1]);
    Files.createDirectories(directory);
    // The first round warms up.
    for (String phase : List.of("warm-up", "bare-loop")) {
      long cpu = SinkBenchmark.cpuNanos();
      long start = System.nanoTime();
      write(directory.resolve(phase), rows);
      double seconds = (System.nanoTime() - start) / 1e9;
      double cpuSeconds = (SinkBenchmark.cpuNanos() - cpu) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "{\"contestant\":\"bare\",\"phase\":\"%s\",\"rows\":%d,\"seconds\":%.2f,"
              + "\"rowsPerSecond\":%.0f,\"cpuSeconds\":%.2f,\"rowsPerCpuSecond\":%.0f}%n",
          phase,
          rows,
          seconds,
          rows / seconds,
          cpuSeconds,
          rows / cpuSeconds);
    }
  }

  private static void write(Path directory, long rows) throws Exception {
    int cores = Runtime.getRuntime().availableProcessors();
    List<Thread> threads = new ArrayList<>();
    List<Exception> failures = new ArrayList<>();
    for (int i = 0; i < cores; i++) {
      long from = rows * i / cores;
      long to = rows * (i + 1) / cores;
      Path file = directory.resolve(i + ".parquet");
      Thread thread =
          new Thread(
              () -> {
                try {
                  writeFile(file, from, to);
                } catch (IOException e) {
                  synchronized (failures) {
                    failures.add(e);
                  }
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  private static void writeFile(Path file, long from, long to) throws IOException {
    Files.createDirectories(file.getParent());
    try (DataWriter<long[]> writer =
        Parquet.writeData(org.apache.iceberg.Files.localOutput(file.toFile()))
            .schema(SCHEMA)
            .withSpec(PartitionSpec.unpartitioned())
            .set("write.parquet.compression-codec", "zstd")
            .createWriterFunc((MessageType type) -> new RowWriter(type))
            .overwrite()
            .build()) {
      long[] row = new long[1];
      for (long id = from; id < to; id++) {
        row[0] = id;
        writer.write(row);
      }
    }
  }

  /** Makes the row of an id and writes it. */
  private static final class RowWriter implements ParquetValueWriter<long[]> {
    private static final VarHandle LONG =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final MessageType type;
    private final ColumnWriter[] columns = new ColumnWriter[6];
    private final Binary[] statuses = new Binary[4];
    private final byte[] amount = new byte[16];
    private final byte[] note = new byte[OrderGenerator.NOTE_LENGTH];
    private final Binary amountValue = Binary.fromReusedByteArray(amount);
    private final Binary noteValue = Binary.fromReusedByteArray(note);

    RowWriter(MessageType type) {
      this.type = type;
      for (int i = 0; i < statuses.length; i++) {
        statuses[i] =
            Binary.fromConstantByteArray(OrderGenerator.status(i).getBytes(StandardCharsets.UTF_8));
      }
    }

    @Override
    public void write(int repetitionLevel, long[] value) {
      long id = value[0];
      columns[0].write(id, 0, 0);
      columns[1].write(OrderGenerator.account(id, 0), 0, 0);
      columns[2].write(statuses[OrderGenerator.statusOrdinal(id, 0)], 0, 0);
      LONG.set(amount, Long.BYTES, OrderGenerator.amount(id, 0));
      columns[3].write(amountValue, 0, 0);
      columns[4].write(OrderGenerator.created(id, 0), 0, 0);
      OrderGenerator.note(id, 0, note);
      columns[5].write(noteValue, 0, 0);
    }

    @Override
    public List<TripleWriter<?>> columns() {
      return List.of();
    }

    @Override
    public void setColumnStore(ColumnWriteStore store) {
      for (int i = 0; i < columns.length; i++) {
        columns[i] = store.getColumnWriter(type.getColumns().get(i));
      }
    }
  }
}
