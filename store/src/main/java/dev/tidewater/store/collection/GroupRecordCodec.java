package dev.tidewater.store.collection;

import dev.tidewater.store.CollectionId;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Log records as bytes; the format is specified in {@code docs/formats/store.md}. */
final class GroupRecordCodec {
  /** The first byte of each record. A reader refuses versions that it does not know. */
  static final int FORMAT_VERSION = 1;

  private static final int ROLL_UP = 1;
  private static final int APPENDED = 2;
  private static final int COLLECTION_CREATED = 3;
  private static final int COLLECTION_DROPPED = 4;
  private static final int HOLD_PLACED = 5;
  private static final int HOLD_RELEASED = 6;
  private static final int BATCHES_REPLACED = 7;

  private static final int INLINE = 0;
  private static final int STORED = 1;

  private GroupRecordCodec() {}

  static byte[] encode(GroupRecord record) {
    RecordWriter out = new RecordWriter();
    out.oneByte(FORMAT_VERSION);
    if (record instanceof GroupRecord.RollUp rollUp) {
      out.oneByte(ROLL_UP);
      out.number(rollUp.upper());
      writeProgress(out, rollUp.progress());
      out.number(rollUp.collections().size());
      rollUp.collections().forEach(collection -> writeCollection(out, collection));
    } else if (record instanceof GroupRecord.Appended appended) {
      out.oneByte(APPENDED);
      out.number(appended.upper());
      writeProgress(out, appended.progress());
      out.number(appended.batches().size());
      appended
          .batches()
          .forEach(
              (id, batches) -> {
                out.number(id.value());
                writeBatches(out, batches);
              });
    } else if (record instanceof GroupRecord.CollectionCreated created) {
      out.oneByte(COLLECTION_CREATED);
      out.number(created.upper());
      out.number(created.id().value());
    } else if (record instanceof GroupRecord.CollectionDropped dropped) {
      out.oneByte(COLLECTION_DROPPED);
      out.number(dropped.upper());
      out.number(dropped.id().value());
    } else if (record instanceof GroupRecord.HoldPlaced placed) {
      out.oneByte(HOLD_PLACED);
      out.number(placed.upper());
      out.number(placed.id().value());
      out.text(placed.holder());
      out.number(placed.time());
    } else if (record instanceof GroupRecord.HoldReleased released) {
      out.oneByte(HOLD_RELEASED);
      out.number(released.upper());
      out.number(released.id().value());
      out.text(released.holder());
    } else if (record instanceof GroupRecord.BatchesReplaced replaced) {
      writeReplaced(out, replaced);
    }
    return out.finish();
  }

  private static void writeReplaced(RecordWriter out, GroupRecord.BatchesReplaced replaced) {
    out.oneByte(BATCHES_REPLACED);
    out.number(replaced.upper());
    out.number(replaced.id().value());
    out.number(replaced.since());
    out.number(replaced.first());
    out.number(replaced.count());
    out.presence(replaced.replacement() != null);
    if (replaced.replacement() != null) {
      writeBatch(out, replaced.replacement());
    }
  }

  private static void writeCollection(RecordWriter out, CollectionState collection) {
    out.number(collection.id().value());
    out.number(collection.since());
    out.number(collection.holds().size());
    collection
        .holds()
        .forEach(
            (holder, time) -> {
              out.text(holder);
              out.number(time);
            });
    writeBatches(out, collection.batches());
  }

  private static void writeBatches(RecordWriter out, List<BatchDescriptor> batches) {
    out.number(batches.size());
    batches.forEach(batch -> writeBatch(out, batch));
  }

  private static void writeBatch(RecordWriter out, BatchDescriptor batch) {
    out.number(batch.lower());
    out.number(batch.upper());
    out.number(batch.since());
    out.presence(batch.stamp().isPresent());
    batch.stamp().ifPresent(out::number);
    out.number(batch.updates());
    out.number(batch.sizeBytes());
    if (batch.data() instanceof BatchData.Inline inline) {
      out.oneByte(INLINE);
      out.bytes(inline.encoded());
    } else if (batch.data() instanceof BatchData.Stored stored) {
      out.oneByte(STORED);
      out.text(stored.blob());
    }
  }

