package dev.tidewater.pgwire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The bytes of client messages, written here by hand from the protocol's documentation. */
final class ClientBytes {
  static final int PROTOCOL_3_0 = 3 << 16;
  static final int SSL_REQUEST = 80877103;
  static final int GSS_REQUEST = 80877104;
  static final int CANCEL_REQUEST = 80877102;

  private ClientBytes() {}

  static byte[] startup(String user, String database) {
    return startup(PROTOCOL_3_0, Map.of("user", user, "database", database));
  }

  static byte[] startup(int version, Map<String, String> parameters) {
    return untyped(
        body -> {
          body.writeInt(version);
          parameters.forEach(
              (name, value) -> {
                string(body, name);
                string(body, value);
              });
          body.writeByte(0);
        });
  }

  static byte[] code(int code) {
    return untyped(body -> body.writeInt(code));
  }

  static byte[] cancel(int processId, int secretKey) {
    return untyped(
        body -> {
          body.writeInt(CANCEL_REQUEST);
          body.writeInt(processId);
          body.writeInt(secretKey);
        });
  }

  static byte[] query(String sql) {
    return typed('Q', body -> string(body, sql));
  }

  static byte[] parse(String name, String sql, int... types) {
    return typed(
        'P',
        body -> {
          string(body, name);
          string(body, sql);
          body.writeShort(types.length);
          for (int type : types) {
            body.writeInt(type);
          }
        });
  }

  /** Binds parameters that are all text. */
  static byte[] bind(String portal, String statement, @Nullable String... parameters) {
    List<byte @Nullable []> bytes = new java.util.ArrayList<>();
    for (String parameter : parameters) {
      bytes.add(parameter == null ? null : parameter.getBytes(StandardCharsets.UTF_8));
    }
    return bind(portal, statement, new int[0], bytes, new int[0]);
  }

  static byte[] bind(
      String portal,
      String statement,
      int[] parameterFormats,
      List<byte @Nullable []> parameters,
      int[] resultFormats) {
    return typed(
        'B',
        body -> {
          string(body, portal);
          string(body, statement);
          shorts(body, parameterFormats);
          body.writeShort(parameters.size());
          for (byte[] parameter : parameters) {
            body.writeInt(parameter == null ? -1 : parameter.length);
            if (parameter != null) {
              body.writeBytes(parameter);
            }
          }
          shorts(body, resultFormats);
        });
  }

  static byte[] describe(char target, String name) {
    return typed('D', body -> string(body.writeByte(target), name));
  }

  static byte[] execute(String portal, int maxRows) {
    return typed('E', body -> string(body, portal).writeInt(maxRows));
  }

  static byte[] close(char target, String name) {
    return typed('C', body -> string(body.writeByte(target), name));
  }

  static byte[] flush() {
    return typed('H', body -> {});
  }

  static byte[] sync() {
    return typed('S', body -> {});
  }

  static byte[] terminate() {
    return typed('X', body -> {});
  }

  static byte[] copyData(String data) {
    return typed('d', body -> body.writeBytes(data.getBytes(StandardCharsets.UTF_8)));
  }

  static byte[] copyDone() {
    return typed('c', body -> {});
  }

  static byte[] copyFail(String reason) {
    return typed('f', body -> string(body, reason));
  }

  static byte[] typed(char type, Consumer<ByteBuf> writer) {
    return framed(Unpooled.buffer().writeByte(type), writer);
  }

  private static byte[] untyped(Consumer<ByteBuf> writer) {
    return framed(Unpooled.buffer(), writer);
  }

  private static byte[] framed(ByteBuf message, Consumer<ByteBuf> writer) {
    int lengthAt = message.writerIndex();
    message.writeInt(0);
    writer.accept(message);
    message.setInt(lengthAt, message.writerIndex() - lengthAt);
    byte[] bytes = new byte[message.readableBytes()];
    message.readBytes(bytes);
    return bytes;
  }

  private static ByteBuf string(ByteBuf body, String text) {
    return body.writeBytes(text.getBytes(StandardCharsets.UTF_8)).writeByte(0);
  }

  private static void shorts(ByteBuf body, int[] values) {
    body.writeShort(values.length);
    for (int value : values) {
      body.writeShort(value);
    }
  }
}
