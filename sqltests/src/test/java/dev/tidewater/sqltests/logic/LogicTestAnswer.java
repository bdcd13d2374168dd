package dev.tidewater.sqltests.logic;

import dev.tidewater.sqltests.logic.LogicTestRecord.Query;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a database answers to a query, written as SQLLogicTest files write it. */
final class LogicTestAnswer {
  private static final Comparator<List<String>> BY_VALUES =
      (one, other) -> {
        for (int i = 0; i < one.size(); i++) {
          int order = one.get(i).compareTo(other.get(i));
          if (order != 0) {
            return order;
          }
        }
        return 0;
      };

  private LogicTestAnswer() {}

  /** The lines that the file should hold, hashed if its own are. */
  static List<String> of(Query query, Statement statement) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(query.sql())) {
      int columns = result.getMetaData().getColumnCount();
      if (columns != query.types().length()) {
        throw new SQLException("answers with " + columns + " columns");
      }
      while (result.next()) {
        List<String> row = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
          row.add(text(result.getString(i), query.types().charAt(i - 1)));
        }
        rows.add(row);
      }
    }
    if (query.order() == LogicTestRecord.Order.ROWS_SORTED) {
      rows.sort(BY_VALUES);
    }
    List<String> values = new ArrayList<>();
    rows.forEach(values::addAll);
    if (query.order() == LogicTestRecord.Order.VALUES_SORTED) {
      values.sort(null);
    }
    return isHashed(query) ? List.of(hashed(values)) : values;
  }

  private static String text(@Nullable String value, char type) {
    if (value == null) {
      return "NULL";
    }
    return switch (type) {
      case 'I' -> number(value).setScale(0, RoundingMode.DOWN).toPlainString();
      case 'R' -> String.format(Locale.ROOT, "%.3f", number(value).doubleValue());
      default -> value.isEmpty() ? "(empty)" : value.replaceAll("[^ -~]", "@");
    };
  }

  private static BigDecimal number(String value) {
    return switch (value) {
      case "t" -> BigDecimal.ONE;
      case "f" -> BigDecimal.ZERO;
      default -> new BigDecimal(value);
    };
  }

  private static boolean isHashed(Query query) {
    return query.expected().size() == 1 && query.expected().get(0).contains(" values hashing to ");
  }

  private static String hashed(List<String> values) {
    StringBuilder text = new StringBuilder();
    values.forEach(value -> text.append(value).append('\n'));
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return values.size() + " values hashing to " + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
