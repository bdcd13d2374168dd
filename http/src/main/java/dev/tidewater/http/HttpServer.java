package dev.tidewater.http;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Listens for HTTP. Safe for use by many threads. */
// What becomes of a write or a close is seen in the channel turning inactive.
@SuppressWarnings("FutureReturnValueIgnored")
public final class HttpServer implements AutoCloseable {
  /** Metrics, health checks and catalog requests: a few a second. */
  private static final int EVENT_LOOP_THREADS = 1;

  /** Catalog requests wait for SQLite and small files; more at once would only queue there. */
  private static final int WORKERS = 4;

  /** Requests that may wait for a worker; more are told to come back. */
  private static final int WAITING_REQUESTS = 200;

  /** Scrapers and catalog clients keep a handful of connections each. */
  private static final int MAX_CONNECTIONS = 500;

  /**
   * A commit to a table carries its metadata changes, some kilobytes; a schema perhaps a megabyte.
   */
  private static final int MAX_BODY_BYTES = 16 << 20;

  private static final int IDLE_SECONDS = 120;
  private static final int SHUTDOWN_SECONDS = 5;
  private static final int WORKER_IDLE_SECONDS = 30;

  private final EventLoopGroup eventLoops;
  private final ThreadPoolExecutor workers;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Router router;
  private final Channel listening;

  private HttpServer(InetSocketAddress address, HttpServices services) {
    this.router = services.router();
    this.eventLoops =
        new MultiThreadIoEventLoopGroup(
            EVENT_LOOP_THREADS,
            new DefaultThreadFactory("http-io", true),
            NioIoHandler.newFactory());
    this.workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            WORKER_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_REQUESTS),
            new DefaultThreadFactory("http-worker", true));
    workers.allowCoreThreadTimeOut(true);
    this.listening = listen(address);
  }

  /**
   * Starts to listen.
   *
   * @param address port 0 takes a free one
   * @throws TidewaterException {@code CANNOT_CONNECT_NOW} if the address can't be had
   */
  public static HttpServer start(InetSocketAddress address, HttpServices services) {
    return new HttpServer(address, services);
  }

  /** Where it listens, with the port that it really has. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  private Channel listen(InetSocketAddress address) {
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
    if (connections.size() >= MAX_CONNECTIONS) {
      channel.close();
      return;
    }
    connections.add(channel);
    channel
        .pipeline()
        .addLast(
            new IdleStateHandler(0, 0, IDLE_SECONDS),
            new HttpServerCodec(),
            new HttpObjectAggregator(MAX_BODY_BYTES),
            // Keeps requests that came in one read back until the one before is answered.
            new FlowControlHandler(),
            new HttpExchange(router, workers));
  }

  /** Stops to listen, lets requests under way end and closes all connections. */
  @Override
  public void close() {
    listening.close().awaitUninterruptibly();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      workers.shutdownNow();
    }
    connections.close().awaitUninterruptibly(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    stopThreads();
  }

  private void stopThreads() {
    workers.shutdownNow();
    eventLoops.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
