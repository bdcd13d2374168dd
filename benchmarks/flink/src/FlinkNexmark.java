import dev.tidewater.testkit.nexmark.NexmarkEvent;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.source.legacy.RichParallelSourceFunction;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Nexmark's queries in Flink SQL: MiniCluster, parallelism 2, state on the heap, mini-batches,
 * object reuse, no checkpoints, into Flink's sink that discards ("blackhole"). Events are made on
 * the spot as Flink's internal rows, only those of the tables that a query reads. Times run from
 * the first event to the end of the job, so neither planning nor starting is counted. Each query
 * runs once before, over fewer events.
 *
 * <p>Arguments: file of queries, events, events of the run before, names of queries or nothing.
 */
public final class FlinkNexmark {
  private static final AtomicLong FIRST_EVENT = new AtomicLong();

  private static final DataType STRING = DataTypes.STRING().notNull();
  private static final DataType LONG = DataTypes.BIGINT().notNull();
  private static final DataType TIME = DataTypes.TIMESTAMP(3).notNull();

  private static final DataType PERSON =
      row(
          "id",
          LONG,
          "name",
          STRING,
          "email_address",
          STRING,
          "credit_card",
          STRING,
          "city",
          STRING,
          "state",
          STRING,
          "date_time",
          TIME,
          "extra",
          STRING);
  private static final DataType AUCTION =
      row(
          "id",
          LONG,
          "item_name",
          STRING,
          "description",
          STRING,
          "initial_bid",
          LONG,
          "reserve",
          LONG,
          "date_time",
          TIME,
          "expires",
          TIME,
          "seller",
          LONG,
          "category",
          LONG,
          "extra",
          STRING);
  private static final DataType BID =
      row(
          "auction",
          LONG,
          "bidder",
          LONG,
          "price",
          LONG,
          "channel",
          STRING,
          "url",
          STRING,
          "date_time",
          TIME,
          "extra",
          STRING);

  private static DataType row(Object... namesAndTypes) {
    DataTypes.Field[] fields = new DataTypes.Field[namesAndTypes.length / 2];
    for (int i = 0; i < fields.length; i++) {
      fields[i] =
          DataTypes.FIELD((String) namesAndTypes[2 * i], (DataType) namesAndTypes[2 * i + 1]);
    }
    return DataTypes.ROW(fields).notNull();
  }

  public static void main(String[] arguments) throws Exception {
    long events = Long.parseLong(arguments[1]);
    long before = Long.parseLong(arguments[2]);
    List<String> wanted = List.of(arguments).subList(3, arguments.length);
    for (Map.Entry<String, String> query : queries(Path.of(arguments[0])).entrySet()) {
      if (wanted.isEmpty() || wanted.contains(query.getKey())) {
        run("warm-up " + query.getKey(), query.getValue(), before);
        run(query.getKey(), query.getValue(), events);
      }
    }
    System.exit(0);
  }

