package dev.tidewater.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query with all its outer clauses; as a statement by itself, and inside of others.
 *
 * @param with null without WITH
 * @param limit null without LIMIT or with LIMIT ALL
 * @param withTies {@code FETCH FIRST n ROWS WITH TIES}
 * @param locking {@code FOR UPDATE} and kin; read and without effect
 */
public record Query(
    @Nullable With with,
    QueryBody body,
    List<OrderItem> orderBy,
    @Nullable Expression limit,
    boolean withTies,
    @Nullable Expression offset,
    List<Locking> locking,
    Position position)
    implements Statement {
  public Query {
    orderBy = List.copyOf(orderBy);
    locking = List.copyOf(locking);
  }

  /** A query that is only a body. */
  public static Query of(QueryBody body) {
    return new Query(null, body, List.of(), null, false, null, List.of(), body.position());
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visitQuery(this);
  }

  /** {@code SELECT * FROM relation}. */
  public static Query allOf(QualifiedName relation) {
    Position position = relation.position();
    Expression star = new Expression.Star(List.of(), position);
    return ofColumns(relation, List.of(new QueryBody.SelectItem(star, null, position)));
  }

  /** {@code SELECT items FROM relation}. */
  public static Query ofColumns(QualifiedName relation, List<QueryBody.SelectItem> items) {
    Position position = relation.position();
    return of(
        new QueryBody.Select(
            null,
            items,
            List.of(new FromItem.TableReference(relation, false, null, null, position)),
            null,
            null,
            null,
            List.of(),
            List.of(),
            position));
  }

  /** {@code options} are those of {@code WITH MUTUALLY RECURSIVE (RECURSION LIMIT n)}. */
  public record With(
      WithKind kind, List<CommonTable> tables, List<Option> options, Position position) {
    public With {
      tables = List.copyOf(tables);
      options = List.copyOf(options);
    }
  }

  public enum WithKind {
    PLAIN,
    RECURSIVE,
    MUTUALLY_RECURSIVE
  }

  /**
   * {@code name [(columns)] AS [[NOT] MATERIALIZED] (query)}.
   *
   * @param columns each with a type under MUTUALLY RECURSIVE, else without
   */
  public record CommonTable(
      Identifier name,
      List<ColumnAlias> columns,
      Materialization materialization,
      Query query,
      Position position) {
    public CommonTable {
      columns = List.copyOf(columns);
    }
  }

  public enum Materialization {
    UNSPECIFIED,
    MATERIALIZED,
    NOT_MATERIALIZED
  }

  /**
   * {@code strength} in upper case: {@code UPDATE}, {@code KEY SHARE} …; {@code waitPolicy} NOWAIT,
   * SKIP LOCKED or empty.
   */
  public record Locking(
      String strength, List<QualifiedName> of, String waitPolicy, Position position) {
    public Locking {
      of = List.copyOf(of);
    }
  }

  /** A name for a column, with a type where the grammar asks for one. */
  public record ColumnAlias(Identifier name, @Nullable TypeName type, Position position) {}
}
