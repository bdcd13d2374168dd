package dev.tidewater.sql.rel;

import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.List;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Makes types, expressions and nodes of one statement. One for each statement, used by one thread.
 */
public final class Rels {
  private final ValueTypeFactory types = new ValueTypeFactory();
  private final RexBuilder rex = new RexBuilder(types);
  private final RelOptCluster cluster =
      RelOptCluster.create(new HepPlanner(HepProgram.builder().build(), Contexts.empty()), rex);

  public Rels() {
    cluster.setMetadataProvider(DefaultRelMetadataProvider.INSTANCE);
    cluster.setMetadataQuerySupplier(ReflectiveMetadata::new);
  }

  public ValueTypeFactory types() {
    return types;
  }

  public RexBuilder rex() {
    return rex;
  }

  public RelOptCluster cluster() {
    return cluster;
  }

  /** A constant in the Java form of the type's values. */
  public RexNode constant(@Nullable Object value, SqlType type) {
    if (type.equals(ScalarType.BOOLEAN) && value instanceof Boolean truth) {
      return rex.makeLiteral(truth.booleanValue());
    }
    RelDataType nodeType = value == null ? types.nullable(type) : types.notNull(type);
    return rex.makeCall(nodeType, new ConstantOperator(value, type), List.of());
  }

  public RexNode parameter(int index, SqlType type) {
    return rex.makeCall(types.nullable(type), new ParameterOperator(index), List.of());
  }

  public RexNode call(FunctionOperator operator, SqlType type, List<RexNode> arguments) {
    boolean nullable = operator.nullable(arguments.stream().map(RexNode::getType).toList());
    RelDataType nodeType = nullable ? types.nullable(type) : types.notNull(type);
    return rex.makeCall(nodeType, operator, arguments);
  }

  /** Equality of two values of one type whose equal values can't be told apart. */
  public RexNode plainEquals(RexNode left, RexNode right) {
    RelDataType type = types.strict(ScalarType.BOOLEAN, List.of(left.getType(), right.getType()));
    return rex.makeCall(type, SqlStdOperatorTable.EQUALS, List.of(left, right));
  }
}
