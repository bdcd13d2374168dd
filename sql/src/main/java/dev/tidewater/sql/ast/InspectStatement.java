package dev.tidewater.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements that tell about the system and its objects. */
public sealed interface InspectStatement extends Statement {
  <R> R acceptInspect(InspectVisitor<R> visitor);

  /** {@code SHOW name}; {@code SHOW TIME ZONE} arrives as {@code timezone}. */
  record ShowVariable(QualifiedName name, Position position) implements InspectStatement {
    @Override
    public <R> R acceptInspect(InspectVisitor<R> visitor) {
      return visitor.visitShowVariable(this);
    }
  }

  /** {@code SHOW ALL}. */
  record ShowAll(Position position) implements InspectStatement {
    @Override
    public <R> R acceptInspect(InspectVisitor<R> visitor) {
      return visitor.visitShowAll(this);
    }
  }

  /**
   * {@code SHOW TABLES [FROM schema] [IN CLUSTER c] [ON relation] [LIKE 'p' | WHERE e]}.
   *
   * @param from schema or database, or null
   * @param on of {@code SHOW INDEXES ON t} and {@code SHOW SUBSOURCES ON s}, or null
   */
  record ShowObjects(
      ObjectKind kind,
      @Nullable QualifiedName from,
      @Nullable QualifiedName on,
      @Nullable Identifier cluster,
      @Nullable ShowFilter filter,
      Position position)
      implements InspectStatement {
    @Override
    public <R> R acceptInspect(InspectVisitor<R> visitor) {
      return visitor.visitShowObjects(this);
    }
  }

  /** {@code SHOW COLUMNS FROM relation [LIKE | WHERE]}. */
  record ShowColumns(QualifiedName relation, @Nullable ShowFilter filter, Position position)
      implements InspectStatement {
    @Override
    public <R> R acceptInspect(InspectVisitor<R> visitor) {
      return visitor.visitShowColumns(this);
    }
  }

  /** {@code SHOW [REDACTED] CREATE kind name}. */
  record ShowCreate(ObjectKind kind, QualifiedName name, boolean redacted, Position position)
      implements InspectStatement {
    @Override
    public <R> R acceptInspect(InspectVisitor<R> visitor) {
      return visitor.visitShowCreate(this);
    }
  }

  /**
   * {@code EXPLAIN [stage PLAN] [WITH (…)] [AS format] FOR statement}, {@code EXPLAIN [ANALYZE]
   * [VERBOSE] [(options)] statement}.
   *
   * @param stage null: the default one
   * @param format null: text
   */
  record Explain(
      @Nullable ExplainStage stage,
      @Nullable ExplainFormat format,
      boolean analyze,
      List<Option> options,
      Explainee explainee,
      Position position)
      implements InspectStatement {
    public Explain {
      options = List.copyOf(options);
    }

    @Override
    public <R> R acceptInspect(InspectVisitor<R> visitor) {
      return visitor.visitExplain(this);
    }
  }

  /** {@code EXPLAIN TIMESTAMP [AS format] FOR query}. */
  record ExplainTimestamp(@Nullable ExplainFormat format, Query query, Position position)
      implements InspectStatement {
    @Override
    public <R> R acceptInspect(InspectVisitor<R> visitor) {
      return visitor.visitExplainTimestamp(this);
    }
  }

  /** {@code VALIDATE CONNECTION name}. */
  record ValidateConnection(QualifiedName name, Position position) implements InspectStatement {
    @Override
    public <R> R acceptInspect(InspectVisitor<R> visitor) {
      return visitor.visitValidateConnection(this);
    }
  }

  /** What a SHOW of objects is narrowed to. */
  sealed interface ShowFilter {
    Position position();
  }

  record LikeFilter(String pattern, Position position) implements ShowFilter {}

  record WhereFilter(Expression condition, Position position) implements ShowFilter {}

  /** What EXPLAIN explains: a statement, or an object by name. */
  sealed interface Explainee {
    Position position();
  }

  record ExplainedStatement(Statement statement, Position position) implements Explainee {}

  /**
   * {@code EXPLAIN MATERIALIZED VIEW name}, {@code EXPLAIN INDEX name}, {@code EXPLAIN VIEW name}.
   */
  record ExplainedObject(ObjectKind kind, QualifiedName name, Position position)
      implements Explainee {}

  enum ExplainStage {
    RAW("RAW"),
    DECORRELATED("DECORRELATED"),
    LOCALLY_OPTIMIZED("LOCALLY OPTIMIZED"),
    OPTIMIZED("OPTIMIZED"),
    PHYSICAL("PHYSICAL");

    private final String keywords;

    ExplainStage(String keywords) {
      this.keywords = keywords;
    }

    public String keywords() {
      return keywords;
    }
  }

  enum ExplainFormat {
    TEXT,
    VERBOSE_TEXT,
    JSON
  }

  @Override
  default <R> R accept(Statement.Visitor<R> visitor) {
    return visitor.visitInspect(this);
  }

  /** One method for each node, none with a default: a new node breaks the compile where it must. */
  interface InspectVisitor<R> {
    R visitShowVariable(ShowVariable statement);

    R visitShowAll(ShowAll statement);

    R visitShowObjects(ShowObjects statement);

    R visitShowColumns(ShowColumns statement);

    R visitShowCreate(ShowCreate statement);

    R visitExplain(Explain statement);

    R visitExplainTimestamp(ExplainTimestamp statement);

    R visitValidateConnection(ValidateConnection statement);
  }
}
