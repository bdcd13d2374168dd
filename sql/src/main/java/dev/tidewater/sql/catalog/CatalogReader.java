package dev.tidewater.sql.catalog;

import dev.tidewater.sql.ast.QualifiedName;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The catalog as the analyzer reads it: one consistent state for the whole of a statement. The
 * catalog implements it; called on the session's thread.
 */
public interface CatalogReader {
  /**
   * The relation that a name means, or empty if there is none, or if it is an object that is no
   * relation (a sink, an index). Names that are wrong in themselves, such as a database other than
   * the current one, may be refused with an exception.
   */
  Optional<ResolvedRelation> relation(QualifiedName name, NameContext context);

  /**
   * The object id ({@code pg_class.oid}) for {@code 'name'::regclass}; also of what is no relation
   * to select from. Empty if there is no such object.
   */
  OptionalLong classOid(QualifiedName name, NameContext context);
}
