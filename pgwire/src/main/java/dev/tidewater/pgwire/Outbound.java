package dev.tidewater.pgwire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way to one client.
 *
 * <p>Messages are written to {@link #buffer} by the connection's thread and handed to the event
 * loop in pieces. {@link #relieve} is where a slow client holds its query back: it waits until the
 * channel takes more. The event loop calls only {@link #channelChanged}.
 */
// What becomes of a write or a close is seen in the channel turning inactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class Outbound {
  /** Large enough that system calls cost little, small enough to sit in the cache. */
  static final int PIECE_BYTES = 64 << 10;

  private static final int INITIAL_BYTES = 8 << 10;

  private final Channel channel;
  private final Object changed = new Object();
  private @Nullable ByteBuf buffer;

  Outbound(Channel channel) {
    this.channel = channel;
  }

  /** Where to write the next message. */
  ByteBuf buffer() {
    if (buffer == null) {
      buffer = channel.alloc().buffer(INITIAL_BYTES);
    }
    return buffer;
  }

  /** Sends what there is, without waiting. */
  void flush() {
    ByteBuf piece = buffer;
    if (piece != null) {
      buffer = null;
      channel.writeAndFlush(piece, channel.voidPromise());
    }
  }

  /** To be called between messages: sends a full piece and waits for room for the next one. */
  void relieve() {
    if (buffer != null && buffer.readableBytes() >= PIECE_BYTES) {
      flush();
      awaitRoom();
    }
  }

  /** Throws unless somebody is still there to read. */
  void requireClient() {
    if (!channel.isActive()) {
      throw new ClientGoneException();
    }
  }

  /** Sends what there is and closes the channel behind it. */
  void close() {
    ByteBuf piece = buffer;
    buffer = null;
    if (piece == null) {
      channel.close();
    } else {
      channel.writeAndFlush(piece).addListener(done -> channel.close());
    }
  }

  /** The channel has become writable or inactive. */
  void channelChanged() {
    synchronized (changed) {
      changed.notifyAll();
    }
  }

  /** Waits while the client takes nothing; throws if it is gone. */
  void awaitRoom() {
    if (channel.eventLoop().inEventLoop()) {
      // Only in tests that run a connection on the thread of its channel: nothing to wait for.
      return;
    }
    synchronized (changed) {
      while (channel.isActive() && !channel.isWritable()) {
        try {
          changed.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new ClientGoneException();
        }
      }
    }
    requireClient();
  }
}
