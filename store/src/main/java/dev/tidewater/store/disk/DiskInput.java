package dev.tidewater.store.disk;

import java.io.Closeable;
import java.io.IOException;

/** A file open for reading. One thread. */
public interface DiskInput extends Closeable {
  long size() throws IOException;

  /** Fills the target; {@link java.io.EOFException} if the file ends before. */
  void read(long position, byte[] target, int offset, int length) throws IOException;
}
