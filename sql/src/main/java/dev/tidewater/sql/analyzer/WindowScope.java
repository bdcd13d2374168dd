package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Over;
import dev.tidewater.sql.ast.Over.Specification;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QueryBody.NamedWindow;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The windows that the expressions of a SELECT can name. */
final class WindowScope {
  private final Map<String, Specification> named = new LinkedHashMap<>();

  /** Each can build on those before it. */
  WindowScope(List<NamedWindow> windows) {
    for (NamedWindow window : windows) {
      String name = window.name().value();
      if (named.containsKey(name)) {
        throw fails(window.position(), "window \"{name}\" is already defined").with("name", name);
      }
      named.put(name, complete(window.specification()));
    }
  }

  /** What OVER means, with what it takes over from a named window. */
  Specification resolve(Over over) {
    if (over instanceof Over.Named use) {
      return find(use.window().value(), use.position());
    }
    return complete((Specification) over);
  }

  private Specification find(String name, Position position) {
    Specification found = named.get(name);
    if (found == null) {
      throw Failures.at(position, ErrorCode.UNDEFINED_OBJECT, "window \"{name}\" does not exist")
          .with("name", name);
    }
    return found;
  }

  private Specification complete(Specification specification) {
    if (specification.base() == null) {
      return specification;
    }
    String name = specification.base().value();
    Position position = specification.base().position();
    Specification base = find(name, position);
    if (!specification.partitionBy().isEmpty()) {
      throw fails(position, "cannot override PARTITION BY clause of window \"{name}\"")
          .with("name", name);
    }
    if (!specification.orderBy().isEmpty() && !base.orderBy().isEmpty()) {
      throw fails(position, "cannot override ORDER BY clause of window \"{name}\"")
          .with("name", name);
    }
    if (base.frame() != null) {
      throw fails(position, "cannot copy window \"{name}\" because it has a frame clause")
          .with("name", name);
    }
    return new Specification(
        null,
        base.partitionBy(),
        specification.orderBy().isEmpty() ? base.orderBy() : specification.orderBy(),
        specification.frame(),
        specification.position());
  }

  private static TidewaterException fails(Position position, String message) {
    return Failures.at(position, ErrorCode.WINDOWING_ERROR, message);
  }
}
