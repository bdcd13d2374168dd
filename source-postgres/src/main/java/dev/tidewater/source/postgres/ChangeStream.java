package dev.tidewater.source.postgres;

import dev.tidewater.source.postgres.pgoutput.MessageDecoder;
import dev.tidewater.source.postgres.pgoutput.MessageVisitor;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** The slot's changes as they come, and the acknowledgements that go back. One thread at a time. */
final class ChangeStream implements AutoCloseable {
  /** Well within the minute after which PostgreSQL takes a silent reader for dead. */
  private static final int STATUS_INTERVAL_SECONDS = 2;

  private final UpstreamSession session;
  private final PGReplicationStream stream;
  private final MessageDecoder decoder = new MessageDecoder();

  private ChangeStream(UpstreamSession session, PGReplicationStream stream) {
    this.session = session;
    this.stream = stream;
  }

  /** Starts with the first transaction whose commit record begins at the LSN or later. */
  static ChangeStream open(UpstreamSession session, String slot, String publication, long lsn) {
    try {
      PGReplicationStream stream =
          session
              .driver()
              .getReplicationAPI()
              .replicationStream()
              .logical()
              .withSlotName(slot)
              .withStartPosition(LogSequenceNumber.valueOf(lsn))
              .withSlotOption("proto_version", "1")
              .withSlotOption("publication_names", PostgresCatalog.quoted(publication))
              .withStatusInterval(STATUS_INTERVAL_SECONDS, TimeUnit.SECONDS)
              // The driver would acknowledge by itself what we have not made durable.
              .withAutomaticFlush(false)
              .start();
      return new ChangeStream(session, stream);
    } catch (SQLException e) {
      throw UpstreamErrors.translate(session.where(), e);
    }
  }

  /** Hands one message to the visitor if one is there; does not wait. */
  boolean poll(MessageVisitor visitor) {
    try {
      ByteBuffer message = stream.readPending();
      if (message == null) {
        return false;
      }
      decoder.decode(message, visitor);
      return true;
    } catch (SQLException e) {
      throw UpstreamErrors.translate(session.where(), e);
    }
  }

  /**
   * How far upstream has read its log for us. After a {@link #poll} that found nothing and outside
   * of a transaction: every transaction that commits before it has been handed over.
   */
  long receivedUpTo() {
    return stream.getLastReceiveLSN().asLong();
  }

  /** Lets upstream forget what lies before; sent with the next regular message. */
  void acknowledge(long lsn) {
    LogSequenceNumber position = LogSequenceNumber.valueOf(lsn);
    stream.setFlushedLSN(position);
    stream.setAppliedLSN(position);
  }

  @Override
  public void close() {
    try {
      stream.forceUpdateStatus();
      stream.close();
    } catch (SQLException e) {
      // The connection is gone, and the next start reads what was not acknowledged again.
    }
  }
}
