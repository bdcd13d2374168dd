package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.SessionFactory;
import dev.tidewater.pgwire.authentication.Authentication;
import dev.tidewater.pgwire.protocol.FrameDecoder;

/**
 * What startup needs to know.
 *
 * @param decoder told when the client may send large messages
 * @param admission whether there is room for this connection
 */
record ConnectionSettings(
    SessionFactory sessions,
    Authentication authentication,
    FrameDecoder decoder,
    Admission admission) {
  enum Admission {
    ADMITTED,
    FULL
  }
}
