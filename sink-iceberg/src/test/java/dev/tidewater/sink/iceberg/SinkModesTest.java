package dev.tidewater.sink.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidewater.sink.iceberg.table.SinkMode;
import dev.tidewater.sink.iceberg.table.TableSetup;
import dev.tidewater.sink.iceberg.write.KeyViolation;
import dev.tidewater.sink.iceberg.write.TableWriter.KeyProof;
import dev.tidewater.types.Column;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modes, keys and options of a sink, commit by commit. */
class SinkModesTest {
  private static final SinkOptions OPTIONS = SinkOptions.every(Duration.ofSeconds(1));

  /** Stored by id; code may serve as a key as well. */
  private static final RelationSchema SCHEMA =
      new RelationSchema(
          List.of(
              new Column(0, "name", ScalarType.TEXT, true),
              new Column(1, "id", ScalarType.INT8, false),
              new Column(2, "code", ScalarType.TEXT, false)),
          List.of(List.of(1)));

  @TempDir Path spillDirectory;

  private OneCommit upsert(List<Integer> key, KeyProof proof, SinkOptions options) {
    return new OneCommit(
        new SinkSpec(
            "modes-u1",
            TestInput.ID,
            SCHEMA,
            OneCommit.target(),
            key,
            proof,
            SinkMode.UPSERT,
            options),
        spillDirectory);
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  @Test
  void appendModeWritesEachChangeWithItsTime() {
    OneCommit sink =
        new OneCommit(
            SinkSpec.append("modes-u1", TestInput.ID, SCHEMA, OneCommit.target(), OPTIONS),
            spillDirectory);
    sink.input.insert("a", 1L, "x").insert("twice", 2L, "y").insert("twice", 2L, "y");
    sink.input.commitAt(20);
    sink.start();
    sink.input.delete("a", 1L, "x").insert("b", 1L, "x");
    sink.input.commitAt(30);
    sink.input.delete("b", 1L, "x").delete("twice", 2L, "y");
    sink.input.commitAt(40);
    sink.commit();
    assertThat(sink.rows())
        .containsExactlyInAnyOrder(
            row("a", 1L, "x", 1, 20L),
            row("twice", 2L, "y", 1, 20L),
            row("twice", 2L, "y", 1, 20L),
            row("a", 1L, "x", -1, 30L),
            row("b", 1L, "x", 1, 30L),
            row("b", 1L, "x", -1, 40L),
            row("twice", 2L, "y", -1, 40L));
    assertThat(sink.table().currentSnapshot().operation()).isEqualTo("append");
    assertThat(sink.table().schema().identifierFieldIds()).isEmpty();
  }

  @Test
  void keyThatIsNotTheRelationsPrimaryKeyIsSortedBy() {
    OneCommit sink = upsert(List.of(2), KeyProof.PROVEN, OPTIONS);
    sink.input.insert("a", 1L, "k1").insert("b", 2L, "k2").insert(null, 3L, "k3");
    sink.input.commitAt(20);
    sink.start();
    sink.input.delete("a", 1L, "k1").insert("A", 9L, "k1").delete("b", 2L, "k2");
    sink.input.insert("d", 0L, "k0");
    sink.input.commitAt(30);
    sink.commit();
    assertThat(sink.rows())
        .containsExactlyInAnyOrder(row("A", 9L, "k1"), row(null, 3L, "k3"), row("d", 0L, "k0"));
    assertThat(sink.table().schema().identifierFieldNames()).containsExactly("code");
    DeleteFile deletes = changes(sink.table()).addedDeleteFiles().iterator().next();
    assertThat(deletes.equalityFieldIds())
        .containsExactly(sink.table().schema().findField("code").fieldId());
    assertThat(deletes.recordCount()).isEqualTo(2);
  }

  @Test
  void keyWithANullableColumnWorksWithoutIdentifierFields() {
    OneCommit sink = upsert(List.of(0), KeyProof.NOT_ENFORCED, OPTIONS);
    sink.input.insert(null, 1L, "x").insert("b", 2L, "y");
    sink.input.commitAt(20);
    sink.start();
    sink.input.delete(null, 1L, "x").insert(null, 5L, "z");
    sink.input.commitAt(30);
    sink.commit();
    assertThat(sink.rows()).containsExactlyInAnyOrder(row(null, 5L, "z"), row("b", 2L, "y"));
    assertThat(sink.table().schema().identifierFieldIds()).isEmpty();
  }

  @Test
  void secondRowOfAKeyStallsTheSinkAndNamesTheKey() {
    OneCommit inSnapshot = upsert(List.of(2), KeyProof.NOT_ENFORCED, OPTIONS);
    inSnapshot.input.insert("a", 1L, "same").insert("b", 2L, "same").insert("c", 3L, "other");
    inSnapshot.input.commitAt(20);
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(inSnapshot::start)
        .withMessageContaining("key (code)=(same) has more than one row")
        .matches(e -> e.code() == ErrorCode.UNIQUE_VIOLATION);

    OneCommit inChanges = upsert(List.of(2), KeyProof.NOT_ENFORCED, OPTIONS);
    inChanges.start();
    inChanges.input.insert("a", 1L, "same").insert("b", 2L, "same");
    inChanges.input.commitAt(20);
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(inChanges::commit)
        .withMessageContaining("key (code)=(same) has more than one row before time 21");

    OneCommit twiceTheRow = upsert(List.of(1), KeyProof.PROVEN, OPTIONS);
    twiceTheRow.input.insert("a", 1L, "x").insert("a", 1L, "x");
    twiceTheRow.input.commitAt(20);
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(twiceTheRow::start)
        .withMessageContaining("key (id)=(1)");
  }

  @Test
  void keepLastKeepsTheRowThatCameLast() {
    OneCommit sink =
        upsert(List.of(2), KeyProof.NOT_ENFORCED, OPTIONS.withViolations(KeyViolation.KEEP_LAST));
    sink.input.insert("first", 7L, "k").insert("only", 8L, "o");
    sink.input.commitAt(20);
    sink.start();
    sink.input.insert("zz", 9L, "k");
    sink.input.commitAt(30);
    sink.input.insert("aa", 1L, "k");
    sink.input.commitAt(40);
    sink.commit();
    assertThat(sink.rows()).containsExactlyInAnyOrder(row("aa", 1L, "k"), row("only", 8L, "o"));
  }

  @Test
  void formatVersion3IsWrittenOnRequest() {
    OneCommit sink = upsert(List.of(1), KeyProof.PROVEN, OPTIONS.withFormatVersion(3));
    sink.input.insert("a", 1L, "x");
    sink.input.commitAt(20);
    sink.start();
    sink.input.delete("a", 1L, "x").insert("b", 1L, "x");
    sink.input.commitAt(30);
    sink.commit();
    assertThat(sink.rows()).containsExactly(row("b", 1L, "x"));
    assertThat(sink.table().properties()).doesNotContainKey("format-version");
    assertThat(TableSetup.operations(sink.table()).current().formatVersion()).isEqualTo(3);
  }

  @Test
  void manifestsHaveCountsSizesAndBounds() {
    OneCommit sink = upsert(List.of(1), KeyProof.PROVEN, OPTIONS);
    sink.input.insert("m", -5L, "x").insert(null, 7L, "y").insert("b", 3L, "z");
    sink.input.commitAt(20);
    sink.start();
    Table table = sink.table();
    DataFile file = changes(table).addedDataFiles().iterator().next();
    assertThat(file.format()).isEqualTo(FileFormat.PARQUET);
    assertThat(file.recordCount()).isEqualTo(3);
    assertThat(file.columnSizes()).hasSize(3);
    assertThat(file.nullValueCounts()).containsEntry(1, 1L);
    assertThat(file.splitOffsets()).isNotEmpty();
    Object lowest = Conversions.fromByteBuffer(Types.LongType.get(), file.lowerBounds().get(2));
    Object highest = Conversions.fromByteBuffer(Types.LongType.get(), file.upperBounds().get(2));
    assertThat(lowest).isEqualTo(-5L);
    assertThat(highest).isEqualTo(7L);
  }

  @Test
  void writePropertiesOfTheTableAreHonoured() {
    OneCommit sink = upsert(List.of(1), KeyProof.PROVEN, OPTIONS);
    sink.start();
    sink.table()
        .updateProperties()
        .set("write.data.path", "/elsewhere/files")
        .set("write.target-file-size-bytes", "20000")
        .set("write.parquet.row-group-size-bytes", "10000")
        .set("write.parquet.row-group-check-min-record-count", "100")
        .commit();
    Random random = new Random(5);
    sink.input.insert("x", -1L, "first");
    sink.input.commitAt(15);
    sink.commit();
    for (long id = 0; id < 10_000; id++) {
      sink.input.insert("v" + random.nextLong(), id, "code" + id);
    }
    sink.input.commitAt(20);
    sink.commit();
    Table table = sink.table();
    List<DataFile> files = new ArrayList<>();
    changes(table).addedDataFiles().forEach(files::add);
    assertThat(files).hasSizeGreaterThan(3);
    assertThat(files).allMatch(file -> file.location().startsWith("/elsewhere/files/"));
    assertThat(sink.rows()).hasSize(10_001);
  }

  @Test
  void changesThatDoNotFitInMemoryComeOutTheSame() {
    for (List<Integer> key : List.of(List.of(1), List.of(2))) {
      OneCommit sink = upsert(key, KeyProof.PROVEN, OPTIONS.withMemoryBudgetBytes(1));
      TreeMap<Long, String> expected = new TreeMap<>();
      Random random = new Random(11);
      sink.start();
      for (int round = 0; round < 5; round++) {
        for (int step = 0; step < 4; step++) {
          for (int i = 0; i < 300; i++) {
            long id = random.nextInt(500);
            String old = expected.get(id);
            if (old != null) {
              sink.input.delete(old, id, "c" + id);
              expected.remove(id);
            }
            if (random.nextBoolean()) {
              String name = "n" + random.nextInt(3);
              sink.input.insert(name, id, "c" + id);
              expected.put(id, name);
            }
          }
          sink.input.commitAt(20 + round * 10 + step);
        }
        sink.commit();
        TreeMap<Long, Object> found = new TreeMap<>();
        for (List<@Nullable Object> each : sink.rows()) {
          assertThat(found.put((Long) each.get(1), String.valueOf(each.get(0)))).isNull();
        }
        assertThat(found).isEqualTo(expected);
      }
    }
  }

  private static SnapshotChanges changes(Table table) {
    return SnapshotChanges.builderFor(table).snapshot(table.currentSnapshot()).build();
  }
}
