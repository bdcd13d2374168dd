package dev.tidewater.store.collection;

import dev.tidewater.store.DurableRegister;
import dev.tidewater.store.consensus.AppendResult;
import dev.tidewater.store.consensus.Consensus;
import dev.tidewater.store.consensus.Entry;
import dev.tidewater.store.consensus.Write;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.ByteBuffer;
import java.util.List;

/** A register as the newest entry of a log; its version is the entry's number. */
final class ConsensusRegister implements DurableRegister {
  static final String KEY_PREFIX = "register/";

  private final Consensus consensus;
  private final String key;

  ConsensusRegister(Consensus consensus, String name) {
    this.consensus = consensus;
    this.key = KEY_PREFIX + name;
  }

  @Override
  public Versioned read() {
    List<Entry> entries = consensus.scan(key, 0);
    if (entries.isEmpty()) {
      return new Versioned(0, null);
    }
    Entry newest = entries.get(entries.size() - 1);
    return new Versioned(newest.sequence(), newest.value());
  }

  @Override
  public boolean compareAndSet(long expectedVersion, byte[] value) {
    Write write = Write.replacingOlder(key, expectedVersion + 1, value);
    return consensus.append(List.of(write)) instanceof AppendResult.Appended;
  }

  @Override
  public long increment() {
    while (true) {
      Versioned current = read();
      long next = numberIn(current) + 1;
      byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(next).array();
      if (compareAndSet(current.version(), value)) {
        return next;
      }
    }
  }

  private long numberIn(Versioned current) {
    byte[] value = current.value();
    if (value == null) {
      return 0;
    }
    if (value.length != Long.BYTES) {
      throw new TidewaterException(
              ErrorCode.DATA_CORRUPTED, "register {register} does not hold a number")
          .with("register", key);
    }
    return ByteBuffer.wrap(value).getLong();
  }
}
