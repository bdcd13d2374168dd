package dev.tidewater.store.collection;

import dev.tidewater.store.blob.Blob;
import dev.tidewater.store.blob.BlobOutput;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of a batch: in memory while they are few enough to travel inline, in a blob once
 * they are not. One thread.
 */
final class SpillingOutput extends OutputStream {
  private final Blob blob;
  private final int inlineLimit;
  private final Supplier<String> names;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable BlobOutput spilled;
  private String name = "";

  SpillingOutput(Blob blob, int inlineLimit, Supplier<String> names) {
    this.blob = blob;
    this.inlineLimit = inlineLimit;
    this.names = names;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    BlobOutput output = spilled;
    if (output == null && memory.size() + length <= inlineLimit) {
      memory.write(bytes, offset, length);
      return;
    }
    if (output == null) {
      name = names.get();
      output = blob.create(name);
      spilled = output;
      output.write(memory.toByteArray(), 0, memory.size());
      memory.reset();
    }
    output.write(bytes, offset, length);
  }

  /** Makes a blob durable; what stayed in memory will be so with the log entry that carries it. */
  BatchData commit() {
    if (spilled == null) {
      return new BatchData.Inline(memory.toByteArray());
    }
    spilled.commit();
    return new BatchData.Stored(name);
  }

  @Override
  public void close() {
    if (spilled != null) {
      spilled.close();
    }
  }
}
