package dev.tidewater.store.blob;

/** An object being written. One thread. */
public interface BlobOutput extends AutoCloseable {
  void write(byte[] bytes, int offset, int length);

  /** Makes the object visible and durable; nothing may be written afterwards. */
  void commit();

  /** Without a commit before, drops what was written. */
  @Override
  void close();
}
