package dev.tidewater.catalog.system;

import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemKinds;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.system.RuntimeStatus.AwsConnection;
import dev.tidewater.catalog.system.RuntimeStatus.Frontiers;
import dev.tidewater.catalog.system.RuntimeStatus.IcebergSink;
import dev.tidewater.catalog.system.RuntimeStatus.SinkStatistics;
import dev.tidewater.catalog.system.RuntimeStatus.SourceStatistics;
import dev.tidewater.catalog.system.RuntimeStatus.Status;
import dev.tidewater.sql.ast.CreateStatement.CreateSink;
import dev.tidewater.sql.ast.CreateStatement.IcebergTarget;
import dev.tidewater.sql.ast.Expression.StringLiteral;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.OptionValue;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.types.Interval;
import dev.tidewater.types.Jsonb;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What runs and how it does, with Materialize's columns. */
final class MzInternalRows {
  private static final long MICROS_PER_MILLI = 1_000;

  private MzInternalRows() {}

  static void register(Map<String, RowSource> sources) {
    sources.put(
        "mz_internal.mz_sink_statuses", (context, rows) -> statuses(context, rows, ItemType.SINK));
    sources.put(
        "mz_internal.mz_source_statuses",
        (context, rows) -> statuses(context, rows, ItemType.SOURCE));
    sources.put("mz_internal.mz_sink_statistics", MzInternalRows::sinkStatistics);
    sources.put("mz_internal.mz_source_statistics", MzInternalRows::sourceStatistics);
    sources.put("mz_internal.mz_frontiers", MzInternalRows::frontiers);
    sources.put("mz_internal.mz_wallclock_global_lag", MzInternalRows::lag);
    sources.put("mz_internal.mz_hydration_statuses", MzInternalRows::hydration);
    sources.put("mz_internal.mz_iceberg_sinks", MzInternalRows::icebergSinks);
    sources.put("mz_catalog.mz_iceberg_sinks", MzInternalRows::icebergTargets);
    sources.put("mz_internal.mz_aws_connections", MzInternalRows::awsConnections);
    sources.put("mz_internal.mz_object_dependencies", MzInternalRows::dependencies);
  }

  private static void statuses(SystemContext context, RowWriter rows, ItemType type) {
    for (Item item : context.catalog().items(type)) {
      Status status =
          context.status().statuses().stream()
              .filter(s -> s.object().equals(item.id()))
              .findFirst()
              .orElse(null);
      rows.row()
          .set("id", item.id().toString())
          .set("name", item.name())
          .set("type", ItemKinds.kind(item))
          .set("status", status == null ? "created" : status.status());
      if (status != null) {
        rows.set("last_status_change_at", status.sinceMicros())
            .set("error", status.error())
            .set("details", json(status.details()));
      }
    }
  }

  private static @Nullable Jsonb json(@Nullable String text) {
    return text == null ? null : Jsonb.parse(text);
  }

