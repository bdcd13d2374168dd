package dev.tidewater.coordinator.execute;

import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.coordinator.session.Prepared;
import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.types.SqlType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement with what planning found out.
 *
 * @param statement null for an empty query string
 * @param sql its own text
 * @param offset where its text begins in what the client sent, in characters
 * @param declaredTypes parameter types as the client gave them, for planning again
 * @param planned the plan for statements that have one
 * @param catalog what it was planned against; when the catalog has moved on, it is planned again
 */
record PreparedStatement(
    @Nullable Statement statement,
    String sql,
    int offset,
    List<SqlType> declaredTypes,
    List<SqlType> parameterTypes,
    Optional<List<ResultColumn>> columns,
    Planned planned,
    CatalogSnapshot catalog)
    implements Prepared {

  @Override
  public boolean isEmpty() {
    return statement == null;
  }
}