  static GroupRecord decode(byte[] bytes) {
    RecordReader in = new RecordReader(bytes);
    int version = in.oneByte();
    if (version != FORMAT_VERSION) {
      throw new TidewaterException(
              ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
              "the store's log has format version {version}, which this program does not know")
          .with("version", version)
          .hint("It was written by a newer version; use that one.");
    }
    GroupRecord record = decodeBody(in);
    in.expectEnd();
    return record;
  }

  private static GroupRecord decodeBody(RecordReader in) {
    int kind = in.oneByte();
    long upper = in.number();
    return switch (kind) {
      case ROLL_UP -> new GroupRecord.RollUp(upper, readProgress(in), readCollections(in));
      case APPENDED -> new GroupRecord.Appended(upper, readProgress(in), readAppended(in));
      case COLLECTION_CREATED -> new GroupRecord.CollectionCreated(upper, readId(in));
      case COLLECTION_DROPPED -> new GroupRecord.CollectionDropped(upper, readId(in));
      case HOLD_PLACED -> new GroupRecord.HoldPlaced(upper, readId(in), in.text(), in.number());
      case HOLD_RELEASED -> new GroupRecord.HoldReleased(upper, readId(in), in.text());
      case BATCHES_REPLACED ->
          new GroupRecord.BatchesReplaced(
              upper, readId(in), in.number(), in.count32(), in.count32(), readOptionalBatch(in));
      default -> throw RecordReader.damaged("unknown kind");
    };
  }

  private static void writeProgress(RecordWriter out, @Nullable Progress progress) {
    out.presence(progress != null);
    if (progress != null) {
      out.bytes(progress.bytes());
    }
  }

  private static @Nullable Progress readProgress(RecordReader in) {
    return in.presence() ? new Progress(in.bytes()) : null;
  }

  private static CollectionId readId(RecordReader in) {
    return new CollectionId(in.number());
  }

  private static List<CollectionState> readCollections(RecordReader in) {
    int count = in.count();
    List<CollectionState> collections = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      collections.add(readCollection(in));
    }
    return collections;
  }

  private static CollectionState readCollection(RecordReader in) {
    CollectionId id = readId(in);
    long since = in.number();
    int holdCount = in.count();
    SortedMap<String, Long> holds = new TreeMap<>();
    for (int i = 0; i < holdCount; i++) {
      holds.put(in.text(), in.number());
    }
    return new CollectionState(id, since, holds, readBatches(in));
  }

  private static List<BatchDescriptor> readBatches(RecordReader in) {
    int count = in.count();
    List<BatchDescriptor> batches = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      batches.add(readBatch(in));
    }
    return batches;
  }

  private static SortedMap<CollectionId, List<BatchDescriptor>> readAppended(RecordReader in) {
    int count = in.count();
    SortedMap<CollectionId, List<BatchDescriptor>> batches = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      batches.put(readId(in), readBatches(in));
    }
    return batches;
  }

  private static @Nullable BatchDescriptor readOptionalBatch(RecordReader in) {
    return in.presence() ? readBatch(in) : null;
  }

  private static BatchDescriptor readBatch(RecordReader in) {
    return new BatchDescriptor(
        in.number(),
        in.number(),
        in.number(),
        readStamp(in),
        in.number(),
        in.number(),
        readData(in));
  }

  private static OptionalLong readStamp(RecordReader in) {
    return in.presence() ? OptionalLong.of(in.number()) : OptionalLong.empty();
  }

  private static BatchData readData(RecordReader in) {
    return switch (in.oneByte()) {
      case INLINE -> new BatchData.Inline(in.bytes());
      case STORED -> new BatchData.Stored(in.text());
      default -> throw RecordReader.damaged("unknown place of a batch");
    };
  }
}
