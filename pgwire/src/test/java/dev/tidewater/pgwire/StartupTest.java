package dev.tidewater.pgwire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.pgwire.ConnectionSettings.Admission;
import dev.tidewater.pgwire.authentication.Authentication;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartupTest {
  @Test
  void trustedClientGetsItsSettingsItsKeyAndReadyForQuery() {
    WireHarness harness = new WireHarness();
    assertThat(harness.send(ClientBytes.startup("anna", "db")))
        .containsExactly(
            "AuthenticationOk",
            "ParameterStatus server_version=15.0",
            "ParameterStatus client_encoding=UTF8",
            "ParameterStatus standard_conforming_strings=on",
            "ParameterStatus integer_datetimes=on",
            "BackendKeyData 1 7001",
            "ReadyForQuery I");
    assertThat(harness.database.requests.get(0).user()).isEqualTo("anna");
    assertThat(harness.database.requests.get(0).database()).isEqualTo("db");
  }

  @Test
  void startupPacketMayComeByteByByte() {
    WireHarness harness = new WireHarness();
    assertThat(harness.sendSlowly(ClientBytes.startup("anna", "db"))).endsWith("ReadyForQuery I");
  }

  @Test
  void databaseIsTheUserIfNoneIsNamed() {
    WireHarness harness = new WireHarness();
    harness.send(ClientBytes.startup(ClientBytes.PROTOCOL_3_0, Map.of("user", "anna")));
    assertThat(harness.database.requests.get(0).database()).isEqualTo("anna");
  }

  @Test
  void otherParametersAndOptionsAreSettings() {
    WireHarness harness = new WireHarness();
    harness.send(
        ClientBytes.startup(
            ClientBytes.PROTOCOL_3_0,
            Map.of(
                "user", "anna",
                "application_name", "test",
                "options", "-c cluster=big --search-path=a\\ b -cx=y=z")));
    assertThat(harness.database.requests.get(0).parameters())
        .containsOnly(
            Map.entry("application_name", "test"),
            Map.entry("cluster", "big"),
            Map.entry("search_path", "a b"),
            Map.entry("x", "y=z"));
  }

  @Test
  void encryptionIsDeclinedWithOneByteAndStartupGoesOn() {
    WireHarness harness = new WireHarness();
    harness.sendRaw(ClientBytes.code(ClientBytes.GSS_REQUEST));
    assertThat(harness.rawReceived().toString(StandardCharsets.US_ASCII)).isEqualTo("N");
    harness.sendRaw(ClientBytes.code(ClientBytes.SSL_REQUEST));
    assertThat(harness.rawReceived().toString(StandardCharsets.US_ASCII)).isEqualTo("N");
    assertThat(harness.send(ClientBytes.startup("anna", "db"))).endsWith("ReadyForQuery I");
  }

  @Test
  void endlessEncryptionRequestsAreCutOff() {
    WireHarness harness = new WireHarness();
    harness.sendRaw(ClientBytes.code(ClientBytes.SSL_REQUEST));
    harness.sendRaw(ClientBytes.code(ClientBytes.SSL_REQUEST));
    harness.rawReceived();
    assertThat(harness.send(ClientBytes.code(ClientBytes.SSL_REQUEST)))
        .containsExactly("Error FATAL 08P01 too many requests for encryption");
    assertThat(harness.isOpen()).isFalse();
  }

  @Test
  void newerMinorVersionIsNegotiatedDown() {
    WireHarness harness = new WireHarness();
    assertThat(
            harness.send(
                ClientBytes.startup(
                    ClientBytes.PROTOCOL_3_0 + 2, Map.of("user", "anna", "_pq_.speed", "1"))))
        .startsWith("NegotiateProtocolVersion 0 _pq_.speed", "AuthenticationOk");
  }

  @Test
  void olderMajorVersionIsRefused() {
    WireHarness harness = new WireHarness();
    assertThat(harness.send(ClientBytes.startup(2 << 16, Map.of("user", "anna"))))
        .containsExactly(
            "Error FATAL 0A000 unsupported frontend protocol 2.0: server supports 3.0");
    assertThat(harness.isOpen()).isFalse();
  }

  @Test
  void missingUserIsRefused() {
    WireHarness harness = new WireHarness();
    assertThat(harness.send(ClientBytes.startup(ClientBytes.PROTOCOL_3_0, Map.of())))
        .containsExactly("Error FATAL 28000 no PostgreSQL user name specified in startup packet");
  }

  @Test
  void unknownDatabaseIsFatalAndSaysWhich() {
    WireHarness harness = new WireHarness();
    assertThat(harness.send(ClientBytes.startup("anna", "missing")))
        .containsExactly(
            "AuthenticationOk", "Error FATAL 3D000 database \"missing\" does not exist");
    assertThat(harness.isOpen()).isFalse();
  }

  @Test
  void clientOverTheLimitIsToldSo() {
    WireHarness harness = new WireHarness(new Authentication.Trust(), Admission.FULL);
    assertThat(harness.send(ClientBytes.startup("anna", "db")))
        .containsExactly("Error FATAL 53300 sorry, too many clients already");
    assertThat(harness.isOpen()).isFalse();
  }

  @Test
  void oversizedStartupPacketIsRefusedBeforeItHasCome() {
    WireHarness harness = new WireHarness();
    byte[] length = new byte[4];
    Unpooled.wrappedBuffer(length).setInt(0, 10_001);
    assertThat(harness.send(length))
        .containsExactly("Error FATAL 08P01 invalid length of startup packet");
    assertThat(harness.isOpen()).isFalse();
  }

  @Test
  void queryBeforeStartupIsRefused() {
    WireHarness harness = new WireHarness();
    assertThat(harness.send(ClientBytes.query("nothing")))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("Error FATAL 08P01");
    assertThat(harness.isOpen()).isFalse();
  }

  @Test
  void cancelRequestWithTheRightKeyCancelsAndIsNeverAnswered() {
    WireHarness harness = WireHarness.ready();
    WireHarness other = new WireHarness();
    other.database.requests.clear();
    assertThat(other.send(ClientBytes.cancel(1, 7001))).isEmpty();
    assertThat(other.isOpen()).isFalse();
    assertThat(harness.isOpen()).isTrue();
  }

  @Test
  void clientThatGoesAwayLeavesNoSessionBehind() {
    WireHarness harness = WireHarness.ready();
    assertThat(harness.database.openSessions()).isEqualTo(1);
    harness.disconnect();
    assertThat(harness.database.openSessions()).isZero();
  }

  @Test
  void terminateClosesSessionAndConnection() {
    WireHarness harness = WireHarness.ready();
    assertThat(harness.send(ClientBytes.terminate())).isEmpty();
    assertThat(harness.isOpen()).isFalse();
    assertThat(harness.database.openSessions()).isZero();
  }
}
