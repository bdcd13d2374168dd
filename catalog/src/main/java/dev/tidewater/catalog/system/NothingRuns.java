package dev.tidewater.catalog.system;

import java.util.List;

/** The status of a system in which nothing runs. */
class NothingRuns implements RuntimeStatus {
  @Override
  public List<Frontiers> frontiers() {
    return List.of();
  }

  @Override
  public List<Status> statuses() {
    return List.of();
  }

  @Override
  public List<SinkStatistics> sinkStatistics() {
    return List.of();
  }

  @Override
  public List<SourceStatistics> sourceStatistics() {
    return List.of();
  }

  @Override
  public List<IcebergSink> icebergSinks() {
    return List.of();
  }

  @Override
  public List<AwsConnection> awsConnections() {
    return List.of();
  }

  @Override
  public List<SessionInfo> sessions() {
    return List.of();
  }

  @Override
  public List<Dataflow> dataflows() {
    return List.of();
  }
}
