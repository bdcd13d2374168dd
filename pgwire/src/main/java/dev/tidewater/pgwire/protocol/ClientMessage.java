package dev.tidewater.pgwire.protocol;

import dev.tidewater.types.TidewaterException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client can say. Made by {@link FrameDecoder}; arrays in a message belong to its receiver.
 */
public sealed interface ClientMessage {
  /** Calls the method of {@code handler} that is for this message. */
  void dispatch(Handler handler);

  /** One method for each message. */
  interface Handler {
    void encryptionRequest(EncryptionRequest message);

    void cancelRequest(CancelRequest message);

    void startup(Startup message);

    void authenticationData(AuthenticationData message);

    void query(Query message);

    void parse(Parse message);

    void bind(Bind message);

    void describe(Describe message);

    void execute(Execute message);

    void close(Close message);

    void flush(Flush message);

    void sync(Sync message);

    void copyData(CopyData message);

    void copyDone(CopyDone message);

    void copyFail(CopyFail message);

    void functionCall(FunctionCall message);

    void terminate(Terminate message);

    void invalid(Invalid message);

    void broken(Broken message);
  }

  /** Asks for an encrypted connection, before the startup packet. */
  record EncryptionRequest(Encryption encryption) implements ClientMessage {
    public enum Encryption {
      TLS,
      GSS
    }

    @Override
    public void dispatch(Handler handler) {
      handler.encryptionRequest(this);
    }
  }

  /** Comes alone on a connection of its own. */
  record CancelRequest(int processId, int secretKey) implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.cancelRequest(this);
    }
  }

  /**
   * The startup packet of major version 3.
   *
   * @param protocolOptions names beginning with {@code _pq_.}, which ask for protocol extensions
   */
  record Startup(int minorVersion, Map<String, String> parameters, List<String> protocolOptions)
      implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.startup(this);
    }
  }

  /** A password or a SASL message; which, only the state of the connection tells. */
  record AuthenticationData(byte[] body) implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.authenticationData(this);
    }
  }

  record Query(String sql) implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.query(this);
    }
  }

  record Parse(String statement, String sql, int[] parameterTypes) implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.parse(this);
    }
  }

  /**
   * Binds parameters to a statement.
   *
   * @param parameters encoded values; null is SQL's NULL
   */
  record Bind(
      String portal,
      String statement,
      FormatCodes parameterFormats,
      List<byte @Nullable []> parameters,
      FormatCodes resultFormats)
      implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.bind(this);
    }
  }

  /** What {@link Describe} and {@link Close} are about. */
  enum Target {
    STATEMENT,
    PORTAL
  }

  record Describe(Target target, String name) implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.describe(this);
    }
  }

  /**
   * Runs a portal.
   *
   * @param maxRows rows after which it is suspended; 0 or less is no limit
   */
  record Execute(String portal, int maxRows) implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.execute(this);
    }
  }

  record Close(Target target, String name) implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.close(this);
    }
  }

  record Flush() implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.flush(this);
    }
  }

  record Sync() implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.sync(this);
    }
  }

  record CopyData(byte[] bytes) implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.copyData(this);
    }
  }

  record CopyDone() implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.copyDone(this);
    }
  }

  record CopyFail(String reason) implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.copyFail(this);
    }
  }

  /** The fast-path call, obsolete since PostgreSQL 7.3; only recognised. */
  record FunctionCall() implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.functionCall(this);
    }
  }

  record Terminate() implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.terminate(this);
    }
  }

  /** A whole message of a known type whose body makes no sense; the stream can go on behind it. */
  record Invalid(byte type, TidewaterException error) implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.invalid(this);
    }
  }

  /** The stream can't be understood any further. Always the last message of a connection. */
  record Broken(TidewaterException error) implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.broken(this);
    }
  }
}