  private static Map<String, String> queries(Path file) throws Exception {
    Map<String, String> queries = new LinkedHashMap<>();
    String name = "";
    StringBuilder query = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      if (line.matches("-- \\w+")) {
        name = line.substring(3);
      } else if (!line.startsWith("--")) {
        query.append(line).append('\n');
        if (line.endsWith(";")) {
          queries.put(name, query.toString().strip().replaceAll(";$", ""));
          query.setLength(0);
        }
      }
    }
    return queries;
  }

  private static void run(String name, String sql, long events) throws Exception {
    FIRST_EVENT.set(0);
    System.gc();
    Configuration configuration = new Configuration();
    configuration.setString("table.exec.mini-batch.enabled", "true");
    configuration.setString("table.exec.mini-batch.allow-latency", "2 s");
    configuration.setString("table.exec.mini-batch.size", "50000");
    configuration.setString("table.optimizer.distinct-agg.split.enabled", "true");
    configuration.setString("pipeline.object-reuse", "true");
    configuration.setString("state.backend.type", "hashmap");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    register(env, tables, "person", PERSON, NexmarkEvent.Kind.PERSON, events);
    register(env, tables, "auction", AUCTION, NexmarkEvent.Kind.AUCTION, events);
    register(env, tables, "bid", BID, NexmarkEvent.Kind.BID, events);
    var result = tables.sqlQuery(sql);
    tables.createTemporaryTable(
        "discard",
        org.apache.flink.table.api.TableDescriptor.forConnector("blackhole")
            .schema(Schema.newBuilder().fromResolvedSchema(withoutTime(result)).build())
            .build());
    long cpu = cpuNanos();
    result.executeInsert("discard").await();
    double seconds = (System.nanoTime() - FIRST_EVENT.get()) / 1e9;
    double cpuSeconds = (cpuNanos() - cpu) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "{\"contestant\":\"flink\",\"query\":\"%s\",\"events\":%d,\"seconds\":%.2f,"
            + "\"eventsPerSecond\":%.0f,\"cpuSeconds\":%.2f}%n",
        name,
        events,
        seconds,
        events / seconds,
        cpuSeconds);
  }

  private static org.apache.flink.table.catalog.ResolvedSchema withoutTime(
      org.apache.flink.table.api.Table table) {
    List<org.apache.flink.table.catalog.Column> columns = new java.util.ArrayList<>();
    int at = 0;
    for (var column : table.getResolvedSchema().getColumns()) {
      DataType type =
          org.apache.flink.table.types.utils.DataTypeUtils.removeTimeAttribute(
              column.getDataType());
      columns.add(org.apache.flink.table.catalog.Column.physical("c" + at++, type));
    }
    return org.apache.flink.table.catalog.ResolvedSchema.of(columns);
  }

  private static void register(
      StreamExecutionEnvironment env,
      StreamTableEnvironment tables,
      String name,
      DataType type,
      NexmarkEvent.Kind kind,
      long events) {
    DataStream<RowData> stream =
        env.addSource(
            new Events(kind, events), InternalTypeInfo.of((RowType) type.getLogicalType()));
    Schema.Builder schema = Schema.newBuilder();
    List<String> names = DataType.getFieldNames(type);
    List<DataType> types = DataType.getFieldDataTypes(type);
    for (int i = 0; i < names.size(); i++) {
      schema.column(names.get(i), types.get(i));
    }
    schema.watermark("date_time", "date_time - INTERVAL '4' SECOND");
    tables.createTemporaryView(name, stream, schema.build());
  }

  /** Rows of the events of one kind; each of two subtasks makes every other event. */
  private static final class Events extends RichParallelSourceFunction<RowData> {
    private final NexmarkEvent.Kind kind;
    private final long events;
    private transient NexmarkEvent event;
    private volatile boolean cancelled;

    Events(NexmarkEvent.Kind kind, long events) {
      this.kind = kind;
      this.events = events;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public void run(SourceContext<RowData> out) {
      FIRST_EVENT.compareAndSet(0, System.nanoTime());
      event = new NexmarkEvent();
      int step = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
      long first = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
      for (long number = first; number < events && !cancelled; number += step) {
        if (NexmarkEvent.kindOf(number) == kind) {
          event.moveTo(number);
          out.collect(
              switch (kind) {
                case PERSON -> person();
                case AUCTION -> auction();
                case BID -> bid();
              });
        }
      }
    }

    private static StringData text(byte[] bytes) {
      return StringData.fromBytes(bytes.clone());
    }

    private static TimestampData time(long micros) {
      return TimestampData.fromEpochMillis(micros / 1000);
    }

    private RowData person() {
      return GenericRowData.of(
          event.person(),
          text(event.name()),
          text(event.name()),
          text(event.creditCard()),
          text(event.city()),
          text(event.state()),
          time(event.micros()),
          text(event.extra()));
    }

    private RowData auction() {
      return GenericRowData.of(
          event.auction(),
          text(event.name()),
          text(event.extra()),
          event.price(),
          event.reserve(),
          time(event.micros()),
          time(event.expiresMicros()),
          event.person(),
          event.category(),
          text(event.extra()));
    }

    private RowData bid() {
      return GenericRowData.of(
          event.auction(),
          event.person(),
          event.price(),
          text(event.channel()),
          text(event.url()),
          time(event.micros()),
          text(event.extra()));
    }
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
