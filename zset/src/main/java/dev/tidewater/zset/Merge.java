package dev.tidewater.zset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Walks over several sorted runs as over one, consolidated. */
public final class Merge {
  private Merge() {}

  /**
   * One walk over what all the cursors give: updates of the same row and time are added up and left
   * out if nothing remains. Takes over the cursors; they must not have been moved.
   */
  public static UpdateCursor cursors(List<? extends UpdateCursor> cursors) {
    return cursors.size() == 1 ? cursors.get(0) : new MergeCursor(cursors);
  }

  public static UpdateCursor batches(List<Batch> batches) {
    List<UpdateCursor> cursors = new ArrayList<>(batches.size());
    for (Batch batch : batches) {
      if (!batch.isEmpty()) {
        cursors.add(batch.cursor());
      }
    }
    return cursors(cursors);
  }

  /** The same updates with times before {@code since} moved up to it, consolidated. */
  public static UpdateCursor forwardedTo(UpdateCursor cursor, long since) {
    return new ForwardedCursor(cursor, since, Long.MAX_VALUE);
  }

  /**
   * The collection as it is at a time: updates up to and including {@code asOf} moved to it and
   * consolidated, later ones left out.
   */
  public static UpdateCursor asOf(UpdateCursor cursor, long asOf) {
    return new ForwardedCursor(cursor, asOf, asOf);
  }

  /** Only updates whose row starts with the given bytes. */
  public static UpdateCursor withPrefix(UpdateCursor cursor, byte[] prefix) {
    return new PrefixCursor(cursor, prefix);
  }

  /** Reads a cursor to its end into pages, and closes it. */
  public static void toPages(UpdateCursor cursor, Consumer<Page> sink) {
    try (cursor) {
      PageWriter writer = new PageWriter(sink);
      append(cursor, writer);
      writer.finish();
    }
  }

  /** Reads a cursor to its end into a batch, and closes it. */
  public static Batch toBatch(UpdateCursor cursor) {
    try (cursor) {
      PageWriter writer = new PageWriter();
      append(cursor, writer);
      return writer.finish();
    }
  }

  private static void append(UpdateCursor cursor, PageWriter writer) {
    while (cursor.next()) {
      writer.append(cursor.bytes(), cursor.offset(), cursor.length(), cursor.time(), cursor.diff());
    }
  }
}
