package dev.tidewater.coordinator.execute;

import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The open cursors of a transaction. Used by the session's thread. */
final class Cursors {
  /** Open at one time in one transaction; each may hold a query with its memory. */
  private static final int MAX_OPEN = 1_000;

  private final Map<String, Cursor> open = new LinkedHashMap<>();

  void open(String name, Supplier<Cursor> maker) {
    if (open.containsKey(name)) {
      throw new TidewaterException(ErrorCode.DUPLICATE_CURSOR, "cursor \"{name}\" already exists")
          .with("name", name);
    }
    if (open.size() >= MAX_OPEN) {
      throw new TidewaterException(
              ErrorCode.PROGRAM_LIMIT_EXCEEDED,
              "too many cursors in one transaction: limit is {limit}")
          .with("limit", MAX_OPEN);
    }
    open.put(name, maker.get());
  }

  Optional<Cursor> find(Identifier name) {
    return Optional.ofNullable(open.get(name.value()));
  }

  Cursor require(Identifier name) {
    return find(name).orElseThrow(() -> unknown(name));
  }

  void close(Identifier name) {
    require(name);
    Cursor closing = open.remove(name.value());
    if (closing != null) {
      closing.close();
    }
  }

  void closeAll() {
    List<Cursor> closing = List.copyOf(open.values());
    open.clear();
    closing.forEach(Cursor::close);
  }

  static TidewaterException unknown(Identifier name) {
    return new TidewaterException(ErrorCode.INVALID_CURSOR_NAME, "cursor \"{name}\" does not exist")
        .with("name", name.value());
  }
}
