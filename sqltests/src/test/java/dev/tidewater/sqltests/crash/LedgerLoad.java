package dev.tidewater.sqltests.crash;

import dev.tidewater.testkit.component.RealPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Transactions over the upstream tables {@code ledger} and {@code shadow}: inserts, updates,
 * deletes and changes of keys in both. The n-th also writes n into the row with id 0 of both
 * tables, so that whoever sees a state knows which it is; and the load remembers what each
 * transaction did, so that every state can be made again.
 */
final class LedgerLoad implements AutoCloseable {
  private static final int FIRST_ROWS = 200;
  private static final int MAX_CHANGES = 12;

  /** Some hundred transactions a second, which leaves the machine's cores to the others. */
  private static final Duration PAUSE = Duration.ofMillis(3);

  /**
   * What a transaction did to a row of a table.
   *
   * @param after the row as text; null if it went
   */
  record Change(String table, long id, @Nullable String after) {}

  private final RealPostgres upstream;
  private final Random random;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final Future<?> work;

  /** What each committed transaction did, in order. */
  private final List<List<Change>> history = new ArrayList<>();

  private final NavigableMap<Long, String> ledger = new TreeMap<>();
  private final NavigableMap<Long, String> shadow = new TreeMap<>();
  private volatile boolean stopping;
  private long nextId = 1_000_000;

  private LedgerLoad(RealPostgres upstream, long seed) {
    this.upstream = upstream;
    this.random = new Random(seed);
    createTables();
    Callable<Object> transactions = this::run;
    this.work = executor.submit(transactions);
  }

  static LedgerLoad start(RealPostgres upstream, long seed) {
    return new LedgerLoad(upstream, seed);
  }

  private void createTables() {
    String columns = "(id bigint PRIMARY KEY, amount numeric(38,2) NOT NULL, note text)";
    upstream.execute("CREATE TABLE ledger " + columns, "CREATE TABLE shadow " + columns);
    upstream.execute("ALTER TABLE ledger REPLICA IDENTITY FULL");
    List<Change> first = new ArrayList<>();
    for (String table : List.of("ledger", "shadow")) {
      for (long id = 0; id <= FIRST_ROWS; id++) {
        String note = id == 0 ? "0" : "first";
        upstreamInsert(table, id, note);
        first.add(new Change(table, id, row(id, "0.00", note)));
      }
    }
    commit(first);
  }

  private void upstreamInsert(String table, long id, String note) {
    upstream.execute("INSERT INTO %s VALUES (%d, 0, '%s')".formatted(table, id, note));
  }

  private static String row(long id, String amount, @Nullable String note) {
    return id + "|" + amount + "|" + note;
  }

  private void commit(List<Change> changes) {
    changes.forEach(change -> apply(change, change.table().equals("ledger") ? ledger : shadow));
    synchronized (history) {
      history.add(List.copyOf(changes));
    }
  }

  private static void apply(Change change, NavigableMap<Long, String> rows) {
    if (change.after() == null) {
      rows.remove(change.id());
    } else {
      rows.put(change.id(), change.after());
    }
  }

  private Object run() throws SQLException {
    try (Connection connection = upstream.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      while (!stopping) {
        List<Change> changes = transaction(statement);
        connection.commit();
        commit(changes);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    return history;
  }

  private List<Change> transaction(Statement statement) throws SQLException {
    int number = transactions();
    List<Change> changes = new ArrayList<>();
    for (String table : List.of("ledger", "shadow")) {
      statement.execute("UPDATE %s SET note = '%d' WHERE id = 0".formatted(table, number));
      changes.add(new Change(table, 0, row(0, "0.00", Integer.toString(number))));
    }
    // Each row at most once in a transaction, so that the model needs no view of its middle.
    NavigableMap<Long, String> ledgerLeft = new TreeMap<>(ledger.tailMap(1L));
    NavigableMap<Long, String> shadowLeft = new TreeMap<>(shadow.tailMap(1L));
    int wanted = 1 + random.nextInt(MAX_CHANGES);
    for (int i = 0; i < wanted; i++) {
      boolean first = random.nextBoolean();
      change(statement, first ? "ledger" : "shadow", first ? ledgerLeft : shadowLeft, changes);
    }
    return changes;
  }

  private void change(
      Statement statement, String table, NavigableMap<Long, String> left, List<Change> changes)
      throws SQLException {
    String amount = "%d.%02d".formatted(random.nextInt(1_000_000), random.nextInt(100));
    String note = random.nextInt(5) == 0 ? null : "n" + random.nextInt(1_000);
    String noteSql = note == null ? "NULL" : "'" + note + "'";
    Long id = left.ceilingKey(1L + (long) (random.nextDouble() * nextId));
    if (id == null || random.nextInt(3) == 0) {
      long fresh = nextId++;
      statement.execute(
          "INSERT INTO %s VALUES (%d, %s, %s)".formatted(table, fresh, amount, noteSql));
      changes.add(new Change(table, fresh, row(fresh, amount, note)));
      return;
    }
    left.remove(id);
    switch (random.nextInt(4)) {
      case 0 -> {
        statement.execute("DELETE FROM %s WHERE id = %d".formatted(table, id));
        changes.add(new Change(table, id, null));
      }
      case 1 -> {
        long fresh = nextId++;
        statement.execute(
            "UPDATE %s SET id = %d, amount = %s, note = %s WHERE id = %d"
                .formatted(table, fresh, amount, noteSql, id));
        changes.add(new Change(table, id, null));
        changes.add(new Change(table, fresh, row(fresh, amount, note)));
      }
      default -> {
        statement.execute(
            "UPDATE %s SET amount = %s, note = %s WHERE id = %d"
                .formatted(table, amount, noteSql, id));
        changes.add(new Change(table, id, row(id, amount, note)));
      }
    }
  }

  /** How many transactions have been committed; the number of the last is one less. */
  int transactions() {
    synchronized (history) {
      return history.size();
    }
  }

  /** A table from its beginning, to be led through its states. */
  Replay replay(String table) {
    return new Replay(table);
  }

  /** One table at one transaction after another. */
  final class Replay {
    private final String table;
    private final NavigableMap<Long, String> rows = new TreeMap<>();
    private int applied;

    private Replay(String table) {
      this.table = table;
    }

    /** The rows after the transaction with this number, which must not be before the last asked. */
    List<String> after(int number) {
      synchronized (history) {
        while (applied <= number) {
          history.get(applied).stream()
              .filter(change -> change.table().equals(table))
              .forEach(change -> apply(change, rows));
          applied++;
        }
      }
      return rows.values().stream().sorted().toList();
    }
  }

  /** Stops the load and returns how many transactions there were. */
  int stop() {
    stopping = true;
    executor.shutdown();
    try {
      work.get();
      return transactions();
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
