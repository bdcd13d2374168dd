package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.Notice;
import dev.tidewater.pgwire.protocol.Report;
import java.util.Optional;
import java.util.OptionalInt;

/** A session's notices as the protocol has them. */
final class Notices {
  private Notices() {}

  static Report report(Notice notice) {
    return new Report(
        notice.severity().name(),
        notice.sqlState(),
        notice.message(),
        Optional.ofNullable(notice.detail()),
        Optional.ofNullable(notice.hint()),
        OptionalInt.empty());
  }
}
