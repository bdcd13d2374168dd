package dev.tidewater.store.consensus;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Consensus in one SQLite file. Writes go through one connection, in write-ahead-log mode with a
 * sync at each commit; reads have a connection of their own and do not wait for writes.
 *
 * <p>Group commit: a thread that appends puts its writes into a queue and waits for the writer's
 * lock. Who gets it commits everything queued in one transaction; the others then find theirs done.
 * An append that conflicts is left out of the transaction without harm to the others in it.
 */
public final class SqliteConsensus implements Consensus {
  /**
   * Bytes after which a transaction takes no more appends, so that the first need not wait long.
   */
  private static final long MAX_TRANSACTION_BYTES = 16L << 20;

  private final Path file;
  private final ReentrantLock writerLock = new ReentrantLock();
  private final ReentrantLock readerLock = new ReentrantLock();
  private final Queue<PendingAppend> queue = new ConcurrentLinkedQueue<>();
  private final Connection reader;
  private final PreparedStatement scan;
  private @Nullable SqliteWriter writer;

  private SqliteConsensus(Path file, SqliteWriter writer, Connection reader) throws SQLException {
    this.file = file;
    this.writer = writer;
    this.reader = reader;
    this.scan =
        reader.prepareStatement(
            "SELECT sequence, value FROM entries WHERE key = ? AND sequence >= ? ORDER BY sequence");
  }

  /** Opens or makes the file. */
  public static SqliteConsensus open(Path file) {
    try {
      SqliteWriter writer = SqliteWriter.open(file);
      try {
        return new SqliteConsensus(file, writer, SqliteFile.connect(file));
      } catch (SQLException e) {
        writer.close();
        throw e;
      }
    } catch (SQLException e) {
      throw SqliteErrors.translate("open", file, e);
    }
  }

  @Override
  public AppendResult append(List<Write> writes) {
    PendingAppend pending = new PendingAppend(writes);
    queue.add(pending);
    writerLock.lock();
    try {
      while (!pending.isDone()) {
        commitQueued();
      }
    } finally {
      writerLock.unlock();
    }
    return pending.outcome();
  }

  private void commitQueued() {
    Queue<PendingAppend> taken = new ArrayDeque<>();
    long bytes = 0;
    while (bytes < MAX_TRANSACTION_BYTES) {
      PendingAppend next = queue.poll();
      if (next == null) {
        break;
      }
      bytes += next.sizeBytes();
      taken.add(next);
    }
    List<AppendResult> results = new ArrayList<>(taken.size());
    try {
      SqliteWriter open = writer();
      for (PendingAppend append : taken) {
        results.add(open.write(append.writes()));
      }
      open.commit();
    } catch (SQLException e) {
      abandonWriter(e);
      taken.forEach(append -> append.fail(SqliteErrors.translate("append to", file, e)));
      return;
    }
    for (AppendResult result : results) {
      taken.remove().complete(result);
    }
  }

  private SqliteWriter writer() throws SQLException {
    SqliteWriter open = writer;
    if (open == null) {
      open = SqliteWriter.open(file);
      writer = open;
    }
    return open;
  }

  private void abandonWriter(SQLException cause) {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    writer = null;
  }

  @Override
  public List<Entry> scan(String key, long from) {
    readerLock.lock();
    try {
      scan.setString(1, key);
      scan.setLong(2, from);
      List<Entry> entries = new ArrayList<>();
      try (ResultSet result = scan.executeQuery()) {
        while (result.next()) {
          entries.add(new Entry(result.getLong(1), result.getBytes(2)));
        }
      }
      return entries;
    } catch (SQLException e) {
      throw SqliteErrors.translate("read", file, e);
    } finally {
      readerLock.unlock();
    }
  }

  /** Work in a transaction of its own. */
  private interface Work {
    void run(SqliteWriter open) throws SQLException;
  }

  private void commit(String operation, Work work) {
    writerLock.lock();
    try {
      SqliteWriter open = writer();
      work.run(open);
      open.commit();
    } catch (SQLException e) {
      abandonWriter(e);
      throw SqliteErrors.translate(operation, file, e);
    } finally {
      writerLock.unlock();
    }
  }

  @Override
  public void truncate(String key, long before) {
    commit("truncate a log in", open -> open.deleteBelow(key, Math.min(before, open.newest(key))));
  }

  @Override
  public void delete(String key) {
    commit("delete a log in", open -> open.deleteBelow(key, Long.MAX_VALUE));
  }

  @Override
  public SortedSet<String> keys(String prefix) {
    readerLock.lock();
    try (PreparedStatement keys =
        reader.prepareStatement("SELECT DISTINCT key FROM entries WHERE key >= ?")) {
      keys.setString(1, prefix);
      SortedSet<String> found = new TreeSet<>();
      try (ResultSet result = keys.executeQuery()) {
        while (result.next()) {
          String key = result.getString(1);
          if (key.startsWith(prefix)) {
            found.add(key);
          }
        }
      }
      return found;
    } catch (SQLException e) {
      throw SqliteErrors.translate("read", file, e);
    } finally {
      readerLock.unlock();
    }
  }

  /** As on a disk with room for so many pages, until an error; for tests. */
  void limitPages(int pages) throws SQLException {
    writerLock.lock();
    try {
      writer().limitPages(pages);
    } finally {
      writerLock.unlock();
    }
  }

  @Override
  public void close() {
    writerLock.lock();
    readerLock.lock();
    try {
      reader.close();
      if (writer != null) {
        writer.close();
      }
    } catch (SQLException e) {
      throw SqliteErrors.translate("close", file, e);
    } finally {
      readerLock.unlock();
      writerLock.unlock();
    }
  }
}
