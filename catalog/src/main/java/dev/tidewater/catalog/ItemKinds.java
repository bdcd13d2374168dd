package dev.tidewater.catalog;

import dev.tidewater.sql.ast.CreateStatement.ConnectionOrigin;
import dev.tidewater.sql.ast.CreateStatement.CreateConnection;
import dev.tidewater.sql.ast.CreateStatement.CreateSource;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.sql.parser.SqlParser;
import java.util.Locale;

/**
 * The finer kind of an item, as the {@code type} column of {@code mz_sources} and others has it.
 */
public final class ItemKinds {
  private ItemKinds() {}

  /**
   * For example {@code load-generator}, {@code postgres}, {@code iceberg}; else the item's type.
   */
  public static String kind(Item item) {
    return switch (item.type()) {
      case SOURCE -> item.parent().isPresent() ? "subsource" : sourceKind(item);
      case SINK -> "iceberg";
      case CONNECTION -> connectionKind(item);
      case TABLE, VIEW, MATERIALIZED_VIEW, INDEX, SECRET, SYSTEM_RELATION ->
          item.type().displayName().replace(' ', '-');
    };
  }

  private static String sourceKind(Item item) {
    return statement(item) instanceof CreateSource source
            && source.origin() instanceof ConnectionOrigin origin
        ? origin.kind().keywords().toLowerCase(Locale.ROOT).replace(' ', '-')
        : "load-generator";
  }

  private static String connectionKind(Item item) {
    return ((CreateConnection) statement(item))
        .kind()
        .keywords()
        .toLowerCase(Locale.ROOT)
        .replace(' ', '-');
  }

  private static Statement statement(Item item) {
    return SqlParser.parseStatement(item.createSql());
  }
}
