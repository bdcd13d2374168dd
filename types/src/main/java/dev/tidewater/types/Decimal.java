package dev.tidewater.types;

/** PostgreSQL's numeric: an exact decimal with its display scale, NaN or an infinity. */
public final class Decimal {
  public static final Decimal ZERO = new Decimal();

  private Decimal() {}
}
