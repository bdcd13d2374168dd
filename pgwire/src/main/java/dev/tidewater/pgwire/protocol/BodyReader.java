package dev.tidewater.pgwire.protocol;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads the fields of one message's body; every read is checked against its end. */
final class BodyReader {
  private final ByteBuf body;

  BodyReader(ByteBuf body) {
    this.body = body;
  }

  byte readByte() {
    require(1);
    return body.readByte();
  }

  int readUnsignedShort() {
    require(2);
    return body.readUnsignedShort();
  }

  int readInt() {
    require(4);
    return body.readInt();
  }

  byte[] readBytes(int length) {
    require(length);
    byte[] bytes = new byte[length];
    body.readBytes(bytes);
    return bytes;
  }

  byte[] readRest() {
    return readBytes(body.readableBytes());
  }

  /** A string of UTF-8 up to a zero byte. */
  String readString() {
    int length = body.bytesBefore((byte) 0);
    if (length < 0) {
      throw violation("invalid string in message");
    }
    String text = decode(body.nioBuffer(body.readerIndex(), length));
    body.skipBytes(length + 1);
    return text;
  }

  boolean atEnd() {
    return !body.isReadable();
  }

  void requireEnd() {
    if (body.isReadable()) {
      throw violation("invalid message format");
    }
  }

  private void require(int length) {
    if (length < 0 || body.readableBytes() < length) {
      throw violation("insufficient data left in message");
    }
  }

  static String decodeUtf8(byte[] bytes) {
    return decode(ByteBuffer.wrap(bytes));
  }

  private static String decode(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(bytes)
          .toString();
    } catch (CharacterCodingException e) {
      throw new TidewaterException(
          ErrorCode.CHARACTER_NOT_IN_REPERTOIRE, "invalid byte sequence for encoding \"UTF8\"", e);
    }
  }

  static TidewaterException violation(String summary) {
    return new TidewaterException(ErrorCode.PROTOCOL_VIOLATION, summary);
  }
}
