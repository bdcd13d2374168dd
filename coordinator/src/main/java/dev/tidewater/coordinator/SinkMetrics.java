package dev.tidewater.coordinator;

/**
 * What a sink has done since the server's start, for monitoring.
 *
 * @param name {@code database.schema.sink}
 * @param rows committed
 * @param bytes of the files committed
 * @param conflicts commits that another writer of the table's metadata was faster with
 * @param stalled it can't go on by itself
 */
public record SinkMetrics(String name, long rows, long bytes, long conflicts, boolean stalled) {}
