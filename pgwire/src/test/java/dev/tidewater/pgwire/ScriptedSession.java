package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.coordinator.session.Execution.CopySource;
import dev.tidewater.coordinator.session.Notice;
import dev.tidewater.coordinator.session.Prepared;
import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.coordinator.session.ScriptStatement;
import dev.tidewater.coordinator.session.Session;
import dev.tidewater.coordinator.session.SessionListener;
import dev.tidewater.coordinator.session.TransactionStatus;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.ByteSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Understands, apart from BEGIN, COMMIT, ROLLBACK and SET:
 *
 * <ul>
 *   <li>{@code series N}: N rows of a bigint and a text, in chunks of 100
 *   <li>{@code echo N}: one row of N parameters of the types they were declared with
 *   <li>{@code nothing}: a command without rows
 *   <li>{@code fail}, {@code crash}, {@code fail after N}: errors, in execution or behind N rows
 *   <li>{@code notice}, {@code set name value}: asynchronous messages
 *   <li>{@code doom}: makes the next commit fail
 *   <li>{@code wait}: until cancelled
 *   <li>{@code copy in}, {@code copy out N}
 * </ul>
 *
 * Anything else is a syntax error at its first character.
 */
final class ScriptedSession implements Session {
  private final ScriptedDatabase database;
  private final int processId;
  private final SessionListener listener;
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private TransactionStatus status = TransactionStatus.IDLE;
  private boolean doomed;
  private boolean failed;

  ScriptedSession(ScriptedDatabase database, int processId, SessionListener listener) {
    this.database = database;
    this.processId = processId;
    this.listener = listener;
  }

  private record Statement(String sql, int offset) implements ScriptStatement {}

  private record PreparedPhrase(String phrase, List<SqlType> parameterTypes) implements Prepared {
    @Override
    public Optional<List<ResultColumn>> columns() {
      if (phrase.startsWith("series") || phrase.startsWith("fail after")) {
        return Optional.of(SeriesStream.COLUMNS);
      }
      if (phrase.startsWith("echo")) {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 0; i < parameterTypes.size(); i++) {
          columns.add(new ResultColumn("p" + (i + 1), parameterTypes.get(i)));
        }
        return Optional.of(columns);
      }
      return Optional.empty();
    }

