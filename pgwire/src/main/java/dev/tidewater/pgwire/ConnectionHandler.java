package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.Session;
import dev.tidewater.coordinator.session.SessionFactory;
import dev.tidewater.pgwire.protocol.ClientMessage;
import dev.tidewater.pgwire.protocol.ClientMessage.EncryptionRequest.Encryption;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between a channel's event loop and a {@link Connection}, which runs on other threads: hands over
 * messages in order, stops reading while too many wait, and tells when the client is gone. Answers
 * by itself what concerns the channel alone: encryption and cancel requests.
 */
// What becomes of a write or a close is seen in the channel turning inactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionHandler extends SimpleChannelInboundHandler<ClientMessage> {
  /** Messages and bytes that may wait for a busy session before its socket is left unread. */
  private static final int MAX_WAITING = 1 << 20;

  private static final int RESUME_WAITING = MAX_WAITING / 2;

  /** What a message weighs at least: the object itself and its place in the queue. */
  private static final int MESSAGE_OVERHEAD = 64;

  /** A client that has not got through startup by then is dropped; PostgreSQL's default. */
  static final int STARTUP_TIMEOUT_SECONDS = 60;

  private static final Logger log = LoggerFactory.getLogger(ConnectionHandler.class);

  private final Connection connection;
  private final Outbound out;
  private final SessionFactory sessions;
  private final Executor threads;
  private final SerialExecutor tasks;
  private final @Nullable SslContext tls;
  private final AtomicInteger waiting = new AtomicInteger();
  private @Nullable ScheduledFuture<?> startupTimeout;

  ConnectionHandler(
      Connection connection,
      Outbound out,
      SessionFactory sessions,
      Executor threads,
      @Nullable SslContext tls) {
    this.connection = connection;
    this.out = out;
    this.sessions = sessions;
    this.threads = threads;
    this.tasks = new SerialExecutor(threads);
    this.tls = tls;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    startupTimeout =
        context
            .executor()
            .schedule(() -> dropUnlessOpen(context), STARTUP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    context.fireChannelActive();
  }

  private void dropUnlessOpen(ChannelHandlerContext context) {
    if (connection.sessionForCancel() == null) {
      log.debug("dropping a client that did not finish startup");
      context.close();
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ClientMessage message) {
    if (message instanceof ClientMessage.EncryptionRequest request) {
      answer(context, request);
    } else if (message instanceof ClientMessage.CancelRequest cancel) {
      // PostgreSQL never answers these, right or wrong.
      threads.execute(() -> sessions.cancel(cancel.processId(), cancel.secretKey()));
      context.close();
    } else {
      enqueue(context, message);
    }
  }

  private void answer(ChannelHandlerContext context, ClientMessage.EncryptionRequest request) {
    boolean granted = tls != null && request.encryption() == Encryption.TLS;
    byte answer = (byte) (granted ? 'S' : 'N');
    context.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {answer}));
    if (granted && tls != null) {
      context.pipeline().addFirst(tls.newHandler(context.alloc()));
    }
  }

  private void enqueue(ChannelHandlerContext context, ClientMessage message) {
    int weight = weight(message);
    if (waiting.addAndGet(weight) > MAX_WAITING) {
      context.channel().config().setAutoRead(false);
    }
    tasks.execute(
        () -> {
          connection.receive(message);
          done(context, weight);
        });
  }

  private void done(ChannelHandlerContext context, int weight) {
    int left = waiting.addAndGet(-weight);
    if (left < RESUME_WAITING && !context.channel().config().isAutoRead()) {
      context.channel().config().setAutoRead(true);
    }
  }

  private static int weight(ClientMessage message) {
    int content = 0;
    if (message instanceof ClientMessage.CopyData data) {
      content = data.bytes().length;
    } else if (message instanceof ClientMessage.Query query) {
      content = query.sql().length();
    } else if (message instanceof ClientMessage.Parse parse) {
      content = parse.sql().length();
    } else if (message instanceof ClientMessage.Bind bind) {
      for (byte[] parameter : bind.parameters()) {
        content += parameter == null ? 0 : parameter.length;
      }
    }
    return content + MESSAGE_OVERHEAD;
  }

  /** Ends the connection from the server's side: stops its query, says so, closes. */
  void shutDown() {
    cancel();
    tasks.execute(connection::shutDown);
  }

  private void cancel() {
    Session session = connection.sessionForCancel();
    if (session != null) {
      sessions.cancel(session.processId(), session.secretKey());
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    out.channelChanged();
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (startupTimeout != null) {
      startupTimeout.cancel(false);
    }
    out.channelChanged();
    try {
      threads.execute(this::cancel);
      tasks.execute(connection::close);
    } catch (RejectedExecutionException e) {
      log.debug("the server has stopped before a connection");
    }
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException || cause instanceof DecoderException) {
      log.debug("connection failed", cause);
    } else {
      log.error("unexpected failure on a connection", cause);
    }
    context.close();
  }
}
