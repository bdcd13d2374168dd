package dev.tidewater.sql.catalog;

import dev.tidewater.types.SqlType;
import java.time.ZoneId;
import java.util.List;

/**
 * What a statement is understood against.
 *
 * @param catalog one consistent state of it
 * @param names completes unqualified names
 * @param user {@code current_user}
 * @param timeZone the session's, for literals and casts with time zone
 * @param transactionMicros {@code now()}: microseconds since 1970-01-01 UTC at which the
 *     transaction began
 * @param parameterTypes declared types of {@code $1}, {@code $2}, …, {@code UNKNOWN} where open;
 *     may be shorter than the parameters that occur
 * @param purpose what will become of the query
 */
public record AnalysisContext(
    CatalogReader catalog,
    NameContext names,
    String user,
    ZoneId timeZone,
    long transactionMicros,
    List<SqlType> parameterTypes,
    Purpose purpose) {

  /** What will become of a query. */
  public enum Purpose {
    /** Answered once: the time of day is a constant. */
    ONE_OFF,
    /** Kept up to date for a long time: what depends on the moment is refused. */
    MAINTAINED
  }

  public AnalysisContext {
    parameterTypes = List.copyOf(parameterTypes);
  }

  public AnalysisContext withNames(NameContext newNames) {
    return new AnalysisContext(
        catalog, newNames, user, timeZone, transactionMicros, parameterTypes, purpose);
  }

  public AnalysisContext withPurpose(Purpose newPurpose) {
    return new AnalysisContext(
        catalog, names, user, timeZone, transactionMicros, parameterTypes, newPurpose);
  }
}
