package dev.tidewater.sink.iceberg.commit;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how far a sink got in a table.
 *
 * <p>The ancestry of the main branch decides: what is not in it is not in the table, however many
 * snapshots and properties say otherwise. Snapshots of others, compactions among them, are passed
 * over. Where our own have been expired, the table property stands in, provided that the snapshot
 * it was written with can have been an ancestor: a table that was rolled back to before our first
 * commit holds nothing of ours.
 */
public final class ProgressSearch {
  private ProgressSearch() {}

  /** Where progress was read. */
  public enum Origin {
    ANCESTRY,
    PROPERTY
  }

  /**
   * @param snapshotId of the snapshot that carries it, where there still is one
   * @param rolledBack whether the table had got further before somebody set it back
   */
  public record Found(
      Progress progress, Origin origin, OptionalLong snapshotId, RolledBack rolledBack) {}

  /** Whether the property knows of a later commit than the branch. */
  public enum RolledBack {
    NO,
    YES
  }

  public static Optional<Found> find(TableMetadata metadata, String sinkId) {
    Optional<ProgressProperty> property = ProgressProperty.read(metadata.properties(), sinkId);
    Snapshot oldest = null;
    for (Snapshot each = metadata.currentSnapshot(); each != null; each = parent(metadata, each)) {
      Optional<Progress> progress = Progress.of(each, sinkId);
      if (progress.isPresent()) {
        long sequenceNumber = each.sequenceNumber();
        boolean rolledBack =
            property.filter(later -> later.sequenceNumber() > sequenceNumber).isPresent();
        return Optional.of(
            new Found(
                progress.get(),
                Origin.ANCESTRY,
                OptionalLong.of(each.snapshotId()),
                rolledBack ? RolledBack.YES : RolledBack.NO));
      }
      oldest = each;
    }
    Snapshot end = oldest;
    return property
        .filter(candidate -> isBelow(candidate, end))
        .map(
            kept ->
                new Found(kept.progress(), Origin.PROPERTY, OptionalLong.empty(), RolledBack.NO));
  }

  /**
   * Whether the property's snapshot may be an expired ancestor: it is older than the oldest one
   * left, and that one had a parent.
   */
  private static boolean isBelow(ProgressProperty property, @Nullable Snapshot oldest) {
    return oldest != null
        && oldest.parentId() != null
        && property.sequenceNumber() < oldest.sequenceNumber();
  }

  private static @Nullable Snapshot parent(TableMetadata metadata, Snapshot child) {
    Long parentId = child.parentId();
    return parentId == null ? null : metadata.snapshot(parentId);
  }
}
