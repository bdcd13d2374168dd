package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.ResultColumn;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What SHOW and its kin answer.
 *
 * @param columns empty if there are no rows by nature
 * @param rows made when the statement is executed, not when it is prepared
 * @param tag command tag, without a count for answers with rows
 */
record Answer(List<ResultColumn> columns, Supplier<List<@Nullable Object[]>> rows, String tag) {
  static Answer show(List<ResultColumn> columns, Supplier<List<@Nullable Object[]>> rows) {
    return new Answer(columns, rows, "SHOW");
  }
}
