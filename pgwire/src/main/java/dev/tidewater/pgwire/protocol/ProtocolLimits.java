package dev.tidewater.pgwire.protocol;

/** Bounds on what a client may send. Lengths are those of the protocol: without the type byte. */
public final class ProtocolLimits {
  /** PostgreSQL's own bound; real startup packets have a few hundred bytes. */
  public static final int MAX_STARTUP_BYTES = 10_000;

  /**
   * Until a client has shown who it is, no message of its makes us hold more than this:
   * PostgreSQL's bound on an authentication token.
   */
  public static final int MAX_UNAUTHENTICATED_BYTES = 65_535;

  /** Messages that carry only names and numbers; PostgreSQL's bound for them. */
  public static final int MAX_SMALL_MESSAGE_BYTES = 10_000;

  /**
   * Messages that carry statements or data. PostgreSQL allows 1 GiB; a message is held whole, and
   * perhaps twice, so a server with a heap of one or two gigabytes must stop earlier.
   */
  public static final int MAX_LARGE_MESSAGE_BYTES = 128 << 20;

  /** The most parameters of a statement: the counts on the wire are 16 bits wide. */
  public static final int MAX_PARAMETERS = 65_535;

  /** SSL and GSS encryption may each be asked for once before the startup packet. */
  public static final int MAX_ENCRYPTION_REQUESTS = 2;

  private ProtocolLimits() {}
}
