package dev.tidewater.store.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.store.CollectionId;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GroupRecordCodecTest {
  private static final CollectionId ID = new CollectionId(300);
  private static final BatchDescriptor INLINE =
      new BatchDescriptor(
          10, 20, 10, OptionalLong.empty(), 3, 5, new BatchData.Inline(new byte[] {1, 2, 3, 4, 5}));
  private static final BatchDescriptor STORED =
      new BatchDescriptor(
          20,
          1_700_000_000_000L,
          15,
          OptionalLong.of(1_699_999_999_999L),
          5_000_000,
          1L << 33,
          new BatchData.Stored("c300/1-a"));

  /** One of each kind, with and without what is optional. */
  private static List<GroupRecord> records() {
    CollectionState state =
        new CollectionState(
            ID, 15, new TreeMap<>(java.util.Map.of("sink-ü", 17L)), List.of(INLINE, STORED));
    return List.of(
        new GroupRecord.RollUp(0, null, List.of()),
        new GroupRecord.CollectionCreated(10, ID),
        new GroupRecord.Appended(20, null, new TreeMap<>(java.util.Map.of(ID, List.of(INLINE)))),
        new GroupRecord.Appended(
            1_700_000_000_000L,
            new Progress(new byte[] {9}),
            new TreeMap<>(java.util.Map.of(ID, List.of(STORED)))),
        new GroupRecord.HoldPlaced(1_700_000_000_000L, ID, "sink-ü", 17),
        new GroupRecord.RollUp(1_700_000_000_001L, new Progress(new byte[0]), List.of(state)),
        new GroupRecord.BatchesReplaced(1_700_000_000_002L, ID, 16, 0, 2, STORED),
        new GroupRecord.BatchesReplaced(1_700_000_000_003L, ID, 17, 0, 1, null),
        new GroupRecord.HoldReleased(1_700_000_000_004L, ID, "sink-ü"),
        new GroupRecord.CollectionDropped(1_700_000_000_005L, ID));
  }

  /** Text of a record; arrays inside compare by content in it. */
  private static String shown(GroupRecord record) {
    return HexFormat.of().formatHex(GroupRecordCodec.encode(record)) + " " + record.getClass();
  }

  @Test
  void everyKindOfRecordIsReadAsItWasWritten() {
    for (GroupRecord record : records()) {
      GroupRecord read = GroupRecordCodec.decode(GroupRecordCodec.encode(record));
      assertThat(shown(read)).isEqualTo(shown(record));
    }
  }

  @Test
  void whatVersionOneWroteIsReadAndWrittenTheSame() throws IOException {
    List<String> golden;
    try (InputStream file =
        Objects.requireNonNull(getClass().getResourceAsStream("/golden/group-log-v1.txt"))) {
      golden = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    List<String> written = new ArrayList<>();
    for (GroupRecord record : records()) {
      written.add(HexFormat.of().formatHex(GroupRecordCodec.encode(record)));
    }
    assertThat(written).isEqualTo(golden);
    for (String line : golden) {
      GroupRecord read = GroupRecordCodec.decode(HexFormat.of().parseHex(line));
      assertThat(HexFormat.of().formatHex(GroupRecordCodec.encode(read))).isEqualTo(line);
    }
  }

  @Test
  void anyChangedByteIsNoticed() {
    for (GroupRecord record : records()) {
      byte[] bytes = GroupRecordCodec.encode(record);
      for (int i = 0; i < bytes.length; i++) {
        byte[] changed = bytes.clone();
        changed[i] ^= 0x10;
        assertThatThrownBy(() -> GroupRecordCodec.decode(changed))
            .isInstanceOfSatisfying(
                TidewaterException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPTED))
            .hasMessageContaining("is damaged");
        byte[] cut = Arrays.copyOf(bytes, i);
        assertThatThrownBy(() -> GroupRecordCodec.decode(cut))
            .isInstanceOf(TidewaterException.class)
            .hasMessageContaining("is damaged");
      }
    }
  }

  @Test
  void aNewerVersionIsRefused() {
    RecordWriter newer = new RecordWriter();
    newer.oneByte(GroupRecordCodec.FORMAT_VERSION + 1);
    assertThatThrownBy(() -> GroupRecordCodec.decode(newer.finish()))
        .isInstanceOfSatisfying(
            TidewaterException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE))
        .hasMessageContaining("format version 2");
  }

  /** However the log is cut by roll-ups, it tells the same state. */
  @Test
  void aRollUpAtAnyPlaceTellsTheSameState() {
    List<GroupRecord> log = records();
    for (int rollUpAt = 1; rollUpAt <= log.size(); rollUpAt++) {
      GroupState whole = new GroupState();
      GroupState early = new GroupState();
      for (int i = 0; i < log.size(); i++) {
        whole.apply(log.get(i));
        if (i < rollUpAt) {
          early.apply(log.get(i));
        }
      }
      GroupState late = new GroupState();
      byte[] rollUp = GroupRecordCodec.encode(early.rollUp(early.upper()));
      late.apply(GroupRecordCodec.decode(rollUp));
      for (GroupRecord record : log.subList(rollUpAt, log.size())) {
        late.apply(record);
      }
      assertThat(shown(late.rollUp(late.upper()))).isEqualTo(shown(whole.rollUp(whole.upper())));
    }
  }
}
