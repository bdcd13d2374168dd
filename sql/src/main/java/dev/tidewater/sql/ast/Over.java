package dev.tidewater.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows OVER. */
public sealed interface Over {
  Position position();

  /** {@code OVER w}. */
  record Named(Identifier window, Position position) implements Over {}

  /**
   * {@code OVER (…)}, and the right side of {@code WINDOW w AS (…)}.
   *
   * @param base the window that this one refines, or null
   * @param frame null: the default, from the start of the partition to the current row's peers
   */
  record Specification(
      @Nullable Identifier base,
      List<Expression> partitionBy,
      List<OrderItem> orderBy,
      @Nullable Frame frame,
      Position position)
      implements Over {
    public Specification {
      partitionBy = List.copyOf(partitionBy);
      orderBy = List.copyOf(orderBy);
    }
  }

  /** {@code ROWS BETWEEN start AND end EXCLUDE …}. */
  record Frame(FrameUnit unit, Bound start, Bound end, Exclusion exclusion, Position position) {}

  /** {@code offset} is there for the two kinds that have one. */
  record Bound(BoundKind kind, @Nullable Expression offset, Position position) {}

  enum FrameUnit {
    ROWS,
    RANGE,
    GROUPS
  }

  enum BoundKind {
    UNBOUNDED_PRECEDING,
    OFFSET_PRECEDING,
    CURRENT_ROW,
    OFFSET_FOLLOWING,
    UNBOUNDED_FOLLOWING
  }

  enum Exclusion {
    NO_OTHERS,
    CURRENT_ROW,
    GROUP,
    TIES
  }
}
