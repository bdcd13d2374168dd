package dev.tidewater.server.instance;

import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.coordinator.session.Prepared;
import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.coordinator.session.ScriptStatement;
import dev.tidewater.coordinator.session.Session;
import dev.tidewater.coordinator.session.SessionListener;
import dev.tidewater.coordinator.session.SessionRequest;
import dev.tidewater.coordinator.session.TransactionStatus;
import dev.tidewater.types.SqlType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Takes every statement and does nothing; for tests of what is around the database. */
final class EmptyDatabase implements Database {
  private final AtomicInteger open;

  private EmptyDatabase(AtomicInteger open) {
    this.open = open;
    open.incrementAndGet();
  }

  /** Opens databases and counts those that are open. */
  static Opener counting(AtomicInteger open) {
    return (Path directory, Path catalogDirectory) -> new EmptyDatabase(open);
  }

  @Override
  public Session open(SessionRequest request, SessionListener listener) {
    return new EmptySession();
  }

  @Override
  public void cancel(int processId, int secretKey) {}

  @Override
  public void close() {
    open.decrementAndGet();
  }

  private record Statement(String sql) implements ScriptStatement, Prepared {
    @Override
    public List<SqlType> parameterTypes() {
      return List.of();
    }

    @Override
    public Optional<List<ResultColumn>> columns() {
      return Optional.empty();
    }

    @Override
    public boolean isEmpty() {
      return false;
    }
  }

  private static final class EmptySession implements Session {
    @Override
    public int processId() {
      return 1;
    }

    @Override
    public int secretKey() {
      return 2;
    }

    @Override
    public Map<String, String> reportedParameters() {
      return Map.of(
          "server_version", "15.0", "client_encoding", "UTF8", "standard_conforming_strings", "on");
    }

    @Override
    public TransactionStatus transactionStatus() {
      return TransactionStatus.IDLE;
    }

    @Override
    public List<ScriptStatement> parseScript(String sql) {
      return List.of(new Statement(sql));
    }

    @Override
    public Prepared prepare(ScriptStatement statement) {
      return (Statement) statement;
    }

    @Override
    public Prepared prepare(String sql, List<SqlType> parameterTypes) {
      return new Statement(sql);
    }

    @Override
    public Execution execute(Prepared prepared, List<@Nullable Object> parameters) {
      return new Execution.Command("NOTHING");
    }

    @Override
    public void sync() {}

    @Override
    public void fail() {}

    @Override
    public void close() {}
  }
}
