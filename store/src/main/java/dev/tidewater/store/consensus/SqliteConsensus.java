package dev.tidewater.store.consensus;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;

/**
 * Consensus in one SQLite file. Writes go through one connection, in write-ahead-log mode with a
 * sync at each commit; reads have a connection of their own and do not wait for writes.
 *
 * <p>Group commit: a thread that appends puts its writes into a queue and waits for the writer's
 * lock. Who gets it commits everything queued in one transaction; the others then find theirs done.
 * An append that conflicts is left out of the transaction without harm to the others in it.
 */
public final class SqliteConsensus implements Consensus {
  /** Written to the file's header; a file with another version is refused. */
  static final int FORMAT_VERSION = 1;

  /** Marks the file as ours: "TIDE". */
  private static final int APPLICATION_ID = 0x54494445;

  /** How long a statement waits for a foreign process, say a curious {@code sqlite3}, to let go. */
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  /**
   * Bytes after which a transaction takes no more appends, so that the first need not wait long.
   */
  private static final long MAX_TRANSACTION_BYTES = 16L << 20;

  private final Path file;
  private final ReentrantLock writerLock = new ReentrantLock();
  private final ReentrantLock readerLock = new ReentrantLock();
  private final Queue<PendingAppend> queue = new ConcurrentLinkedQueue<>();
  private final Connection writer;
  private final Connection reader;
  private final PreparedStatement newest;
  private final PreparedStatement insert;
  private final PreparedStatement deleteBelow;
  private final PreparedStatement scan;

  private SqliteConsensus(Path file, Connection writer, Connection reader) throws SQLException {
    this.file = file;
    this.writer = writer;
    this.reader = reader;
    this.newest = writer.prepareStatement("SELECT max(sequence) FROM entries WHERE key = ?");
    this.insert =
        writer.prepareStatement("INSERT INTO entries (key, sequence, value) VALUES (?, ?, ?)");
    this.deleteBelow =
        writer.prepareStatement("DELETE FROM entries WHERE key = ? AND sequence < ?");
    this.scan =
        reader.prepareStatement(
            "SELECT sequence, value FROM entries WHERE key = ? AND sequence >= ? ORDER BY sequence");
  }

  /** Opens or makes the file. */
  public static SqliteConsensus open(Path file) {
    Connection writer = null;
    Connection reader = null;
    try {
      writer = connect(file);
      prepareSchema(file, writer);
      writer.setAutoCommit(false);
      reader = connect(file);
      return new SqliteConsensus(file, writer, reader);
    } catch (SQLException e) {
      closeQuietly(reader);
      closeQuietly(writer);
      throw SqliteErrors.translate("open", file, e);
    } catch (TidewaterException e) {
      closeQuietly(writer);
      throw e;
    }
  }

  private static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
  }

  private static void prepareSchema(Path file, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int version = number(statement, "PRAGMA user_version");
      if (version == FORMAT_VERSION) {
        return;
      }
      if (version != 0 || number(statement, "SELECT count(*) FROM sqlite_master") != 0) {
        throw new TidewaterException(
                ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
                "{file} is not a consensus file of a format that this version reads")
            .with("file", file)
            .detail("format version " + version + ", expected " + FORMAT_VERSION);
      }
      statement.executeUpdate(
          "CREATE TABLE entries (key TEXT NOT NULL, sequence INTEGER NOT NULL,"
              + " value BLOB NOT NULL, PRIMARY KEY (key, sequence)) WITHOUT ROWID");
      statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
      statement.executeUpdate("PRAGMA user_version = " + FORMAT_VERSION);
    }
  }

  private static int number(Statement statement, String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? result.getInt(1) : 0;
    }
  }

  private static void closeQuietly(@org.jspecify.annotations.Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // Another failure is already on its way to the caller.
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
      for (PendingAppend append : taken) {
        results.add(write(append.writes()));
      }
      writer.commit();
    } catch (SQLException e) {
      rollback(e);
      TidewaterException failure = SqliteErrors.translate("append to", file, e);
      taken.forEach(append -> append.fail(failure));
      return;
    }
    for (AppendResult result : results) {
      taken.remove().complete(result);
    }
  }

  private AppendResult write(List<Write> writes) throws SQLException {
    for (Write write : writes) {
      long last = newest(write.key());
      if (last != write.sequence() - 1) {
        return new AppendResult.Conflict(write.key(), last);
      }
    }
    for (Write write : writes) {
      insert.setString(1, write.key());
      insert.setLong(2, write.sequence());
      insert.setBytes(3, write.value());
      insert.executeUpdate();
      if (write.keepFrom() > 0) {
        deleteBelow(write.key(), write.keepFrom());
      }
    }
    return new AppendResult.Appended();
  }

  private long newest(String key) throws SQLException {
    newest.setString(1, key);
    try (ResultSet result = newest.executeQuery()) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  private void deleteBelow(String key, long sequence) throws SQLException {
    deleteBelow.setString(1, key);
    deleteBelow.setLong(2, sequence);
    deleteBelow.executeUpdate();
  }

  private void rollback(SQLException cause) {
    try {
      writer.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
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

  @Override
  public void truncate(String key, long before) {
    writerLock.lock();
    try {
      deleteBelow(key, Math.min(before, newest(key)));
      writer.commit();
    } catch (SQLException e) {
      rollback(e);
      throw SqliteErrors.translate("truncate a log in", file, e);
    } finally {
      writerLock.unlock();
    }
  }

  @Override
  public void delete(String key) {
    writerLock.lock();
    try {
      deleteBelow(key, Long.MAX_VALUE);
      writer.commit();
    } catch (SQLException e) {
      rollback(e);
      throw SqliteErrors.translate("delete a log in", file, e);
    } finally {
      writerLock.unlock();
    }
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

  @Override
  public void close() {
    writerLock.lock();
    readerLock.lock();
    try {
      reader.close();
      writer.close();
    } catch (SQLException e) {
      throw SqliteErrors.translate("close", file, e);
    } finally {
      readerLock.unlock();
      writerLock.unlock();
    }
  }
}
