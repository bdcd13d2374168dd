package dev.tidewater.sink.iceberg;

import java.time.Duration;

/**
 * One commit.
 *
 * @param table namespace and name
 * @param frontier the table now equals the relation as it was just before this time
 * @param rows written
 * @param deletedKeys keys whose earlier rows were deleted
 * @param files of both kinds
 * @param conflicts attempts that another writer got in the way of
 * @param latency from the cut to the answer of the catalog
 */
public record CommitFacts(
    String table,
    long snapshotId,
    long frontier,
    long rows,
    long deletedKeys,
    int files,
    long sizeBytes,
    int conflicts,
    Duration latency) {}