  private static @Nullable Long value(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private static @Nullable String text(@Nullable ObjectId id) {
    return id == null ? null : id.toString();
  }

  private static void sinkStatistics(SystemContext context, RowWriter rows) {
    for (SinkStatistics sink : context.status().sinkStatistics()) {
      rows.row()
          .set("id", sink.sink().toString())
          .set("messages_staged", sink.messagesStaged())
          .set("messages_committed", sink.messagesCommitted())
          .set("bytes_staged", sink.bytesStaged())
          .set("bytes_committed", sink.bytesCommitted());
    }
  }

  private static void sourceStatistics(SystemContext context, RowWriter rows) {
    for (SourceStatistics source : context.status().sourceStatistics()) {
      rows.row()
          .set("id", source.source().toString())
          .set("messages_received", source.messagesReceived())
          .set("bytes_received", source.bytesReceived())
          .set("updates_staged", source.updatesStaged())
          .set("updates_committed", source.updatesCommitted())
          .set("snapshot_records_known", value(source.snapshotRecordsKnown()))
          .set("snapshot_records_staged", value(source.snapshotRecordsStaged()))
          .set("snapshot_committed", source.snapshotCommitted())
          .set("offset_known", value(source.offsetKnown()))
          .set("offset_committed", value(source.offsetCommitted()));
    }
  }

  private static void frontiers(SystemContext context, RowWriter rows) {
    for (Frontiers frontiers : context.status().frontiers()) {
      rows.row()
          .set("object_id", frontiers.object().toString())
          .set("read_frontier", frontiers.read())
          .set("write_frontier", value(frontiers.write()));
    }
  }

  /** How far behind the clock a time is; zero for what is ahead of it. */
  private static @Nullable Interval lagBehind(SystemContext context, OptionalLong time) {
    if (time.isEmpty()) {
      return null;
    }
    long micros = context.nowMicros() - time.getAsLong() * MICROS_PER_MILLI;
    return new Interval(0, 0, Math.max(0, micros));
  }

  private static void lag(SystemContext context, RowWriter rows) {
    for (Frontiers frontiers : context.status().frontiers()) {
      rows.row()
          .set("object_id", frontiers.object().toString())
          .set("lag", lagBehind(context, frontiers.write()));
    }
  }

  private static void hydration(SystemContext context, RowWriter rows) {
    for (Frontiers frontiers : context.status().frontiers()) {
      boolean complete = frontiers.write().orElse(Long.MAX_VALUE) > frontiers.read();
      rows.row().set("object_id", frontiers.object().toString()).set("hydrated", complete);
    }
  }

  private static void icebergSinks(SystemContext context, RowWriter rows) {
    for (IcebergSink sink : context.status().icebergSinks()) {
      OptionalLong latency = sink.commitLatencyMicros();
      rows.row()
          .set("id", sink.sink().toString())
          .set("table", sink.table())
          .set("snapshot_id", value(sink.snapshotId()))
          .set("frontier", value(sink.frontier()))
          .set("lag", lagBehind(context, sink.frontier()))
          .set("files", value(sink.files()))
          .set("rows", value(sink.rows()))
          .set("bytes", value(sink.bytes()))
          .set("conflicts", sink.conflicts())
          .set(
              "commit_latency",
              latency.isPresent() ? new Interval(0, 0, latency.getAsLong()) : null);
    }
  }

  private static void icebergTargets(SystemContext context, RowWriter rows) {
    for (Item item : context.catalog().items(ItemType.SINK)) {
      if (SqlParser.parseStatement(item.createSql()) instanceof CreateSink sink
          && sink.target() instanceof IcebergTarget target) {
        rows.row()
            .set("id", item.id().toString())
            .set("namespace", option(target.options(), "NAMESPACE"))
            .set("table", option(target.options(), "TABLE"));
      }
    }
  }

  private static String option(List<Option> options, String name) {
    for (Option option : options) {
      if (option.name().equals(name) && option.value() instanceof OptionValue.Constant constant) {
        return constant.literal() instanceof StringLiteral text ? text.value() : "";
      }
      if (option.name().equals(name) && option.value() instanceof OptionValue.Name word) {
        return word.name().toString();
      }
    }
    return "";
  }

  private static void awsConnections(SystemContext context, RowWriter rows) {
    for (AwsConnection aws : context.status().awsConnections()) {
      rows.row()
          .set("id", aws.connection().toString())
          .set("endpoint", aws.endpoint())
          .set("region", aws.region())
          .set("access_key_id", aws.accessKeyId())
          .set("access_key_id_secret_id", text(aws.accessKeyIdSecret()))
          .set("secret_access_key_secret_id", text(aws.secretAccessKeySecret()))
          .set("session_token", aws.sessionToken())
          .set("session_token_secret_id", text(aws.sessionTokenSecret()))
          .set("assume_role_arn", aws.assumeRoleArn())
          .set("assume_role_session_name", aws.assumeRoleSessionName())
          .set("principal", aws.principal())
          .set("external_id", aws.externalId())
          .set("example_trust_policy", json(aws.exampleTrustPolicy()));
    }
  }

  private static void dependencies(SystemContext context, RowWriter rows) {
    for (Item item : context.catalog().items()) {
      for (ObjectId used : item.uses()) {
        rows.row()
            .set("object_id", item.id().toString())
            .set("referenced_object_id", used.toString());
      }
    }
  }
}
