package dev.tidewater.sql.rel;

import dev.tidewater.types.SqlType;
import java.util.Objects;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * A constant, as a function without arguments. Calcite's own literals are not used for values: they
 * hold Calcite's notion of a type, which is narrower than ours.
 */
public final class ConstantOperator extends SqlFunction {
  private final @Nullable Object value;
  private final SqlType type;

  ConstantOperator(@Nullable Object value, SqlType type) {
    super(
        ConstantText.of(value) + ":" + type.display(),
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.value = value;
    this.type = type;
  }

  /** In the Java form of the type's values. */
  public @Nullable Object value() {
    return value;
  }

  public SqlType type() {
    return type;
  }

  /** The constant that an expression is, or null. */
  public static @Nullable ConstantOperator of(RexNode node) {
    return node instanceof RexCall call && call.op instanceof ConstantOperator constant
        ? constant
        : null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConstantOperator that
        && type.equals(that.type)
        && getName().equals(that.getName());
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, getName());
  }
}
