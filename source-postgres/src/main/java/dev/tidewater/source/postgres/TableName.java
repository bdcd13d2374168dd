package dev.tidewater.source.postgres;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a table is found by upstream. */
record TableName(String schema, String table) {
  static TableName of(PostgresTable table) {
    return new TableName(table.schema(), table.table());
  }

  static Map<TableName, UpstreamTable> index(List<UpstreamTable> tables) {
    return tables.stream()
        .collect(
            Collectors.toMap(
                table -> new TableName(table.schema(), table.name()), Function.identity()));
  }
}
