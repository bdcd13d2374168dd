package dev.tidewater.engine.dataflow;

import dev.tidewater.engine.operator.JoinSide;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.row.RowLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * How the rows of one side of a join are arranged: key columns first, then the other columns that
 * are asked for. A key that is a plain column is that column; any other becomes a column of its
 * own.
 */
final class JoinKeys {
  private final List<ScalarExpr> outputs = new ArrayList<>();
  private final int[] columns;
  private final List<Integer> keyPositions = new ArrayList<>();

  /**
   * @param wanted columns that are needed behind the join
   */
  JoinKeys(RelationType type, List<ScalarExpr> keys, Set<Integer> wanted) {
    columns = new int[type.arity()];
    Arrays.fill(columns, -1);
    for (ScalarExpr key : keys) {
      keyPositions.add(outputs.size());
      if (key instanceof ColumnRef column && columns[column.column()] < 0) {
        columns[column.column()] = outputs.size();
      }
      outputs.add(key);
    }
    for (int column : wanted) {
      if (columns[column] < 0) {
        columns[column] = outputs.size();
        outputs.add(
            new ColumnRef(column, type.column(column).type(), type.column(column).nullable()));
      }
    }
  }

  /** Rows with a NULL among the keys are left out, so the keys are encoded as not nullable. */
  Destination destination(RelationType input) {
    List<SqlType> types = outputs.stream().map(ScalarExpr::type).toList();
    List<Boolean> nullable = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      nullable.add(i >= keyPositions.size() && outputs.get(i).nullable());
    }
    RowLayout layout = RowLayout.of(types, nullable, keyPositions);
    return new Destination(
        List.of(new FilterProject(List.of(), outputs, input)),
        layout,
        keyPositions.stream().mapToInt(Integer::intValue).toArray());
  }

  JoinSide side(RowLayout layout) {
    return new JoinSide(layout, columns.clone());
  }

  /** Whether values of both types have the same encoding, so that equal ones meet. */
  static boolean haveSameEncoding(SqlType left, SqlType right) {
    if (left.physical() != right.physical()) {
      return false;
    }
    if (left instanceof ScalarType a && right instanceof ScalarType b) {
      boolean sameScale = !a.isFixedDecimal() || a.scale() == b.scale();
      return sameScale && encodingClass(a) == encodingClass(b);
    }
    return left.getClass() == right.getClass();
  }

  private static TypeKind encodingClass(ScalarType type) {
    return switch (type.kind()) {
      case VARCHAR, NAME, CHAR, UNKNOWN, BYTEA -> TypeKind.TEXT;
      case BOOLEAN,
          INT2,
          INT4,
          INT8,
          FLOAT4,
          FLOAT8,
          NUMERIC,
          TEXT,
          BPCHAR,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMPTZ,
          INTERVAL,
          UUID,
          JSONB,
          OID,
          REGCLASS,
          REGPROC,
          REGNAMESPACE,
          REGROLE,
          REGTYPE,
          UINT2,
          UINT4,
          UINT8,
          MZ_TIMESTAMP,
          VOID ->
          type.physical() == TypeKind.Physical.BYTES || type.kind() == TypeKind.UUID
              ? type.kind()
              : TypeKind.INT8;
    };
  }
}
