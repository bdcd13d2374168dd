package dev.tidewater.host.local;

import dev.tidewater.types.TidewaterException;

/** Where a maintained view stands. */
public sealed interface ViewStatus {
  /** Waits until its inputs can be read at one time. */
  record Starting() implements ViewStatus {}

  /**
   * Reads its inputs as a whole.
   *
   * @param rows read so far
   */
  record Hydrating(long rows) implements ViewStatus {}

  /** Follows the changes of its inputs. */
  record Running() implements ViewStatus {}

  /**
   * Could not write and will try again by itself.
   *
   * @param cause why
   */
  record Stalled(TidewaterException cause) implements ViewStatus {}

  /**
   * Gave up; must be started anew.
   *
   * @param cause why; FENCED if someone else writes the view
   */
  record Failed(TidewaterException cause) implements ViewStatus {}

  /** Was closed. */
  record Closed() implements ViewStatus {}
}