    @Override
    public boolean isEmpty() {
      return phrase.isEmpty();
    }
  }

  @Override
  public int processId() {
    return processId;
  }

  @Override
  public int secretKey() {
    return processId + ScriptedDatabase.SECRET_OFFSET;
  }

  @Override
  public Map<String, String> reportedParameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("server_version", "15.0");
    parameters.put("client_encoding", "UTF8");
    parameters.put("standard_conforming_strings", "on");
    parameters.put("integer_datetimes", "on");
    return parameters;
  }

  @Override
  public TransactionStatus transactionStatus() {
    return status;
  }

  @Override
  public List<ScriptStatement> parseScript(String sql) {
    List<ScriptStatement> statements = new ArrayList<>();
    int offset = 0;
    for (String piece : sql.split(";", -1)) {
      if (!piece.isBlank()) {
        int blanks = piece.length() - piece.stripLeading().length();
        statements.add(new Statement(piece.strip(), offset + blanks));
      }
      offset += piece.length() + 1;
    }
    return statements;
  }

  @Override
  public Prepared prepare(ScriptStatement statement) {
    Statement known = (Statement) statement;
    return prepare(known.sql(), known.offset(), List.of());
  }

  @Override
  public Prepared prepare(String sql, List<SqlType> parameterTypes) {
    return prepare(sql.strip(), 0, parameterTypes);
  }

  private Prepared prepare(String sql, int offset, List<SqlType> declared) {
    String phrase = sql.toLowerCase(Locale.ROOT);
    String verb = phrase.split(" ", 2)[0];
    boolean known =
        List.of(
                "",
                "series",
                "echo",
                "nothing",
                "fail",
                "crash",
                "notice",
                "set",
                "doom",
                "wait",
                "copy",
                "begin",
                "commit",
                "rollback")
            .contains(verb);
    if (!known) {
      throw failing(
          new TidewaterException(ErrorCode.SYNTAX_ERROR, "syntax error at \"{token}\"")
              .with("token", verb)
              .at(offset)
              .hint("Try a phrase."));
    }
    if (status == TransactionStatus.FAILED && !verb.equals("rollback") && !verb.equals("commit")) {
      throw new TidewaterException(
          ErrorCode.IN_FAILED_SQL_TRANSACTION, "current transaction is aborted");
    }
    List<SqlType> types = new ArrayList<>(declared);
    if (verb.equals("echo")) {
      while (types.size() < number(phrase)) {
        types.add(ScalarType.UNKNOWN);
      }
      types.replaceAll(type -> type.equals(ScalarType.UNKNOWN) ? ScalarType.TEXT : type);
    }
    return new PreparedPhrase(phrase, types);
  }

  @Override
  public Execution execute(Prepared prepared, List<@Nullable Object> parameters) {
    String phrase = ((PreparedPhrase) prepared).phrase();
    database.log.add(phrase);
    return switch (phrase.split(" ", 2)[0]) {
      case "" -> new Execution.Empty();
      case "series" ->
          new Execution.Rows(
              SeriesStream.COLUMNS, new SeriesStream(number(phrase), null, database), "SELECT");
      case "echo" ->
          new Execution.Rows(
              prepared.columns().orElseThrow(), new EchoStream(prepared, parameters), "SELECT");
      case "fail" -> executeFail(phrase);
      case "crash" -> throw new IllegalStateException("a bug");
      case "wait" -> executeWait();
      case "copy" -> executeCopy(phrase);
      case "notice" -> {
        listener.notice(
            new Notice(Notice.Severity.NOTICE, "00000", "have a look", "at this", null));
        yield new Execution.Command("NOTICE");
      }
      case "set" -> {
        String[] words = phrase.split("[ =]+", 3);
        listener.parameterChanged(words[1], words[2]);
        yield new Execution.Command("SET");
      }
      case "doom" -> {
        doomed = true;
        yield new Execution.Command("DOOM");
      }
      case "begin" -> {
        status = TransactionStatus.IN_TRANSACTION;
        yield new Execution.Command("BEGIN");
      }
      case "commit", "rollback" -> endTransaction(phrase);
      default -> new Execution.Command(phrase.toUpperCase(Locale.ROOT));
    };
  }

  private Execution executeFail(String phrase) {
    TidewaterException error =
        new TidewaterException(ErrorCode.DIVISION_BY_ZERO, "division by zero").detail("1/0");
    if (!phrase.startsWith("fail after")) {
      throw failing(error);
    }
    return new Execution.Rows(
        SeriesStream.COLUMNS, new SeriesStream(number(phrase), error, database), "SELECT");
  }

  private Execution executeWait() {
    try {
      cancelled.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw failing(
        new TidewaterException(
            ErrorCode.QUERY_CANCELED, "canceling statement due to user request"));
  }

  private Execution executeCopy(String phrase) {
    if (phrase.equals("copy in")) {
      return new Execution.CopyIn(2, new Sink());
    }
    return new Execution.CopyOut(2, Execution.Encoding.TEXT, new SeriesCopy(number(phrase)));
  }

  private Execution endTransaction(String phrase) {
    boolean committed = phrase.equals("commit") && status == TransactionStatus.IN_TRANSACTION;
    status = TransactionStatus.IDLE;
    failed = false;
    return new Execution.Command(committed ? "COMMIT" : "ROLLBACK");
  }

  private static int number(String phrase) {
    String last = phrase.substring(phrase.lastIndexOf(' ') + 1);
    if (!last.matches("[0-9]{1,7}")) {
      throw new TidewaterException(ErrorCode.SYNTAX_ERROR, "a number must come last");
    }
    return Integer.parseInt(last);
  }

  private TidewaterException failing(TidewaterException error) {
    fail();
    return error;
  }

  @Override
  public void sync() {
    boolean commits = status == TransactionStatus.IDLE && !failed;
    database.log.add(commits ? "sync: commit" : failed ? "sync: rollback" : "sync: open");
    if (status == TransactionStatus.IDLE) {
      failed = false;
    }
    if (commits && doomed) {
      doomed = false;
      throw new TidewaterException(ErrorCode.SERIALIZATION_FAILURE, "could not commit");
    }
  }

  @Override
  public void fail() {
    failed = true;
    if (status == TransactionStatus.IN_TRANSACTION) {
      status = TransactionStatus.FAILED;
    }
  }

  void cancel() {
    cancelled.countDown();
  }

  @Override
  public void close() {
    database.closed(this);
  }

  /** Gathers what comes and logs it at the end; a line {@code bad} is refused. */
  private final class Sink implements Execution.CopySink {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    @Override
    public void data(byte[] bytes, int offset, int length) {
      content.write(bytes, offset, length);
      if (Arrays.asList(text().split("\n", -1)).contains("bad")) {
        throw new TidewaterException(ErrorCode.BAD_COPY_FILE_FORMAT, "bad line");
      }
    }

    private String text() {
      return content.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String finish() {
      database.log.add("copied: " + text().replace("\n", "/"));
      return "COPY " + text().lines().count();
    }

    @Override
    public void fail(String reason) {
      database.log.add("copy failed: " + reason);
    }
  }

  /** Gives so many lines; between them it has now and then nothing yet. */
  private static final class SeriesCopy implements CopySource {
    private final int rows;
    private int next = 1;
    private boolean paused;

    SeriesCopy(int rows) {
      this.rows = rows;
    }

    @Override
    public Pull next(ByteSink message) {
      if (next > rows) {
        return Pull.END;
      }
      paused = !paused;
      if (paused) {
        return Pull.NOTHING_YET;
      }
      message.putUtf8(next + "\trow " + next + "\n");
      next++;
      return Pull.MESSAGE;
    }

    @Override
    public String tag() {
      return "COPY " + rows;
    }

    @Override
    public void close() {}
  }
}
