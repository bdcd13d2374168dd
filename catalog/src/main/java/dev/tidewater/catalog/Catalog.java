package dev.tidewater.catalog;

import dev.tidewater.store.DurableLog;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;

/**
 * The durable catalog: a log of deltas and the image that they add up to. A commit is one log
 * entry, so its deltas come true together or not at all, and is durable when {@link #commit}
 * returns.
 *
 * <p>Reading is free of locks; commits come from one thread at a time (the coordinator's DDL lock).
 */
public final class Catalog {
  private final DurableLog log;
  private volatile CatalogSnapshot current;
  private long length;

  private Catalog(DurableLog log, CatalogSnapshot current, long length) {
    this.log = log;
    this.current = current;
    this.length = length;
  }

  /** Replays the log over what is built in. */
  public static Catalog open(DurableLog log, CatalogSnapshot builtIn) {
    CatalogSnapshot image = builtIn;
    long length = 0;
    List<CatalogDelta> deltas = new ArrayList<>();
    for (byte[] entry : log.read(0)) {
      deltas.addAll(CatalogJson.read(entry));
      length++;
    }
    return new Catalog(log, image.apply(deltas), length);
  }

  public CatalogSnapshot current() {
    return current;
  }

  /** Makes the changes durable, then visible. */
  public synchronized CatalogSnapshot commit(List<CatalogDelta> deltas) {
    CatalogSnapshot next = current.apply(deltas);
    if (!log.append(length, CatalogJson.write(deltas))) {
      throw new TidewaterException(
          ErrorCode.FENCED, "the catalog has been changed by another server");
    }
    length++;
    current = next;
    return next;
  }
}
