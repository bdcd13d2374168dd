package dev.tidewater.sink.iceberg;

import dev.tidewater.sink.iceberg.table.SinkMode;
import dev.tidewater.sink.iceberg.table.TableShape;
import dev.tidewater.sink.iceberg.write.TableWriter.KeyProof;
import dev.tidewater.store.CollectionId;
import dev.tidewater.types.RelationSchema;
import java.util.List;

/**
 * A sink as it was created.
 *
 * @param sinkId unique among all servers that could ever write the table: it is what a server finds
 *     its own commits by. The object's id alone won't do; put the environment's id in front
 * @param input the collection, with rows encoded as {@code RowLayout.of(schema)} says
 * @param schema of the input
 * @param key positions of the key columns; empty in mode APPEND
 * @param keyProof whether the key was proven or is NOT ENFORCED
 */
public record SinkSpec(
    String sinkId,
    CollectionId input,
    RelationSchema schema,
    SinkTarget target,
    List<Integer> key,
    KeyProof keyProof,
    SinkMode mode,
    SinkOptions options) {
  public SinkSpec {
    key = List.copyOf(key);
  }

  /** A sink whose table holds the relation's rows, by a key that is proven. */
  public static SinkSpec upsert(
      String sinkId,
      CollectionId input,
      RelationSchema schema,
      SinkTarget target,
      List<Integer> key,
      SinkOptions options) {
    return new SinkSpec(
        sinkId, input, schema, target, key, KeyProof.PROVEN, SinkMode.UPSERT, options);
  }

  /** A sink whose table holds the relation's changes. */
  public static SinkSpec append(
      String sinkId,
      CollectionId input,
      RelationSchema schema,
      SinkTarget target,
      SinkOptions options) {
    return new SinkSpec(
        sinkId, input, schema, target, List.of(), KeyProof.PROVEN, SinkMode.APPEND, options);
  }

  public SinkSpec withOptions(SinkOptions changed) {
    return new SinkSpec(sinkId, input, schema, target, key, keyProof, mode, changed);
  }

  /**
   * Checks all that can be checked without the catalog.
   *
   * @throws dev.tidewater.types.TidewaterException naming the column that can't be exported
   */
  public TableShape shape() {
    return TableShape.of(schema, key, mode);
  }
}
