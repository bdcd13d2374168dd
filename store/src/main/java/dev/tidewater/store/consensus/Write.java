package dev.tidewater.store.consensus;

/**
 * One entry to append.
 *
 * @param sequence the number that it must get: one more than the newest of its key
 * @param keepFrom entries numbered below it are dropped in the same transaction; 0 drops none
 */
public record Write(String key, long sequence, byte[] value, long keepFrom) {
  public Write {
    if (sequence < 1 || keepFrom > sequence) {
      throw new IllegalArgumentException("not a place in a log");
    }
  }

  /** Appends and drops nothing. */
  public static Write of(String key, long sequence, byte[] value) {
    return new Write(key, sequence, value, 0);
  }

  /** Appends what makes all older entries of the key superfluous. */
  public static Write replacingOlder(String key, long sequence, byte[] value) {
    return new Write(key, sequence, value, sequence);
  }
}
