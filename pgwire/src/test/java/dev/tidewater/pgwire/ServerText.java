package dev.tidewater.pgwire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Server messages as lines of text: {@code DataRow 1|row 1}, {@code Error 42601 … P=3}. Fails on
 * bytes that are not whole, known messages.
 */
final class ServerText {
  private ServerText() {}

  static List<String> lines(ByteBuf bytes) {
    List<String> lines = new ArrayList<>();
    while (bytes.isReadable()) {
      char type = (char) bytes.readByte();
      int length = bytes.readInt();
      lines.add(line(type, bytes.readSlice(length - 4)));
    }
    return lines;
  }

  private static String line(char type, ByteBuf body) {
    String line =
        switch (type) {
          case 'R' -> authentication(body);
          case 'v' -> "NegotiateProtocolVersion " + body.readInt() + unknownOptions(body);
          case 'S' -> "ParameterStatus " + string(body) + "=" + string(body);
          case 'K' -> "BackendKeyData " + body.readInt() + " " + body.readInt();
          case 'Z' -> "ReadyForQuery " + (char) body.readByte();
          case 'T' -> rowDescription(body);
          case 't' -> parameterDescription(body);
          case 'D' -> dataRow(body);
          case 'C' -> "CommandComplete " + string(body);
          case 'E' -> "Error" + report(body);
          case 'N' -> "Notice" + report(body);
          case '1' -> "ParseComplete";
          case '2' -> "BindComplete";
          case '3' -> "CloseComplete";
          case 's' -> "PortalSuspended";
          case 'I' -> "EmptyQueryResponse";
          case 'n' -> "NoData";
          case 'G' -> "CopyIn" + copyFormats(body);
          case 'H' -> "CopyOut" + copyFormats(body);
          case 'd' -> "CopyData " + rest(body).replace("\n", "\\n").replace("\t", "\\t");
          case 'c' -> "CopyDone";
          default -> throw new AssertionError("unknown message type " + type);
        };
    if (body.isReadable()) {
      throw new AssertionError(body.readableBytes() + " bytes left behind " + line);
    }
    return line;
  }

  private static String authentication(ByteBuf body) {
    int code = body.readInt();
    return switch (code) {
      case 0 -> "AuthenticationOk";
      case 10 -> "AuthenticationSasl " + string(body) + (string(body).isEmpty() ? "" : "?");
      case 11 -> "AuthenticationSaslContinue " + rest(body);
      case 12 -> "AuthenticationSaslFinal " + rest(body);
      default -> throw new AssertionError("unknown authentication " + code);
    };
  }

  private static String unknownOptions(ByteBuf body) {
    StringBuilder text = new StringBuilder();
    int count = body.readInt();
    for (int i = 0; i < count; i++) {
      text.append(' ').append(string(body));
    }
    return text.toString();
  }

  private static String rowDescription(ByteBuf body) {
    StringBuilder text = new StringBuilder("RowDescription");
    int count = body.readShort();
    for (int i = 0; i < count; i++) {
      text.append(' ').append(string(body));
      int table = body.readInt();
      int column = body.readShort();
      if (table != 0 || column != 0) {
        throw new AssertionError("no table was meant");
      }
      text.append(':').append(body.readInt());
      text.append('/').append(body.readShort());
      text.append('/').append(body.readInt());
      text.append(body.readShort() == 1 ? "/binary" : "");
    }
    return text.toString();
  }

  private static String parameterDescription(ByteBuf body) {
    StringBuilder text = new StringBuilder("ParameterDescription");
    int count = body.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      text.append(' ').append(body.readInt());
    }
    return text.toString();
  }

  private static String dataRow(ByteBuf body) {
    List<String> values = new ArrayList<>();
    int count = body.readShort();
    for (int i = 0; i < count; i++) {
      int length = body.readInt();
      values.add(length < 0 ? "NULL" : value(body.readSlice(length)));
    }
    return "DataRow " + String.join("|", values);
  }

  /** Text, or hexadecimal digits if it holds a byte that text has not. */
  private static String value(ByteBuf bytes) {
    boolean binary = bytes.forEachByte(b -> b >= ' ') >= 0;
    return binary ? "0x" + ByteBufUtil.hexDump(bytes) : rest(bytes);
  }

  private static String report(ByteBuf body) {
    StringBuilder text = new StringBuilder();
    for (byte field = body.readByte(); field != 0; field = body.readByte()) {
      String value = string(body);
      switch (field) {
        case 'S' -> text.append(value.equals("ERROR") ? "" : " " + value);
        case 'V' -> {}
        case 'C', 'M' -> text.append(' ').append(value);
        default -> text.append(' ').append((char) field).append('=').append(value);
      }
    }
    return text.toString();
  }

  private static String copyFormats(ByteBuf body) {
    int format = body.readByte();
    int columns = body.readShort();
    for (int i = 0; i < columns; i++) {
      if (body.readShort() != format) {
        throw new AssertionError("all columns have the overall format");
      }
    }
    return " " + (format == 0 ? "text " : "binary ") + columns;
  }

  private static String string(ByteBuf body) {
    int length = body.bytesBefore((byte) 0);
    String text = body.readCharSequence(length, StandardCharsets.UTF_8).toString();
    body.skipBytes(1);
    return text;
  }

  private static String rest(ByteBuf body) {
    return body.readCharSequence(body.readableBytes(), StandardCharsets.UTF_8).toString();
  }
}
