package dev.tidewater.pgwire.authentication;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The server's side of one SCRAM-SHA-256 exchange.
 *
 * <pre>
 * client                                   server
 *   mechanism, n,,n=,r=nonce       ──►  first()
 *                                  ◄──  r=nonce+ours, s=salt, i=iterations
 *   c=biws, r=nonce+ours, p=proof  ──►  last()
 *                                  ◄──  v=signature
 * </pre>
 *
 * Each method is called once, in this order; each throws {@code INVALID_PASSWORD} or {@code
 * PROTOCOL_VIOLATION}. Channel binding is not offered.
 */
public final class ScramExchange {
  public static final String MECHANISM = "SCRAM-SHA-256";

  private static final int NONCE_BYTES = 18;

  private final ScramVerifier verifier;
  private final String user;
  private String gs2Header = "";
  private String clientFirstBare = "";
  private String serverFirst = "";
  private String nonce = "";

  public ScramExchange(ScramVerifier verifier, String user) {
    this.verifier = verifier;
    this.user = user;
  }

  /** Answers SASLInitialResponse with the server's first message. */
  public String first(byte[] body) {
    String message = initialResponse(body);
    int bareAt = bareStart(message);
    gs2Header = message.substring(0, bareAt);
    clientFirstBare = message.substring(bareAt);
    String clientNonce = attribute(clientFirstBare, 'r');
    byte[] random = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(random);
    nonce = clientNonce + Base64.getEncoder().encodeToString(random);
    serverFirst =
        "r="
            + nonce
            + ",s="
            + Base64.getEncoder().encodeToString(verifier.salt())
            + ",i="
            + ScramVerifier.ITERATIONS;
    return serverFirst;
  }

  /** Checks the proof in SASLResponse and gives the server's final message. */
  public String last(byte[] body) {
    String message = new String(body, StandardCharsets.UTF_8);
    int proofAt = message.lastIndexOf(",p=");
    if (proofAt < 0) {
      throw malformed();
    }
    String withoutProof = message.substring(0, proofAt);
    byte[] binding = decode(attribute(withoutProof, 'c'));
    if (!MessageDigest.isEqual(binding, gs2Header.getBytes(StandardCharsets.UTF_8))
        || !attribute(withoutProof, 'r').equals(nonce)) {
      throw malformed();
    }
    byte[] proof = decode(message.substring(proofAt + 3));
    String authMessage = clientFirstBare + "," + serverFirst + "," + withoutProof;
    byte[] clientKey = ScramVerifier.hmac(verifier.storedKey(), authMessage);
    if (proof.length != clientKey.length) {
      throw malformed();
    }
    for (int i = 0; i < clientKey.length; i++) {
      clientKey[i] ^= proof[i];
    }
    if (!MessageDigest.isEqual(ScramVerifier.sha256(clientKey), verifier.storedKey())) {
      throw new TidewaterException(
              ErrorCode.INVALID_PASSWORD, "password authentication failed for user \"{user}\"")
          .with("user", user);
    }
    byte[] signature = ScramVerifier.hmac(verifier.serverKey(), authMessage);
    return "v=" + Base64.getEncoder().encodeToString(signature);
  }

  /** Takes the client's first message out of {@code mechanism, int32 length, message}. */
  private static String initialResponse(byte[] body) {
    int end = 0;
    while (end < body.length && body[end] != 0) {
      end++;
    }
    if (body.length - end < 1 + Integer.BYTES) {
      throw malformed();
    }
    String mechanism = new String(body, 0, end, StandardCharsets.UTF_8);
    if (!mechanism.equals(MECHANISM)) {
      throw new TidewaterException(
          ErrorCode.PROTOCOL_VIOLATION, "client selected an invalid SASL authentication mechanism");
    }
    int length = ByteBuffer.wrap(body).getInt(end + 1);
    int start = end + 1 + Integer.BYTES;
    if (length != body.length - start) {
      throw malformed();
    }
    return new String(body, start, length, StandardCharsets.UTF_8);
  }

  /** Where the message proper begins, behind {@code n,,} or {@code y,authorization-identity,}. */
  private static int bareStart(String message) {
    boolean withoutBinding = message.startsWith("n,") || message.startsWith("y,");
    int secondComma = message.indexOf(',', 2);
    if (!withoutBinding || secondComma < 0) {
      throw malformed();
    }
    return secondComma + 1;
  }

  private static String attribute(String message, char name) {
    for (String part : message.split(",", -1)) {
      if (part.length() > 2 && part.charAt(0) == name && part.charAt(1) == '=') {
        return part.substring(2);
      }
    }
    throw malformed();
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static TidewaterException malformed() {
    return new TidewaterException(ErrorCode.PROTOCOL_VIOLATION, "malformed SCRAM message");
  }
}
