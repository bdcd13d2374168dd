package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.analyzer.OverloadResolver.Chosen;
import dev.tidewater.sql.analyzer.QueryAnalyzer.OrderedRows;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.rel.AggregateOperator;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/** {@code ARRAY(query)}: a scalar subquery over {@code array_agg}; no rows give an empty array. */
final class ArrayCollection {
  private static final String COLLECT = "array_agg";

  private final StatementAnalysis statement;

  ArrayCollection(StatementAnalysis statement) {
    this.statement = statement;
  }

  /**
   * @param values of one shown column
   */
  RexNode of(OrderedRows values, Position position) {
    RexNode value = statement.rels().rex().makeInputRef(values.rel(), 0);
    if (!(Coercion.typeOf(value) instanceof ScalarType element)) {
      throw Failures.notSupported(position, "ARRAY over a query that gives arrays");
    }
    RelNode collected =
        LogicalAggregate.create(
            values.rel(),
            List.of(),
            ImmutableBitSet.of(),
            (List<ImmutableBitSet>) null,
            List.of(collect(value, values.order(), position)));
    SqlType array = new ArrayType(element);
    return statement
        .rels()
        .rex()
        .makeCall(
            statement.rels().types().notNull(array),
            SqlStdOperatorTable.COALESCE,
            List.of(
                RexSubQuery.scalar(collected), statement.rels().constant(ArrayValue.EMPTY, array)));
  }

  private AggregateCall collect(RexNode value, List<RelFieldCollation> order, Position position) {
    Chosen chosen =
        statement
            .calls()
            .choose(
                QualifiedName.of(COLLECT),
                statement.functions().functions(COLLECT),
                List.of(value),
                position);
    RelDataType type = statement.rels().types().nullable(chosen.result());
    List<Integer> arguments = new ArrayList<>(List.of(0));
    List<AggregateOperator.Order> keys = new ArrayList<>();
    for (RelFieldCollation key : order) {
      arguments.add(key.getFieldIndex());
      keys.add(AggregateOperator.Order.of(key));
    }
    return AggregateCall.create(
        new AggregateOperator(chosen.signature().identity(), type, keys),
        false,
        false,
        false,
        List.of(),
        arguments,
        -1,
        null,
        RelCollations.EMPTY,
        type,
        null);
  }
}
