package dev.tidewater.source.postgres;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/**
 * Upstream can't say any more what happened since the source's position: going on would lose or
 * double changes, so the source stops for good.
 */
final class PositionLostException extends TidewaterException {
  PositionLostException(String summary) {
    super(ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE, summary);
    hint("Drop the source and create it again; it then takes a new snapshot.");
  }
}
