package dev.tidewater.pgwire.protocol;

import dev.tidewater.pgwire.protocol.ClientMessage.EncryptionRequest.Encryption;
import dev.tidewater.pgwire.protocol.ClientMessage.Target;
import dev.tidewater.pgwire.protocol.FormatCodes.Format;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the body of a message, given whole, into a {@link ClientMessage}. */
final class MessageParser {
  private static final int CANCEL_REQUEST = 80877102;
  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;
  private static final int MAJOR_VERSION = 3;
  private static final int NULL_LENGTH = -1;

  private MessageParser() {}

  /** Message types that may be large. */
  static boolean carriesData(byte type) {
    return switch (type) {
      case 'Q', 'P', 'B', 'd', 'F' -> true;
      default -> false;
    };
  }

  static boolean isKnown(byte type) {
    return switch (type) {
      case 'Q', 'P', 'B', 'D', 'E', 'C', 'H', 'S', 'd', 'c', 'f', 'F', 'p', 'X' -> true;
      default -> false;
    };
  }

  /** A message without a type byte, which come first on a connection. */
  static ClientMessage parseStartup(ByteBuf bytes) {
    BodyReader body = new BodyReader(bytes);
    int code = body.readInt();
    return switch (code) {
      case CANCEL_REQUEST -> {
        var cancel = new ClientMessage.CancelRequest(body.readInt(), body.readInt());
        body.requireEnd();
        yield cancel;
      }
      case SSL_REQUEST -> {
        body.requireEnd();
        yield new ClientMessage.EncryptionRequest(Encryption.TLS);
      }
      case GSS_REQUEST -> {
        body.requireEnd();
        yield new ClientMessage.EncryptionRequest(Encryption.GSS);
      }
      default -> parseVersion(code, body);
    };
  }

  private static ClientMessage parseVersion(int version, BodyReader body) {
    int major = version >>> 16;
    int minor = version & 0xffff;
    if (major != MAJOR_VERSION) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "unsupported frontend protocol {major}.{minor}: server supports 3.0")
          .with("major", major)
          .with("minor", minor);
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    List<String> protocolOptions = new ArrayList<>();
    while (true) {
      String name = body.readString();
      if (name.isEmpty()) {
        break;
      }
      String value = body.readString();
      if (name.startsWith("_pq_.")) {
        protocolOptions.add(name);
      } else {
        parameters.put(name, value);
      }
    }
    body.requireEnd();
    return new ClientMessage.Startup(minor, parameters, protocolOptions);
  }

  /** A message with a known type; throws if its body is not as the type wants it. */
  static ClientMessage parse(byte type, ByteBuf bytes) {
    BodyReader body = new BodyReader(bytes);
    ClientMessage message =
        switch (type) {
          case 'Q' -> new ClientMessage.Query(body.readString());
          case 'P' -> parseParse(body);
          case 'B' -> parseBind(body);
          case 'D' -> new ClientMessage.Describe(readTarget(body), body.readString());
          case 'E' -> new ClientMessage.Execute(body.readString(), body.readInt());
          case 'C' -> new ClientMessage.Close(readTarget(body), body.readString());
          case 'H' -> new ClientMessage.Flush();
          case 'S' -> new ClientMessage.Sync();
          case 'd' -> new ClientMessage.CopyData(body.readRest());
          case 'c' -> new ClientMessage.CopyDone();
          case 'f' -> new ClientMessage.CopyFail(body.readString());
          case 'p' -> new ClientMessage.AuthenticationData(body.readRest());
          case 'X' -> new ClientMessage.Terminate();
          case 'F' -> {
            body.readRest();
            yield new ClientMessage.FunctionCall();
          }
          default -> throw BodyReader.violation("invalid frontend message type");
        };
    body.requireEnd();
    return message;
  }

  private static ClientMessage parseParse(BodyReader body) {
    String statement = body.readString();
    String sql = body.readString();
    int[] types = new int[body.readUnsignedShort()];
    for (int i = 0; i < types.length; i++) {
      types[i] = body.readInt();
    }
    return new ClientMessage.Parse(statement, sql, types);
  }

  private static ClientMessage parseBind(BodyReader body) {
    String portal = body.readString();
    String statement = body.readString();
    FormatCodes parameterFormats = readFormats(body);
    int count = body.readUnsignedShort();
    List<byte @Nullable []> parameters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = body.readInt();
      parameters.add(length == NULL_LENGTH ? null : body.readBytes(length));
    }
    parameterFormats.requireFits(count);
    FormatCodes resultFormats = readFormats(body);
    return new ClientMessage.Bind(portal, statement, parameterFormats, parameters, resultFormats);
  }

  private static FormatCodes readFormats(BodyReader body) {
    Format[] formats = new Format[body.readUnsignedShort()];
    for (int i = 0; i < formats.length; i++) {
      formats[i] =
          switch (body.readUnsignedShort()) {
            case 0 -> Format.TEXT;
            case 1 -> Format.BINARY;
            default -> throw BodyReader.violation("invalid format code");
          };
    }
    return new FormatCodes(formats);
  }

  private static Target readTarget(BodyReader body) {
    return switch (body.readByte()) {
      case 'S' -> Target.STATEMENT;
      case 'P' -> Target.PORTAL;
      default -> throw BodyReader.violation("invalid describe or close target");
    };
  }
}
