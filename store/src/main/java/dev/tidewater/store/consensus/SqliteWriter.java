package dev.tidewater.store.consensus;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The connection that writes, and its statements; in a transaction from the first statement to the
 * commit. Thrown away after any error: SQLite rolls back by itself on some, which the driver does
 * not notice, and would then commit each further statement alone. Guarded by the writer's lock.
 */
final class SqliteWriter implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement newest;
  private final PreparedStatement insert;
  private final PreparedStatement deleteBelow;

  private SqliteWriter(Connection connection) throws SQLException {
    this.connection = connection;
    this.newest = connection.prepareStatement("SELECT max(sequence) FROM entries WHERE key = ?");
    this.insert =
        connection.prepareStatement("INSERT INTO entries (key, sequence, value) VALUES (?, ?, ?)");
    this.deleteBelow =
        connection.prepareStatement("DELETE FROM entries WHERE key = ? AND sequence < ?");
  }

  static SqliteWriter open(Path file) throws SQLException {
    Connection connection = SqliteFile.connect(file);
    try {
      SqliteFile.prepareSchema(file, connection);
      connection.setAutoCommit(false);
      return new SqliteWriter(connection);
    } catch (SQLException | RuntimeException e) {
      try {
        connection.close();
      } catch (SQLException onClose) {
        e.addSuppressed(onClose);
      }
      throw e;
    }
  }

  AppendResult write(Iterable<Write> writes) throws SQLException {
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

  long newest(String key) throws SQLException {
    newest.setString(1, key);
    try (ResultSet result = newest.executeQuery()) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  void deleteBelow(String key, long sequence) throws SQLException {
    deleteBelow.setString(1, key);
    deleteBelow.setLong(2, sequence);
    deleteBelow.executeUpdate();
  }

  void commit() throws SQLException {
    connection.commit();
  }

  /** As on a disk with room for so many pages; for tests. */
  void limitPages(int pages) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = " + pages);
    }
    connection.commit();
  }

  /** Rolls back what was not committed. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
