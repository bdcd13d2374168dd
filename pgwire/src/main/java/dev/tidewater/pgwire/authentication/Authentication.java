package dev.tidewater.pgwire.authentication;

/** What a client must show at startup. */
public sealed interface Authentication {
  /** Nothing: whoever reaches the port may come in. */
  record Trust() implements Authentication {}

  /** A password, the same for all users, by SCRAM-SHA-256. */
  record Password(ScramVerifier verifier) implements Authentication {}
}
