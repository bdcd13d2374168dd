package dev.tidewater.pgwire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.pgwire.ConnectionSettings.Admission;
import dev.tidewater.pgwire.authentication.Authentication;
import dev.tidewater.pgwire.authentication.ScramVerifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** A client of its own, written from RFC 5802; pgjdbc's is in the integration tests. */
class ScramTest {
  private static final String FIRST_BARE = "n=,r=clientnonce";

  private final WireHarness harness =
      new WireHarness(
          new Authentication.Password(ScramVerifier.ofPassword("pässword")), Admission.ADMITTED);

  private static byte[] initialResponse(String mechanism, String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    return ClientBytes.typed(
        'p',
        body ->
            body.writeBytes(mechanism.getBytes(StandardCharsets.US_ASCII))
                .writeByte(0)
                .writeInt(bytes.length)
                .writeBytes(bytes));
  }

  private static byte[] response(String message) {
    return ClientBytes.typed(
        'p', body -> body.writeBytes(message.getBytes(StandardCharsets.UTF_8)));
  }

  private String serverFirst() {
    assertThat(harness.send(ClientBytes.startup("anna", "db")))
        .containsExactly("AuthenticationSasl SCRAM-SHA-256");
    List<String> answer = harness.send(initialResponse("SCRAM-SHA-256", "n,," + FIRST_BARE));
    assertThat(answer).hasSize(1);
    return answer.get(0).substring("AuthenticationSaslContinue ".length());
  }

  /** The client's last message for a password. */
  private static String lastMessage(String serverFirst, String password) throws Exception {
    String[] parts = serverFirst.split(",", -1);
    byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
    int iterations = Integer.parseInt(parts[2].substring(2));
    byte[] salted =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
            .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
            .getEncoded();
    byte[] clientKey = hmac(salted, "Client Key");
    String withoutProof = "c=biws," + parts[0];
    byte[] stored = MessageDigest.getInstance("SHA-256").digest(clientKey);
    byte[] proof = hmac(stored, FIRST_BARE + "," + serverFirst + "," + withoutProof);
    for (int i = 0; i < proof.length; i++) {
      proof[i] ^= clientKey[i];
    }
    return withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
  }

  private static byte[] hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void rightPasswordComesIn() throws Exception {
    String last = lastMessage(serverFirst(), "pässword");
    List<String> answer = harness.send(response(last));
    assertThat(answer.get(0)).startsWith("AuthenticationSaslFinal v=");
    assertThat(answer).contains("AuthenticationOk").endsWith("ReadyForQuery I");
  }

  @Test
  void wrongPasswordDoesNot() throws Exception {
    String last = lastMessage(serverFirst(), "password");
    assertThat(harness.send(response(last)))
        .containsExactly("Error FATAL 28P01 password authentication failed for user \"anna\"");
    assertThat(harness.isOpen()).isFalse();
    assertThat(harness.database.requests).isEmpty();
  }

  @Test
  void replayedProofOfAnotherExchangeDoesNot() throws Exception {
    WireHarness other =
        new WireHarness(
            new Authentication.Password(ScramVerifier.ofPassword("pässword")), Admission.ADMITTED);
    other.send(ClientBytes.startup("anna", "db"));
    String theirs =
        other
            .send(initialResponse("SCRAM-SHA-256", "n,," + FIRST_BARE))
            .get(0)
            .substring("AuthenticationSaslContinue ".length());
    String last = lastMessage(theirs, "pässword");
    serverFirst();
    assertThat(harness.send(response(last)).get(0)).startsWith("Error FATAL 08P01");
  }

  @Test
  void otherMechanismsAreRefused() {
    harness.send(ClientBytes.startup("anna", "db"));
    assertThat(harness.send(initialResponse("SCRAM-SHA-1", "n,," + FIRST_BARE)).get(0))
        .startsWith("Error FATAL 08P01");
  }

  @Test
  void nothingIsDoneBeforeThePasswordIsRight() {
    harness.send(ClientBytes.startup("anna", "db"));
    assertThat(harness.query("nothing").get(0)).startsWith("Error FATAL 08P01");
    assertThat(harness.isOpen()).isFalse();
    assertThat(harness.database.log).isEmpty();
  }

  @Test
  void malformedMessagesAreRefused() {
    for (String message : List.of("", "n", "n,,", "x,,r=a", "p=tls-unique,,r=a", "n,,n=,q=")) {
      WireHarness fresh =
          new WireHarness(
              new Authentication.Password(ScramVerifier.ofPassword("x")), Admission.ADMITTED);
      fresh.send(ClientBytes.startup("anna", "db"));
      assertThat(fresh.send(initialResponse("SCRAM-SHA-256", message)).get(0))
          .as(message)
          .startsWith("Error FATAL 08P01");
      assertThat(fresh.isOpen()).isFalse();
    }
  }
}
