package dev.tidewater.pgwire.protocol;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts a client's bytes into messages.
 *
 * <p>A connection begins with messages of the form {@code int32 length, body}; after the startup
 * packet all have {@code byte type, int32 length, body}, the length counting itself. Whatever the
 * bytes, nothing is thrown: a body that makes no sense gives {@link ClientMessage.Invalid}, and a
 * stream that does gives one {@link ClientMessage.Broken} and then nothing.
 */
public final class FrameDecoder extends ByteToMessageDecoder {
  private static final int LENGTH_BYTES = 4;
  private static final int TYPE_BYTES = 1;
  private static final int CODE_BYTES = 4;

  private enum Stage {
    STARTUP,
    MESSAGES,
    BROKEN
  }

  /** Whether a request for TLS is going to be granted. */
  public enum Tls {
    OFFERED,
    REFUSED
  }

  private final Tls tls;
  private Stage stage = Stage.STARTUP;
  private int encryptionRequests;

  /** Set by the connection's thread, read by the event loop. */
  private volatile boolean authenticated;

  public FrameDecoder(Tls tls) {
    this.tls = tls;
  }

  /** Lets large messages in. */
  public void allowLargeMessages() {
    authenticated = true;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    switch (stage) {
      case STARTUP -> decodeStartup(in, out);
      case MESSAGES -> decodeMessage(in, out);
      case BROKEN -> in.skipBytes(in.readableBytes());
    }
  }

  private void decodeStartup(ByteBuf in, List<Object> out) {
    if (in.readableBytes() < LENGTH_BYTES) {
      return;
    }
    int length = in.getInt(in.readerIndex());
    if (length < LENGTH_BYTES + CODE_BYTES || length > ProtocolLimits.MAX_STARTUP_BYTES) {
      breakOff(BodyReader.violation("invalid length of startup packet"), in, out);
      return;
    }
    if (in.readableBytes() < length) {
      return;
    }
    in.skipBytes(LENGTH_BYTES);
    ByteBuf body = in.readSlice(length - LENGTH_BYTES);
    ClientMessage message;
    try {
      message = MessageParser.parseStartup(body);
    } catch (TidewaterException e) {
      breakOff(e, in, out);
      return;
    }
    if (message instanceof ClientMessage.EncryptionRequest request) {
      acceptEncryptionRequest(request, in, out);
    } else {
      stage = Stage.MESSAGES;
      out.add(message);
    }
  }

  private void acceptEncryptionRequest(
      ClientMessage.EncryptionRequest request, ByteBuf in, List<Object> out) {
    if (++encryptionRequests > ProtocolLimits.MAX_ENCRYPTION_REQUESTS) {
      breakOff(BodyReader.violation("too many requests for encryption"), in, out);
      return;
    }
    boolean willBeGranted =
        tls == Tls.OFFERED
            && request.encryption() == ClientMessage.EncryptionRequest.Encryption.TLS;
    if (willBeGranted && in.isReadable()) {
      // Somebody in the middle could have put these bytes before those that will be encrypted.
      breakOff(BodyReader.violation("received unencrypted data after SSL request"), in, out);
      return;
    }
    out.add(request);
  }

  private void decodeMessage(ByteBuf in, List<Object> out) {
    if (in.readableBytes() < TYPE_BYTES + LENGTH_BYTES) {
      return;
    }
    byte type = in.getByte(in.readerIndex());
    int length = in.getInt(in.readerIndex() + TYPE_BYTES);
    if (!MessageParser.isKnown(type)) {
      breakOff(
          BodyReader.violation("invalid frontend message type {type}")
              .with("type", Byte.toUnsignedInt(type)),
          in,
          out);
      return;
    }
    if (length < LENGTH_BYTES || length > maxLength(type)) {
      breakOff(
          BodyReader.violation("invalid length {length} of message of type {type}")
              .with("length", Integer.toUnsignedString(length))
              .with("type", (char) type),
          in,
          out);
      return;
    }
    if (in.readableBytes() < TYPE_BYTES + length) {
      return;
    }
    in.skipBytes(TYPE_BYTES + LENGTH_BYTES);
    ByteBuf body = in.readSlice(length - LENGTH_BYTES);
    out.add(parse(type, body));
  }

  private int maxLength(byte type) {
    if (!authenticated) {
      return ProtocolLimits.MAX_UNAUTHENTICATED_BYTES;
    }
    return MessageParser.carriesData(type)
        ? ProtocolLimits.MAX_LARGE_MESSAGE_BYTES
        : ProtocolLimits.MAX_SMALL_MESSAGE_BYTES;
  }

  private static ClientMessage parse(byte type, ByteBuf body) {
    try {
      return MessageParser.parse(type, body);
    } catch (TidewaterException e) {
      return new ClientMessage.Invalid(type, e);
    } catch (OutOfMemoryError e) {
      return new ClientMessage.Invalid(
          type, new TidewaterException(ErrorCode.OUT_OF_MEMORY, "no memory for the message", e));
    }
  }

  private void breakOff(TidewaterException error, ByteBuf in, List<Object> out) {
    stage = Stage.BROKEN;
    in.skipBytes(in.readableBytes());
    out.add(new ClientMessage.Broken(error));
  }
}
