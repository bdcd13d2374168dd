package dev.tidewater.sql.rel;

import dev.tidewater.sql.catalog.ResolvedRelation;
import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptSchema;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelDistribution;
import org.apache.calcite.rel.RelDistributions;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelReferentialConstraint;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.schema.ColumnStrategy;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** A collection of the store, as a table of Calcite with its unique keys. */
public final class CollectionTable implements RelOptTable {
  /** Sizes are not known here; any number will do as long as all tables have the same. */
  private static final double ASSUMED_ROWS = 1_000;

  private final ResolvedRelation relation;
  private final long collectionId;
  private final RelDataType rowType;

  public CollectionTable(ResolvedRelation relation, long collectionId, ValueTypeFactory types) {
    this.relation = relation;
    this.collectionId = collectionId;
    List<RelDataType> columnTypes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Column column : relation.schema().columns()) {
      columnTypes.add(
          column.nullable() ? types.nullable(column.type()) : types.notNull(column.type()));
      names.add(column.name());
    }
    this.rowType = types.createStructType(columnTypes, names);
  }

  public long collectionId() {
    return collectionId;
  }

  public RelationSchema schema() {
    return relation.schema();
  }

  @Override
  public List<String> getQualifiedName() {
    return List.of(relation.schemaName(), relation.name());
  }

  @Override
  public double getRowCount() {
    return ASSUMED_ROWS;
  }

  @Override
  public RelDataType getRowType() {
    return rowType;
  }

  @Override
  public @Nullable RelOptSchema getRelOptSchema() {
    return null;
  }

  @Override
  public RelNode toRel(ToRelContext context) {
    return LogicalTableScan.create(context.getCluster(), this, List.of());
  }

  @Override
  public List<RelCollation> getCollationList() {
    return List.of();
  }

  @Override
  public RelDistribution getDistribution() {
    return RelDistributions.ANY;
  }

  @Override
  public boolean isKey(ImmutableBitSet columns) {
    return getKeys().stream().anyMatch(columns::contains);
  }

  @Override
  public List<ImmutableBitSet> getKeys() {
    return relation.schema().keys().stream().map(ImmutableBitSet::of).toList();
  }

  @Override
  public List<RelReferentialConstraint> getReferentialConstraints() {
    return List.of();
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public org.apache.calcite.linq4j.tree.@Nullable Expression getExpression(Class clazz) {
    return null;
  }

  @Override
  public RelOptTable extend(List<RelDataTypeField> fields) {
    throw new UnsupportedOperationException("tables are not extended");
  }

  @Override
  public List<ColumnStrategy> getColumnStrategies() {
    return rowType.getFieldList().stream().map(field -> ColumnStrategy.NULLABLE).toList();
  }

  @Override
  public <C> @Nullable C unwrap(Class<C> type) {
    return type.isInstance(this) ? type.cast(this) : null;
  }
}
