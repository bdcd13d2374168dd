package dev.tidewater.sqltests.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** SUBSCRIBE under writes, by COPY and by cursors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscribeIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private TidewaterServer server;
  private Client client;

  @BeforeAll
  void start(@TempDir Path directory) {
    server = TidewaterServer.start(ServerOptions.inDirectory(directory));
    client = new Client(server);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Connection connect() throws SQLException {
    return client.connect();
  }

  private void execute(String... statements) throws SQLException {
    client.execute(statements);
  }

  private List<String> query(String sql) throws SQLException {
    return client.query(sql);
  }

  /** A subscription by COPY in a thread of its own, until it ends by itself. */
  private CompletableFuture<Replay> follow(String subscribe, CountDownLatch begun) {
    CompletableFuture<Replay> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try (Connection connection = connect()) {
                CopyOut copy =
                    connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("COPY (" + subscribe + ") TO STDOUT");
                Replay replay = new Replay();
                begun.countDown();
                for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                  replay.add(new String(row, StandardCharsets.UTF_8).stripTrailing());
                }
                result.complete(replay);
              } catch (SQLException | RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            },
            "follower");
    thread.start();
    return result;
  }

  private void writeAtRandom(int seed, long untilMillis) {
    Random random = new Random(seed);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      int next = 0;
      while (System.currentTimeMillis() < untilMillis) {
        int id = random.nextInt(20) + 100 * seed;
        int group = random.nextInt(4);
        switch (random.nextInt(4)) {
          case 0 ->
              statement.execute(
                  "DELETE FROM parts WHERE grp = " + group + " AND id % 3 = " + id % 3);
          case 1 -> statement.execute("UPDATE parts SET amount = amount + 1 WHERE grp = " + group);
          case 2 ->
              statement.execute("UPDATE groups SET name = 'n" + next++ + "' WHERE grp = " + group);
          default ->
              statement.execute(
                  "INSERT INTO parts VALUES (%d, %d, %d), (%d, %d, 0)"
                      .formatted(10_000 * seed + next++, group, id, 10_000 * seed + next++, group));
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void replayedChangesAreTheRelationAtEachTime() throws Exception {
    execute(
        "CREATE TABLE parts (id int PRIMARY KEY, grp int NOT NULL, amount int NOT NULL)",
        "CREATE TABLE groups (grp int PRIMARY KEY, name text NOT NULL)",
        "INSERT INTO groups SELECT g, 'g' || g FROM generate_series(0, 3) AS g",
        "INSERT INTO parts SELECT n, n % 4, n FROM generate_series(1, 50) AS n");
    long end = System.currentTimeMillis() + 4_000;
    CountDownLatch begun = new CountDownLatch(3);
    var parts = follow("SUBSCRIBE parts UP TO " + end, begun);
    var groups = follow("SUBSCRIBE TO groups UP TO " + end, begun);
    var joined =
        follow(
            "SUBSCRIBE (SELECT g.name, count(*), sum(p.amount) FROM groups g JOIN parts p"
                + " ON g.grp = p.grp GROUP BY g.name) UP TO "
                + end,
            begun);
    begun.await();
    List<Thread> writers = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      int number = seed;
      Thread writer = new Thread(() -> writeAtRandom(number, end - 500), "writer-" + seed);
      writer.start();
      writers.add(writer);
    }
    for (Thread writer : writers) {
      writer.join();
    }
    Replay partsReplay = parts.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    Replay groupsReplay = groups.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    Replay joinedReplay = joined.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    NavigableSet<Long> times = partsReplay.times();
    times.addAll(groupsReplay.times());
    times.addAll(joinedReplay.times());
    long from =
        Math.max(
            Math.max(partsReplay.beginning(), groupsReplay.beginning()), joinedReplay.beginning());
    assertThat(times).hasSizeGreaterThan(20);
    for (long time : times.tailSet(from)) {
      assertThat(joinedReplay.at(time))
          .as("at %d", time)
          .isEqualTo(joinedByHand(partsReplay.at(time), groupsReplay.at(time)));
    }
    assertThat(partsReplay.at(end))
        .containsExactlyInAnyOrderElementsOf(query("SELECT * FROM parts"));
    assertThat(groupsReplay.at(end))
        .containsExactlyInAnyOrderElementsOf(query("SELECT * FROM groups"));
  }

  private static List<String> joinedByHand(List<String> parts, List<String> groups) {
    Map<String, String> names = new TreeMap<>();
    for (String group : groups) {
      String[] fields = group.split("\t", -1);
      names.put(fields[0], fields[1]);
    }
    Map<String, long[]> sums = new TreeMap<>();
    for (String part : parts) {
      String[] fields = part.split("\t", -1);
      long[] sum = sums.computeIfAbsent(names.get(fields[1]), name -> new long[2]);
      sum[0]++;
      sum[1] += Long.parseLong(fields[2]);
    }
    List<String> rows = new ArrayList<>();
    sums.forEach((name, sum) -> rows.add(name + "\t" + sum[0] + "\t" + sum[1]));
    rows.sort(null);
    return rows;
  }

  @Test
  void cursorGivesWhatIsThereAndWaitsForWhatIsNot() throws Exception {
    execute("CREATE TABLE waited (id int PRIMARY KEY)", "INSERT INTO waited VALUES (1), (2), (3)");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("DECLARE c CURSOR FOR SUBSCRIBE waited");
      assertThat(fetchIds(statement, "FETCH 2 c")).containsExactly(1, 2);
      assertThat(fetchIds(statement, "FETCH ALL c")).containsExactly(3);
      assertThat(fetchIds(statement, "FETCH ALL c WITH (TIMEOUT = '0s')")).isEmpty();
      Thread writer =
          new Thread(
              () -> {
                try {
                  execute("INSERT INTO waited VALUES (4), (5)");
                } catch (SQLException e) {
                  throw new AssertionError(e);
                }
              });
      writer.start();
      assertThat(fetchIds(statement, "FETCH ALL c")).containsExactly(4, 5);
      writer.join();
      execute("DELETE FROM waited WHERE id = 1");
      assertThat(fetchIds(statement, "FETCH 1 c WITH (TIMEOUT = '30s')")).containsExactly(-1);
      connection.commit();
    }
  }

  /** The ids that came; those that went with a minus. */
  private static List<Integer> fetchIds(Statement statement, String fetch) throws SQLException {
    try (ResultSet rows = statement.executeQuery(fetch)) {
      List<Integer> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getInt("mz_diff") * rows.getInt("id"));
      }
      return ids;
    }
  }

  @Test
  void largeSnapshotStreamsThroughACursor() throws Exception {
    execute(
        "CREATE TABLE large (id int PRIMARY KEY, v text)",
        "INSERT INTO large SELECT n, 'row ' || n FROM generate_series(1, 300000) AS n");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("DECLARE c CURSOR FOR SUBSCRIBE large");
      long sum = 0;
      int fetched = 0;
      while (fetched < 300_000) {
        List<Integer> ids = fetchIds(statement, "FETCH 7777 c");
        fetched += ids.size();
        sum += ids.stream().mapToLong(Integer::longValue).sum();
      }
      assertThat(sum).isEqualTo(300_000L * 300_001 / 2);
      connection.rollback();
    }
  }

  @Test
  void errorInTheDataEndsTheSubscription() throws Exception {
    execute("CREATE TABLE divisors (d int PRIMARY KEY)", "INSERT INTO divisors VALUES (1)");
    CountDownLatch begun = new CountDownLatch(1);
    var quotients = follow("SUBSCRIBE (SELECT 10 / d FROM divisors)", begun);
    begun.await();
    execute("INSERT INTO divisors VALUES (0)");
    assertThatThrownBy(() -> quotients.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .cause()
        .hasMessageContaining("division by zero");
  }

  @Test
  void droppingWhatIsFollowedEndsTheSubscription() throws Exception {
    execute(
        "CREATE TABLE dropped (id int PRIMARY KEY)",
        "CREATE MATERIALIZED VIEW dropped_view AS SELECT count(*) FROM dropped");
    CountDownLatch begun = new CountDownLatch(2);
    var table = follow("SUBSCRIBE dropped", begun);
    var view = follow("SUBSCRIBE dropped_view", begun);
    begun.await();
    execute("DROP TABLE dropped CASCADE");
    for (CompletableFuture<Replay> ended : List.of(table, view)) {
      assertThatThrownBy(() -> ended.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
          .cause()
          .hasMessageContaining("subscribe has been terminated");
    }
  }

  /** More than the connection's buffers take. */
  @Test
  void slowClientGetsEverythingAndHoldsNobodyUp() throws Exception {
    execute("CREATE TABLE slowly (id int PRIMARY KEY, v text)");
    try (Connection connection = connect()) {
      CopyOut copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("COPY (SUBSCRIBE slowly WITH (SNAPSHOT = false)) TO STDOUT");
      for (int i = 0; i < 20; i++) {
        execute(
            "INSERT INTO slowly SELECT n, repeat('x', 300) FROM generate_series(%d, %d) AS n"
                .formatted(i * 10_000 + 1, (i + 1) * 10_000));
      }
      assertThat(query("SELECT count(*) FROM slowly")).containsExactly("200000");
      long sum = 0;
      for (int i = 0; i < 200_000; i++) {
        sum +=
            Long.parseLong(
                new String(copy.readFromCopy(), StandardCharsets.UTF_8).split("\t", -1)[2]);
      }
      assertThat(sum).isEqualTo(200_000L * 200_001 / 2);
    }
  }

  @Test
  void cancellingOrLeavingEndsASleepingSubscription() throws Exception {
    execute("CREATE TABLE idle (id int PRIMARY KEY)");
    Connection leaving = connect();
    leaving
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut("COPY (SUBSCRIBE idle WITH (SNAPSHOT = false)) TO STDOUT");
    try (Connection cancelled = connect();
        Statement statement = cancelled.createStatement()) {
      CompletableFuture<Void> sleeping =
          CompletableFuture.runAsync(
              () ->
                  assertThatThrownBy(() -> statement.execute("SUBSCRIBE idle"))
                      .hasMessageContaining("canceling statement due to user request"));
      awaitSubscriptions(2);
      statement.cancel();
      sleeping.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      awaitSubscriptions(1);
      assertThat(statement.execute("SELECT 1")).isTrue();
    }
    leaving.abort(Runnable::run);
    awaitSubscriptions(0);
  }

  private void awaitSubscriptions(int count) throws SQLException {
    long end = System.nanoTime() + LIMIT.toNanos();
    String sql =
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
            + " AND query LIKE '%SUBSCRIBE idle%' AND pid <> pg_backend_pid()";
    while (!query(sql).equals(List.of(String.valueOf(count)))) {
      assertThat(System.nanoTime()).as("waiting for %d subscriptions", count).isLessThan(end);
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }
}
