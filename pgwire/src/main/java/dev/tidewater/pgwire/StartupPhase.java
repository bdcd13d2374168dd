package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.Notice;
import dev.tidewater.coordinator.session.Session;
import dev.tidewater.coordinator.session.SessionListener;
import dev.tidewater.coordinator.session.SessionRequest;
import dev.tidewater.pgwire.ConnectionSettings.Admission;
import dev.tidewater.pgwire.authentication.Authentication;
import dev.tidewater.pgwire.authentication.ScramExchange;
import dev.tidewater.pgwire.protocol.ClientMessage;
import dev.tidewater.pgwire.protocol.ServerMessages;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import io.netty.buffer.ByteBuf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the startup packet to the first ReadyForQuery. Every error here closes the connection. */
final class StartupPhase extends Phase {
  private enum Stage {
    PACKET,
    SASL_FIRST,
    SASL_LAST
  }

  private final Connection connection;
  private final Outbound out;
  private final ConnectionSettings settings;
  private Stage stage = Stage.PACKET;
  private @Nullable SessionRequest request;
  private @Nullable ScramExchange scram;

  StartupPhase(Connection connection, Outbound out, ConnectionSettings settings) {
    this.connection = connection;
    this.out = out;
    this.settings = settings;
  }

  @Override
  void abandon() {}

  @Override
  public void startup(ClientMessage.Startup message) {
    if (stage != Stage.PACKET) {
      refuse(message);
    }
    if (settings.admission() == Admission.FULL) {
      throw fatal(ErrorCode.TOO_MANY_CONNECTIONS, "sorry, too many clients already");
    }
    if (message.minorVersion() > 0 || !message.protocolOptions().isEmpty()) {
      ServerMessages.negotiateProtocolVersion(out.buffer(), 0, message.protocolOptions());
    }
    SessionRequest asked = sessionRequest(message.parameters());
    request = asked;
    if (settings.authentication() instanceof Authentication.Password password) {
      scram = new ScramExchange(password.verifier(), asked.user());
      stage = Stage.SASL_FIRST;
      ServerMessages.authenticationSasl(out.buffer(), List.of(ScramExchange.MECHANISM));
      out.flush();
    } else {
      openSession(asked);
    }
  }

  @Override
  public void authenticationData(ClientMessage.AuthenticationData message) {
    if (scram == null || request == null) {
      refuse(message);
      return;
    }
    try {
      if (stage == Stage.SASL_FIRST) {
        stage = Stage.SASL_LAST;
        ServerMessages.authenticationSaslContinue(out.buffer(), scram.first(message.body()));
        out.flush();
      } else {
        ServerMessages.authenticationSaslFinal(out.buffer(), scram.last(message.body()));
        openSession(request);
      }
    } catch (TidewaterException e) {
      throw new FatalException(e);
    }
  }

  @Override
  public void terminate(ClientMessage.Terminate message) {
    connection.close();
  }

  private void openSession(SessionRequest asked) {
    // First of all, because opening may report settings, which must not come before it.
    ServerMessages.authenticationOk(out.buffer());
    Session session = settings.sessions().open(asked, new Listener(out));
    connection.opened(session);
    settings.decoder().allowLargeMessages();
    ByteBuf buffer = out.buffer();
    session
        .reportedParameters()
        .forEach((name, value) -> ServerMessages.parameterStatus(buffer, name, value));
    ServerMessages.backendKeyData(buffer, session.processId(), session.secretKey());
    ServerMessages.readyForQuery(buffer, 'I');
    out.flush();
  }

  private static SessionRequest sessionRequest(Map<String, String> parameters) {
    Map<String, String> settings = new LinkedHashMap<>();
    String options = parameters.get("options");
    if (options != null) {
      settings.putAll(StartupOptions.parse(options));
    }
    settings.putAll(parameters);
    settings.remove("options");
    String user = settings.remove("user");
    String database = settings.remove("database");
    String replication = settings.remove("replication");
    if (user == null || user.isEmpty()) {
      throw fatal(
          ErrorCode.INVALID_AUTHORIZATION_SPECIFICATION,
          "no PostgreSQL user name specified in startup packet");
    }
    if (replication != null && !List.of("false", "off", "no", "0").contains(replication)) {
      throw fatal(ErrorCode.FEATURE_NOT_SUPPORTED, "replication connections are not supported");
    }
    return new SessionRequest(
        user, database == null || database.isEmpty() ? user : database, settings);
  }

  private static FatalException fatal(ErrorCode code, String summary) {
    return new FatalException(new TidewaterException(code, summary));
  }

  /** Passes on what the session says besides results. */
  private record Listener(Outbound out) implements SessionListener {
    @Override
    public void notice(Notice notice) {
      ServerMessages.noticeResponse(out.buffer(), Notices.report(notice));
    }

    @Override
    public void parameterChanged(String name, String value) {
      ServerMessages.parameterStatus(out.buffer(), name, value);
    }
  }
}
