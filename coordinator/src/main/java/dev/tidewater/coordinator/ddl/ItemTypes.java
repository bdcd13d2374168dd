package dev.tidewater.coordinator.ddl;

import dev.tidewater.catalog.ItemType;
import dev.tidewater.sql.ast.ObjectKind;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/** From the kinds of object that statements name to the types of item in the catalog. */
public final class ItemTypes {
  private ItemTypes() {}

  /** The item type, or an error for what lives in no schema or does not exist here. */
  public static ItemType of(ObjectKind kind) {
    return switch (kind) {
      case TABLE -> ItemType.TABLE;
      case VIEW -> ItemType.VIEW;
      case MATERIALIZED_VIEW -> ItemType.MATERIALIZED_VIEW;
      case SOURCE, SUBSOURCE -> ItemType.SOURCE;
      case SINK -> ItemType.SINK;
      case INDEX -> ItemType.INDEX;
      case CONNECTION -> ItemType.CONNECTION;
      case SECRET -> ItemType.SECRET;
      case TYPE,
          FUNCTION,
          CLUSTER,
          CLUSTER_REPLICA,
          DATABASE,
          SCHEMA,
          ROLE,
          SEQUENCE,
          COLUMN,
          OBJECT ->
          throw new TidewaterException(
                  ErrorCode.FEATURE_NOT_SUPPORTED, "this statement is not supported for a {kind}")
              .with("kind", kind.keywords());
    };
  }
}
