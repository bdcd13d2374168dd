package dev.tidewater.zset;

/** Another cursor's updates, of which a subclass chooses where to stop. Closes that cursor. */
public abstract class DelegatingCursor implements UpdateCursor {
  protected final UpdateCursor cursor;

  protected DelegatingCursor(UpdateCursor cursor) {
    this.cursor = cursor;
  }

  @Override
  public final byte[] bytes() {
    return cursor.bytes();
  }

  @Override
  public final int offset() {
    return cursor.offset();
  }

  @Override
  public final int length() {
    return cursor.length();
  }

  @Override
  public final long time() {
    return cursor.time();
  }

  @Override
  public final long diff() {
    return cursor.diff();
  }

  @Override
  public final void close() {
    cursor.close();
  }
}
