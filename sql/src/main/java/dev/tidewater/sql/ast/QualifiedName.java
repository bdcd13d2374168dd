package dev.tidewater.sql.ast;

import java.util.List;
import java.util.stream.Collectors;

/** A name of one or more parts, outermost first: {@code database.schema.object}. */
public record QualifiedName(List<Identifier> parts, Position position) {
  public QualifiedName {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a name has at least one part");
    }
  }

  /** A name that stands in no text. */
  public static QualifiedName of(String... parts) {
    return new QualifiedName(List.of(parts).stream().map(Identifier::of).toList(), Position.NONE);
  }

  /** The innermost part. */
  public String last() {
    return parts.get(parts.size() - 1).value();
  }

  /** All parts but the last; empty for a plain name. */
  public List<String> qualifiers() {
    return parts.subList(0, parts.size() - 1).stream().map(Identifier::value).toList();
  }

  public boolean isQualified() {
    return parts.size() > 1;
  }

  /** The parts joined by points, unquoted, for messages. */
  @Override
  public String toString() {
    return parts.stream().map(Identifier::value).collect(Collectors.joining("."));
  }
}
