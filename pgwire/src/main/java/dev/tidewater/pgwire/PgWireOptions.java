package dev.tidewater.pgwire;

import dev.tidewater.pgwire.authentication.Authentication;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how to listen.
 *
 * @param address port 0 takes a free one
 * @param tls certificate and key with which TLS is offered to clients that ask; empty refuses it
 * @param maxConnections clients that may be connected at one time
 */
public record PgWireOptions(
    InetSocketAddress address,
    Authentication authentication,
    Optional<Tls> tls,
    int maxConnections) {
  /** PostgreSQL's default is 100; a session here costs no process. */
  public static final int DEFAULT_MAX_CONNECTIONS = 500;

  public PgWireOptions {
    if (maxConnections < 1) {
      throw new IllegalArgumentException("there must be room for a connection");
    }
  }

  /** PEM files of a certificate chain and of its unencrypted private key. */
  public record Tls(Path certificateChain, Path privateKey) {}

  /** Trusts everybody who can reach the address; no TLS. */
  public static PgWireOptions trusting(InetSocketAddress address) {
    return new PgWireOptions(
        address, new Authentication.Trust(), Optional.empty(), DEFAULT_MAX_CONNECTIONS);
  }
}
