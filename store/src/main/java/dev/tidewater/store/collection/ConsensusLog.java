package dev.tidewater.store.collection;

import dev.tidewater.store.DurableLog;
import dev.tidewater.store.consensus.AppendResult;
import dev.tidewater.store.consensus.Consensus;
import dev.tidewater.store.consensus.Entry;
import dev.tidewater.store.consensus.Write;
import java.util.List;

/** A log of consensus that is never cut; its entry 0 has the number 1 there. */
final class ConsensusLog implements DurableLog {
  static final String KEY_PREFIX = "log/";

  private final Consensus consensus;
  private final String key;

  ConsensusLog(Consensus consensus, String name) {
    this.consensus = consensus;
    this.key = KEY_PREFIX + name;
  }

  @Override
  public List<byte[]> read(long from) {
    return consensus.scan(key, from + 1).stream().map(Entry::value).toList();
  }

  @Override
  public boolean append(long expectedLength, byte[] entry) {
    Write write = Write.of(key, expectedLength + 1, entry);
    return consensus.append(List.of(write)) instanceof AppendResult.Appended;
  }
}
