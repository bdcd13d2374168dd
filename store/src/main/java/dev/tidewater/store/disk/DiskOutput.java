package dev.tidewater.store.disk;

import java.io.Closeable;
import java.io.IOException;

/** A file being written from its start. One thread. Closing does not sync. */
public interface DiskOutput extends Closeable {
  void write(byte[] bytes, int offset, int length) throws IOException;

  /** Makes what was written durable. After a failure nothing is known about the file's bytes. */
  void sync() throws IOException;
}
