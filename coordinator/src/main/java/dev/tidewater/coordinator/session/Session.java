package dev.tidewater.coordinator.session;

import dev.tidewater.types.SqlType;
import dev.tidewater.types.format.TextFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client's conversation with the database.
 *
 * <p>All calls come from one thread at a time, except {@link SessionFactory#cancel}. Every method
 * may throw {@link dev.tidewater.types.TidewaterException}; the transaction then is {@code FAILED}
 * if one was open. Statements read what earlier statements of the session wrote.
 */
public interface Session extends AutoCloseable {
  /** For a cancel request. */
  int processId();

  /** For a cancel request. */
  int secretKey();

  /** Settings to report at startup, by PostgreSQL's spelling: {@code server_version}, … */
  Map<String, String> reportedParameters();

  TransactionStatus transactionStatus();

  /** How values are written as text and read from it now; its time zone is the session's. */
  default TextFormat textFormat() {
    return TextFormat.UTC;
  }

  /**
   * Splits a query string of the simple protocol into its statements, by syntax alone; later ones
   * may depend on what earlier ones create. An empty string gives an empty list. A syntax error
   * anywhere is thrown before anything runs.
   */
  List<ScriptStatement> parseScript(String sql);

  /** Analyzes a statement of a script; error positions count in the whole script. */
  Prepared prepare(ScriptStatement statement);

  /**
   * Parses and analyzes at most one statement of the extended protocol.
   *
   * @param parameterTypes declared types, {@code UNKNOWN} where open; may be shorter than needed
   */
  Prepared prepare(String sql, List<SqlType> parameterTypes);

  /**
   * Executes. Outside of a transaction block the statements of a script are one implicit
   * transaction, and so is what is inserted between two {@link #sync}s; what can't be part of a
   * transaction is refused there, except that it may come first in a pipeline: then it commits at
   * once.
   *
   * @param parameters values in the Java form of the parameter types
   */
  Execution execute(Prepared prepared, List<@Nullable Object> parameters);

  /**
   * End of a simple query or an extended batch: commits the implicit transaction, or rolls it back
   * after an error.
   */
  void sync();

  /** Marks an open transaction failed after an error that the protocol head found itself. */
  void fail();

  @Override
  void close();
}
