package dev.tidewater.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP connection: a request at a time is answered on a worker thread; the next one is not read
 * before that, so a client that pipelines waits.
 */
// What becomes of a write or a close is seen in the channel turning inactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpExchange extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger log = LoggerFactory.getLogger(HttpExchange.class);

  private final RequestHandler handler;
  private final Executor workers;

  HttpExchange(RequestHandler handler, Executor workers) {
    this.handler = handler;
    this.workers = workers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
    boolean keepAlive = HttpUtil.isKeepAlive(message);
    boolean headOnly = message.method().equals(HttpMethod.HEAD);
    if (!message.decoderResult().isSuccess()) {
      send(context, Response.text(400, "malformed request\n"), Then.CLOSE, headOnly);
      return;
    }
    Request request;
    try {
      request = request(message);
    } catch (IllegalArgumentException e) {
      send(context, Response.text(400, "malformed request target\n"), Then.CLOSE, headOnly);
      return;
    }
    context.channel().config().setAutoRead(false);
    Then then = keepAlive ? Then.KEEP_ALIVE : Then.CLOSE;
    try {
      workers.execute(() -> send(context, answer(request), then, headOnly));
    } catch (RejectedExecutionException e) {
      send(context, Response.text(503, "too many requests at once\n"), Then.CLOSE, headOnly);
    }
  }

  private static Request request(FullHttpRequest message) {
    QueryStringDecoder target = new QueryStringDecoder(message.uri());
    Map<String, String> query = new LinkedHashMap<>();
    target.parameters().forEach((name, values) -> query.put(name, values.get(0)));
    String contentType = message.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    return new Request(
        message.method().name(),
        target.rawPath(),
        query,
        contentType,
        ByteBufUtil.getBytes(message.content()));
  }

  private Response answer(Request request) {
    try {
      return handler.handle(request);
    } catch (RuntimeException | Error e) {
      log.error("answering {} {} failed", request.method(), request.path(), e);
      return Response.text(500, "internal error\n");
    }
  }

  private enum Then {
    KEEP_ALIVE,
    CLOSE
  }

  private static void send(
      ChannelHandlerContext context, Response response, Then then, boolean headOnly) {
    ByteBuf body = headOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(response.body());
    FullHttpResponse message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()), body);
    if (response.body().length > 0) {
      message.headers().set(HttpHeaderNames.CONTENT_TYPE, response.contentType());
      message.headers().set("X-Content-Type-Options", "nosniff");
    }
    if (response.status() != HttpResponseStatus.NO_CONTENT.code()) {
      message.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
    }
    if (then == Then.CLOSE) {
      message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      context.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE);
    } else {
      context.writeAndFlush(message);
      context.channel().config().setAutoRead(true);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      log.debug("HTTP connection failed", cause);
    } else {
      log.warn("HTTP connection failed", cause);
    }
    context.close();
  }
}
