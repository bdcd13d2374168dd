package dev.tidewater.coordinator.ddl;

import dev.tidewater.coordinator.session.Notice;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.catalog.NameContext;
import java.util.function.Consumer;

/**
 * What a DDL statement takes from its session.
 *
 * @param names completes unqualified names
 * @param cluster where new objects run if the statement does not say
 * @param analysis for expressions and queries in the statement
 * @param notices for what the user should know of besides the outcome
 */
public record DdlScope(
    NameContext names, String cluster, AnalysisContext analysis, Consumer<Notice> notices) {

  /** Tells that IF [NOT] EXISTS made the statement do nothing. */
  void skipped(String sqlState, String message) {
    notices.accept(new Notice(Notice.Severity.NOTICE, sqlState, message, null, null));
  }
}
