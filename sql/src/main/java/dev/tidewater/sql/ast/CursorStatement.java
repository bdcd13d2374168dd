package dev.tidewater.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cursors, and the statement that is mostly read through them. */
public sealed interface CursorStatement extends Statement {
  <R> R acceptCursor(CursorVisitor<R> visitor);

  /**
   * {@code DECLARE name [options] CURSOR [WITH HOLD] FOR statement}.
   *
   * @param statement a query or a SUBSCRIBE
   */
  record DeclareCursor(
      Identifier name,
      boolean binary,
      boolean scroll,
      boolean hold,
      Statement statement,
      Position position)
      implements CursorStatement {
    @Override
    public <R> R acceptCursor(CursorVisitor<R> visitor) {
      return visitor.visitDeclareCursor(this);
    }
  }

  /**
   * {@code FETCH [count] [FROM] name [WITH (TIMEOUT = …)]}, and MOVE.
   *
   * @param count {@link Long#MAX_VALUE} for ALL; negative counts go backwards; 1 if not given
   * @param move rows are skipped and not returned
   */
  record Fetch(
      Identifier name,
      FetchDirection direction,
      long count,
      boolean move,
      List<Option> options,
      Position position)
      implements CursorStatement {
    public Fetch {
      options = List.copyOf(options);
    }

    @Override
    public <R> R acceptCursor(CursorVisitor<R> visitor) {
      return visitor.visitFetch(this);
    }
  }

  /** {@code name} is null for ALL. */
  record CloseCursor(@Nullable Identifier name, Position position) implements CursorStatement {
    @Override
    public <R> R acceptCursor(CursorVisitor<R> visitor) {
      return visitor.visitCloseCursor(this);
    }
  }

  /**
   * {@code SUBSCRIBE [TO] relation | (query) [ENVELOPE …] [WITH (…)] [AS OF t] [UP TO t] [WITHIN
   * TIMESTAMP ORDER BY …]}.
   *
   * @param relation one of relation and query is there
   * @param asOf with {@code asOfAtLeast} for {@code AS OF AT LEAST}
   * @param withinTimestampOrderBy empty without
   */
  record Subscribe(
      @Nullable QualifiedName relation,
      @Nullable Query query,
      SubscribeEnvelope envelope,
      List<Identifier> key,
      List<Option> options,
      @Nullable Expression asOf,
      boolean asOfAtLeast,
      @Nullable Expression upTo,
      List<OrderItem> withinTimestampOrderBy,
      Position position)
      implements CursorStatement {
    public Subscribe {
      key = List.copyOf(key);
      options = List.copyOf(options);
      withinTimestampOrderBy = List.copyOf(withinTimestampOrderBy);
    }

    @Override
    public <R> R acceptCursor(CursorVisitor<R> visitor) {
      return visitor.visitSubscribe(this);
    }
  }

  enum SubscribeEnvelope {
    NONE,
    UPSERT,
    DEBEZIUM
  }

  enum FetchDirection {
    FORWARD,
    BACKWARD,
    ABSOLUTE,
    RELATIVE
  }

  @Override
  default <R> R accept(Statement.Visitor<R> visitor) {
    return visitor.visitCursor(this);
  }

  /** One method for each node, none with a default: a new node breaks the compile where it must. */
  interface CursorVisitor<R> {
    R visitDeclareCursor(DeclareCursor statement);

    R visitFetch(Fetch statement);

    R visitCloseCursor(CloseCursor statement);

    R visitSubscribe(Subscribe statement);
  }
}
