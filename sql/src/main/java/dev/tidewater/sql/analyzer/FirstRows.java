package dev.tidewater.sql.analyzer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.tidewater.types.ScalarType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** The first rows in an order, of all or of each group: DISTINCT ON and WITH TIES, by ranks. */
final class FirstRows {
  private final StatementAnalysis statement;

  FirstRows(StatementAnalysis statement) {
    this.statement = statement;
  }

  /** The first row, in the body's order, of those with equal values in some columns. */
  Body ofEach(Body body, List<Integer> columns) {
    return upTo(body, columns, SqlStdOperatorTable.ROW_NUMBER, 1);
  }

  /** The first rows in the body's order, and those that it does not tell apart from the last. */
  Body withTies(Body body, long count) {
    return upTo(body, List.of(), SqlStdOperatorTable.RANK, count);
  }

  private Body upTo(Body body, List<Integer> columns, SqlAggFunction rank, long most) {
    var rex = statement.rels().rex();
    RelNode all = body.project();
    int arity = all.getRowType().getFieldCount();
    List<RexNode> ranked = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      ranked.add(rex.makeInputRef(all, i));
    }
    var bigint = statement.rels().types().notNull(ScalarType.INT8);
    ranked.add(
        rex.makeOver(
            bigint,
            rank,
            List.of(),
            columns.stream().map(ranked::get).toList(),
            keys(body.order(), ranked),
            RexWindowBounds.UNBOUNDED_PRECEDING,
            RexWindowBounds.CURRENT_ROW,
            RexWindowExclusion.EXCLUDE_NO_OTHER,
            true,
            true,
            false,
            false,
            false));
    List<String> names = new ArrayList<>(all.getRowType().getFieldNames());
    names.add("rank");
    RelNode withRank = LogicalProject.create(all, List.of(), ranked, names, Set.of());
    RexNode first =
        rex.makeCall(
            statement.rels().types().notNull(ScalarType.BOOLEAN),
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            List.of(
                rex.makeInputRef(withRank, arity),
                rex.makeExactLiteral(BigDecimal.valueOf(most), bigint)));
    RelNode filtered = LogicalFilter.create(withRank, first);
    List<RexNode> outputs = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      outputs.add(rex.makeInputRef(filtered, i));
    }
    return new Body(
        filtered, outputs, body.names(), body.positions(), body.order(), ImmutableSet.of());
  }

  private static ImmutableList<RexFieldCollation> keys(
      List<RelFieldCollation> order, List<RexNode> columns) {
    ImmutableList.Builder<RexFieldCollation> keys = ImmutableList.builder();
    for (RelFieldCollation key : order) {
      Set<SqlKind> flags =
          EnumSet.of(
              key.nullDirection == NullDirection.FIRST ? SqlKind.NULLS_FIRST : SqlKind.NULLS_LAST);
      if (key.direction.isDescending()) {
        flags.add(SqlKind.DESCENDING);
      }
      keys.add(new RexFieldCollation(columns.get(key.getFieldIndex()), flags));
    }
    return keys.build();
  }
}
