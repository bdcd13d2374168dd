package dev.tidewater.catalog.system;

import dev.tidewater.catalog.ObjectId;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What only the running system knows, for the relations of {@code mz_internal}. The coordinator
 * implements it. Each call gives one consistent list; called on sessions' threads, at any time.
 *
 * <p>Times are microseconds since 1970-01-01 UTC; frontiers are milliseconds of the timeline.
 */
public interface RuntimeStatus {
  /** Of a system in which nothing runs. */
  RuntimeStatus NONE = new NothingRuns();

  List<Frontiers> frontiers();

  /** Of sinks and sources: what each does now. */
  List<Status> statuses();

  List<SinkStatistics> sinkStatistics();

  List<SourceStatistics> sourceStatistics();

  List<IcebergSink> icebergSinks();

  List<AwsConnection> awsConnections();

  List<SessionInfo> sessions();

  /** Of everything that is kept up to date. */
  List<Dataflow> dataflows();

  /** What keeps an object up to date, its operators in the order in which they run. */
  record Dataflow(ObjectId object, List<Operator> operators) {}

  /**
   * @param rowsIn changes taken since the start
   * @param rowsOut changes given on
   * @param nanoseconds worked
   * @param stateRows kept
   * @param stateBytes of memory
   */
  record Operator(
      String name, long rowsIn, long rowsOut, long nanoseconds, long stateRows, long stateBytes) {}

  /**
   * How far an object has come.
   *
   * @param read the earliest time at which it can be read
   * @param write the first time not yet complete; empty if it is closed for ever
   */
  record Frontiers(ObjectId object, long read, OptionalLong write) {}

  /**
   * @param status in lower case: {@code starting}, {@code running}, {@code stalled} …
   * @param sinceMicros when it came into this status
   * @param error what is wrong, or null
   * @param details further values as JSON text, or null
   */
  record Status(
      ObjectId object,
      String status,
      long sinceMicros,
      @Nullable String error,
      @Nullable String details) {}

  record SinkStatistics(
      ObjectId sink,
      long messagesStaged,
      long messagesCommitted,
      long bytesStaged,
      long bytesCommitted) {}

  /** Offsets are what the upstream calls a position, as a number, where it has one. */
  record SourceStatistics(
      ObjectId source,
      long messagesReceived,
      long bytesReceived,
      long updatesStaged,
      long updatesCommitted,
      OptionalLong snapshotRecordsKnown,
      OptionalLong snapshotRecordsStaged,
      boolean snapshotCommitted,
      OptionalLong offsetKnown,
      OptionalLong offsetCommitted) {}

  /** The Iceberg side of a sink; what there is only after a first commit is empty before. */
  record IcebergSink(
      ObjectId sink,
      String table,
      OptionalLong snapshotId,
      OptionalLong frontier,
      OptionalLong files,
      OptionalLong rows,
      OptionalLong bytes,
      long conflicts,
      OptionalLong commitLatencyMicros) {}

  /** Never holds a secret, only the ids of secrets. */
  record AwsConnection(
      ObjectId connection,
      @Nullable String endpoint,
      @Nullable String region,
      @Nullable String accessKeyId,
      @Nullable ObjectId accessKeyIdSecret,
      @Nullable ObjectId secretAccessKeySecret,
      @Nullable String sessionToken,
      @Nullable ObjectId sessionTokenSecret,
      @Nullable String assumeRoleArn,
      @Nullable String assumeRoleSessionName,
      @Nullable String principal,
      @Nullable String externalId,
      @Nullable String exampleTrustPolicy) {}

  /** {@code query} is the statement that runs, or the last one. */
  record SessionInfo(
      int processId,
      String user,
      String database,
      String applicationName,
      @Nullable String clientAddress,
      long connectedAtMicros,
      String state,
      String query) {}
}
