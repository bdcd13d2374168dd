package dev.tidewater.source.postgres;

import dev.tidewater.testkit.component.RealPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Money that moves between the tables {@code checking} and {@code savings}, which together always
 * hold {@link #TOTAL}, in transactions with inserts, updates, deletes and changes of keys, while
 * others are rolled back. Runs until closed.
 */
final class TransferLoad implements AutoCloseable {
  static final int ACCOUNTS = 200;
  static final long TOTAL = 2L * ACCOUNTS * 1_000;

  private final RealPostgres upstream;
  private final Random random;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final Future<Long> work;
  private volatile boolean stopping;

  private TransferLoad(RealPostgres upstream, long seed) {
    this.upstream = upstream;
    this.random = new Random(seed);
    Callable<Long> transfers = this::run;
    this.work = executor.submit(transfers);
  }

  /** The tables, with all the money in equal parts; old rows come whole of one of them. */
  static void createTables(RealPostgres upstream) {
    for (String table : new String[] {"checking", "savings"}) {
      upstream.execute(
          "CREATE TABLE " + table + " (id int PRIMARY KEY, amount bigint NOT NULL, note text)",
          "INSERT INTO "
              + table
              + " SELECT i, 1000, 'opened' FROM generate_series(1, "
              + ACCOUNTS
              + ") i");
    }
    upstream.execute("ALTER TABLE checking REPLICA IDENTITY FULL");
  }

  static TransferLoad start(RealPostgres upstream, long seed) {
    return new TransferLoad(upstream, seed);
  }

  private long run() throws SQLException {
    long transactions = 0;
    try (Connection connection = upstream.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      while (!stopping) {
        transfer(statement);
        if (random.nextInt(10) == 0) {
          connection.rollback();
        } else {
          connection.commit();
          transactions++;
        }
      }
    }
    return transactions;
  }

  private void transfer(Statement statement) throws SQLException {
    String from = random.nextBoolean() ? "checking" : "savings";
    String to = from.equals("checking") ? "savings" : "checking";
    int amount = random.nextInt(50);
    switch (random.nextInt(4)) {
      case 0 -> {
        // A row goes from one table to the other.
        int key = 1_000_000 + random.nextInt(1_000_000_000);
        statement.execute(
            "WITH gone AS (DELETE FROM %s WHERE id = (SELECT min(id) FROM %s) RETURNING *) INSERT INTO %s SELECT %d, amount, 'moved' FROM gone ON CONFLICT DO NOTHING"
                .formatted(from, from, to, key));
      }
      case 1 -> {
        // The key changes.
        int key = 1_000_000 + random.nextInt(1_000_000_000);
        statement.execute(
            "UPDATE %s SET id = %d WHERE id = (SELECT max(id) FROM %s) AND NOT EXISTS (SELECT 1 FROM %s WHERE id = %d)"
                .formatted(from, key, from, from, key));
      }
      default -> {
        statement.execute(
            "UPDATE %s SET amount = amount - %d, note = 'out' WHERE id = (SELECT id FROM %s ORDER BY md5(id::text || '%d') LIMIT 1)"
                .formatted(from, amount, from, random.nextInt()));
        statement.execute(
            "UPDATE %s SET amount = amount + %d, note = NULL WHERE id = (SELECT id FROM %s ORDER BY md5(id::text || '%d') LIMIT 1)"
                .formatted(to, amount, to, random.nextInt()));
      }
    }
  }

  /** Stops the load; returns how many transactions it committed. */
  long stop() {
    stopping = true;
    executor.shutdown();
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    stopping = true;
    executor.shutdown();
  }
}
