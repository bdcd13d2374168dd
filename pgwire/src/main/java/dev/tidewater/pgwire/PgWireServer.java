package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.SessionFactory;
import dev.tidewater.pgwire.ConnectionSettings.Admission;
import dev.tidewater.pgwire.protocol.FrameDecoder;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for PostgreSQL clients and serves each a session.
 *
 * <p>Event loops only move bytes; a connection's work runs on a thread of its own while there is
 * any, and on none while it is idle. Safe for use by many threads.
 */
// What becomes of a write or a close is seen in the channel turning inactive.
@SuppressWarnings("FutureReturnValueIgnored")
public final class PgWireServer implements AutoCloseable {
  /** Moving bytes is little work: two threads keep up with far more sessions than run queries. */
  private static final int EVENT_LOOP_THREADS = 2;

  /** Connections over the limit that are kept long enough to be told so. */
  private static final int CONNECTIONS_TO_REFUSE = 32;

  /** Threads beyond one for each connection, for cancel requests. */
  private static final int SPARE_THREADS = 16;

  private static final int IDLE_THREAD_SECONDS = 30;

  /** Connections that the kernel may hold for us while we are busy accepting others. */
  private static final int BACKLOG = 256;

  /** Bytes in the channel's queue at which a query waits, and at which it goes on. */
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(256 << 10, 512 << 10);

  /** How long sessions may take to stop when the server does. */
  private static final int SHUTDOWN_SECONDS = 10;

  private static final Logger log = LoggerFactory.getLogger(PgWireServer.class);

  private final PgWireOptions options;
  private final SessionFactory sessions;
  private final @Nullable SslContext tls;
  private final EventLoopGroup eventLoops;
  private final ThreadPoolExecutor threads;
  private final Map<Channel, ConnectionHandler> connections = new ConcurrentHashMap<>();
  private final AtomicLong accepted = new AtomicLong();
  private final Channel listening;

  private PgWireServer(PgWireOptions options, SessionFactory sessions) {
    this.options = options;
    this.sessions = sessions;
    this.tls = sslContext(options);
    this.eventLoops =
        new MultiThreadIoEventLoopGroup(
            EVENT_LOOP_THREADS,
            new DefaultThreadFactory("pgwire-io", true),
            NioIoHandler.newFactory());
    this.threads =
        new ThreadPoolExecutor(
            0,
            options.maxConnections() + CONNECTIONS_TO_REFUSE + SPARE_THREADS,
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new DefaultThreadFactory("pgwire-session", true));
    this.listening = listen();
  }

  /**
   * Starts to listen.
   *
   * @throws TidewaterException {@code CANNOT_CONNECT_NOW} if the address can't be had, {@code
   *     INVALID_PARAMETER_VALUE} if certificate or key can't be read
   */
  public static PgWireServer start(PgWireOptions options, SessionFactory sessions) {
    return new PgWireServer(options, sessions);
  }

  /** Where it listens, with the port that it really has. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** Clients connected now. */
  public int openConnections() {
    return connections.size();
  }

  /** Clients accepted since the start. */
  public long acceptedConnections() {
    return accepted.get();
  }

  private static @Nullable SslContext sslContext(PgWireOptions options) {
    if (options.tls().isEmpty()) {
      return null;
    }
    PgWireOptions.Tls files = options.tls().get();
    try {
      return SslContextBuilder.forServer(
              files.certificateChain().toFile(), files.privateKey().toFile())
          .build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE,
              "could not use TLS certificate {certificate} with key {key}",
              e)
          .with("certificate", files.certificateChain())
          .with("key", files.privateKey())
          .detail(String.valueOf(e.getMessage()))
          .hint("Both must be PEM files; the key must be PKCS#8 without a password.");
    }
  }

  private Channel listen() {
    InetSocketAddress address = options.address();
    if (address.isUnresolved()) {
      stopThreads();
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE, "host name {host} is not known")
          .with("host", address.getHostString())
          .hint("Give an address of this machine to listen on.");
    }
    ChannelFuture bound =
        new ServerBootstrap()
            .group(eventLoops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stopThreads();
      throw new TidewaterException(
              ErrorCode.CANNOT_CONNECT_NOW, "could not listen on {host}:{port}", bound.cause())
          .with("host", address.getHostString())
          .with("port", address.getPort())
          .detail(String.valueOf(bound.cause().getMessage()))
          .hint("Another program may have the port; choose another one, or 0 for any free one.");
    }
    return bound.channel();
  }

  private void accept(SocketChannel channel) {
    accepted.incrementAndGet();
    int open = connections.size();
    if (open >= options.maxConnections() + CONNECTIONS_TO_REFUSE) {
      channel.close();
      return;
    }
    FrameDecoder decoder =
        new FrameDecoder(tls == null ? FrameDecoder.Tls.REFUSED : FrameDecoder.Tls.OFFERED);
    Admission admission = open < options.maxConnections() ? Admission.ADMITTED : Admission.FULL;
    Outbound out = new Outbound(channel);
    Connection connection =
        new Connection(
            out, new ConnectionSettings(sessions, options.authentication(), decoder, admission));
    ConnectionHandler handler = new ConnectionHandler(connection, out, sessions, threads, tls);
    connections.put(channel, handler);
    channel.closeFuture().addListener(closed -> connections.remove(channel));
    channel.pipeline().addLast(decoder, handler);
  }

  /** Stops to listen, ends all sessions and waits for them, for a bounded time. */
  @Override
  public void close() {
    listening.close().awaitUninterruptibly();
    connections.values().forEach(ConnectionHandler::shutDown);
    for (Channel channel : connections.keySet()) {
      channel.closeFuture().awaitUninterruptibly(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    }
    stopThreads();
  }

  private void stopThreads() {
    eventLoops.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
        log.warn("some sessions did not stop in time; leaving them behind");
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      threads.shutdownNow();
    }
  }
}
