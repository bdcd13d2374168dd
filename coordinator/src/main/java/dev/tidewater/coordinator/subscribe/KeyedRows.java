package dev.tidewater.coordinator.subscribe;

import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.UpdateCursor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One row for each key that changed at a time: what became of it. */
abstract class KeyedRows extends ChangeRows {
  static final String KEY_VIOLATION = "key_violation";

  private final RowLayout layout;
  private final BytesVector states = new BytesVector(ColumnVector.DEFAULT_CAPACITY);

  /** The cursor stands on a row that belongs to the next key. */
  private boolean standsOnNext;

  /**
   * What happened to a key.
   *
   * @param any one of its rows
   * @param before the row that went, if exactly one copy of one row did
   * @param after the row that came, if exactly one copy of one row did
   * @param isViolated whether more than one row had or has the key, as far as this time shows
   */
  record KeyChange(
      RowReference any,
      @Nullable RowReference before,
      @Nullable RowReference after,
      boolean isViolated) {}

  KeyedRows(ChangeFormat format) {
    super(format);
    this.layout = format.layout();
  }

  /** Adds a row for a key; gives what {@code mz_state} says. */
  abstract String add(KeyChange change);

  @Override
  public final boolean readFrom(UpdateCursor changes, long time) {
    while (!isFull()) {
      if (!standsOnNext && !changes.next()) {
        return false;
      }
      boolean more = readKey(changes, time);
      standsOnNext = more;
      if (!more) {
        return false;
      }
    }
    return true;
  }

  /** Reads the rows of a key, the first of which is current; false at the cursor's end. */
  private boolean readKey(UpdateCursor changes, long time) {
    RowReference first = RowReference.at(changes);
    int keyLength = layout.keyLength(first.bytes(), first.offset());
    RowReference before = null;
    RowReference after = null;
    long gone = 0;
    long come = 0;
    boolean more = true;
    while (more && hasKey(changes, first, keyLength)) {
      if (changes.diff() > 0) {
        come += changes.diff();
        after = RowReference.at(changes);
      } else {
        gone -= changes.diff();
        before = RowReference.at(changes);
      }
      more = changes.next();
    }
    if (nextPosition() == 0) {
      states.clear();
    }
    String state = add(new KeyChange(first, before, after, gone > 1 || come > 1));
    Values.writeText(state, states, nextPosition());
    added(time);
    return more;
  }

  private boolean hasKey(UpdateCursor changes, RowReference first, int keyLength) {
    int start = changes.offset();
    return layout.keyLength(changes.bytes(), start) == keyLength
        && Arrays.equals(
            changes.bytes(),
            start,
            start + keyLength,
            first.bytes(),
            first.offset(),
            first.offset() + keyLength);
  }

  /** The column mz_state. */
  final BytesVector states() {
    return states;
  }
}
