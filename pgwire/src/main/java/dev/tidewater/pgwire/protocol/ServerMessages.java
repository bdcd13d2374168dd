package dev.tidewater.pgwire.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes what the server says into a buffer; one method for each message, except DataRow, which
 * {@link RowEncoder} writes.
 */
public final class ServerMessages {
  private static final int LENGTH_BYTES = 4;

  private static final int AUTHENTICATION_OK = 0;
  private static final int AUTHENTICATION_SASL = 10;
  private static final int AUTHENTICATION_SASL_CONTINUE = 11;
  private static final int AUTHENTICATION_SASL_FINAL = 12;

  private ServerMessages() {}

  /** Writes a type and leaves room for the length; {@link #end} fills it in. */
  static int begin(ByteBuf out, char type) {
    out.writeByte(type);
    int start = out.writerIndex();
    out.writeInt(0);
    return start;
  }

  static void end(ByteBuf out, int start) {
    out.setInt(start, out.writerIndex() - start);
  }

  static void writeString(ByteBuf out, String text) {
    int start = out.writerIndex();
    ByteBufUtil.writeUtf8(out, text);
    // A zero byte would end the string early and break the stream behind it.
    int zero = out.indexOf(start, out.writerIndex(), (byte) 0);
    while (zero >= 0) {
      out.setByte(zero, ' ');
      zero = out.indexOf(zero, out.writerIndex(), (byte) 0);
    }
    out.writeByte(0);
  }

  private static void empty(ByteBuf out, char type) {
    out.writeByte(type);
    out.writeInt(LENGTH_BYTES);
  }

  public static void authenticationOk(ByteBuf out) {
    int start = begin(out, 'R');
    out.writeInt(AUTHENTICATION_OK);
    end(out, start);
  }

  /** Offers SASL mechanisms, best first. */
  public static void authenticationSasl(ByteBuf out, List<String> mechanisms) {
    int start = begin(out, 'R');
    out.writeInt(AUTHENTICATION_SASL);
    mechanisms.forEach(mechanism -> writeString(out, mechanism));
    out.writeByte(0);
    end(out, start);
  }

  public static void authenticationSaslContinue(ByteBuf out, String data) {
    sasl(out, AUTHENTICATION_SASL_CONTINUE, data);
  }

  public static void authenticationSaslFinal(ByteBuf out, String data) {
    sasl(out, AUTHENTICATION_SASL_FINAL, data);
  }

  private static void sasl(ByteBuf out, int code, String data) {
    int start = begin(out, 'R');
    out.writeInt(code);
    out.writeBytes(data.getBytes(StandardCharsets.UTF_8));
    end(out, start);
  }

  /** Says which minor version is spoken and which protocol options are not known. */
  public static void negotiateProtocolVersion(ByteBuf out, int minor, List<String> unknownOptions) {
    int start = begin(out, 'v');
    out.writeInt(minor);
    out.writeInt(unknownOptions.size());
    unknownOptions.forEach(option -> writeString(out, option));
    end(out, start);
  }

  public static void parameterStatus(ByteBuf out, String name, String value) {
    int start = begin(out, 'S');
    writeString(out, name);
    writeString(out, value);
    end(out, start);
  }

  public static void backendKeyData(ByteBuf out, int processId, int secretKey) {
    int start = begin(out, 'K');
    out.writeInt(processId);
    out.writeInt(secretKey);
    end(out, start);
  }

  /** Ready for the next query; {@code status} is {@code I}, {@code T} or {@code E}. */
  public static void readyForQuery(ByteBuf out, char status) {
    int start = begin(out, 'Z');
    out.writeByte(status);
    end(out, start);
  }

  public static void rowDescription(ByteBuf out, List<FieldDescription> fields) {
    int start = begin(out, 'T');
    out.writeShort(fields.size());
    for (FieldDescription field : fields) {
      writeString(out, field.name());
      out.writeInt(0);
      out.writeShort(0);
      out.writeInt(field.typeOid());
      out.writeShort(field.typeSize());
      out.writeInt(field.typeModifier());
      out.writeShort(field.format().code());
    }
    end(out, start);
  }

  public static void parameterDescription(ByteBuf out, int[] typeOids) {
    int start = begin(out, 't');
    out.writeShort(typeOids.length);
    for (int oid : typeOids) {
      out.writeInt(oid);
    }
    end(out, start);
  }

  public static void noData(ByteBuf out) {
    empty(out, 'n');
  }

  public static void parseComplete(ByteBuf out) {
    empty(out, '1');
  }

  public static void bindComplete(ByteBuf out) {
    empty(out, '2');
  }

  public static void closeComplete(ByteBuf out) {
    empty(out, '3');
  }

  public static void portalSuspended(ByteBuf out) {
    empty(out, 's');
  }

  public static void emptyQueryResponse(ByteBuf out) {
    empty(out, 'I');
  }

  public static void commandComplete(ByteBuf out, String tag) {
    int start = begin(out, 'C');
    writeString(out, tag);
    end(out, start);
  }

  /** The client is to send COPY data as text. */
  public static void copyInResponse(ByteBuf out, int columns) {
    copyResponse(out, 'G', columns, FormatCodes.ALL_TEXT);
  }

  /** COPY data follows. */
  public static void copyOutResponse(ByteBuf out, int columns, FormatCodes formats) {
    copyResponse(out, 'H', columns, formats);
  }

  private static void copyResponse(ByteBuf out, char type, int columns, FormatCodes formats) {
    int start = begin(out, type);
    out.writeByte(formats.at(0).code());
    out.writeShort(columns);
    for (int i = 0; i < columns; i++) {
      out.writeShort(formats.at(i).code());
    }
    end(out, start);
  }

  public static void copyData(ByteBuf out, byte[] bytes, int offset, int length) {
    int start = begin(out, 'd');
    out.writeBytes(bytes, offset, length);
    end(out, start);
  }

  public static void copyDone(ByteBuf out) {
    empty(out, 'c');
  }

  public static void errorResponse(ByteBuf out, Report report) {
    report(out, 'E', report);
  }

  public static void noticeResponse(ByteBuf out, Report report) {
    report(out, 'N', report);
  }

  private static void report(ByteBuf out, char type, Report report) {
    int start = begin(out, type);
    reportField(out, 'S', report.severity());
    reportField(out, 'V', report.severity());
    reportField(out, 'C', report.sqlState());
    reportField(out, 'M', report.message());
    report.detail().ifPresent(detail -> reportField(out, 'D', detail));
    report.hint().ifPresent(hint -> reportField(out, 'H', hint));
    report.position().ifPresent(at -> reportField(out, 'P', Integer.toString(at)));
    out.writeByte(0);
    end(out, start);
  }

  private static void reportField(ByteBuf out, char field, String value) {
    out.writeByte(field);
    writeString(out, value);
  }
}
