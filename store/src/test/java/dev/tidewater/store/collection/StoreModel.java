package dev.tidewater.store.collection;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.GroupId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a store must hold, the naive way: all updates that were acknowledged, in a list. */
final class StoreModel {
  /** One update of one row. */
  record Update(String row, long time, long diff) {}

  /** An append whose outcome the writer was not told. */
  record Pending(long newUpper, long progress, Map<CollectionId, List<Update>> updates) {}

  /** A collection and who holds it durably. */
  static final class ModelCollection {
    final List<Update> updates = new ArrayList<>();
    final SortedMap<String, Long> holds = new TreeMap<>();
    final long createdAt;

    ModelCollection(long createdAt) {
      this.createdAt = createdAt;
    }

    SortedMap<String, Long> rowsAt(long time) {
      SortedMap<String, Long> rows = new TreeMap<>();
      for (Update update : updates) {
        if (update.time() <= time) {
          rows.merge(update.row(), update.diff(), Long::sum);
        }
      }
      rows.values().removeIf(diff -> diff == 0);
      return rows;
    }

    /** Diffs by {@code row@time} for times in {@code [from, to)}. */
    SortedMap<String, Long> changes(long from, long to) {
      SortedMap<String, Long> diffs = new TreeMap<>();
      for (Update update : updates) {
        if (update.time() >= from && update.time() < to) {
          diffs.merge(update.row() + "@" + update.time(), update.diff(), Long::sum);
        }
      }
      diffs.values().removeIf(diff -> diff == 0);
      return diffs;
    }
  }

  /** A group: its collections, and where its upper must at least be. */
  static final class ModelGroup {
    final GroupId id;
    final SortedMap<CollectionId, ModelCollection> collections = new TreeMap<>();

    /** Acknowledged by an append: survives a crash. */
    long durableUpper;

    /** The furthest that anybody has seen; writers never choose an earlier time again. */
    long seenUpper;

    long progress;
    @Nullable Pending pending;

    ModelGroup(GroupId id, long upper) {
      this.id = id;
      this.durableUpper = upper;
      this.seenUpper = upper;
    }

    void apply(Pending append) {
      append
          .updates()
          .forEach(
              (collection, updates) -> {
                ModelCollection known = collections.get(collection);
                if (known != null) {
                  known.updates.addAll(updates);
                }
              });
      durableUpper = append.newUpper();
      seenUpper = Math.max(seenUpper, append.newUpper());
      progress = append.progress();
    }
  }

  final SortedMap<String, ModelGroup> groups = new TreeMap<>();

  ModelGroup groupOf(CollectionId id) {
    for (ModelGroup group : groups.values()) {
      if (group.collections.containsKey(id)) {
        return group;
      }
    }
    throw new IllegalStateException("unknown collection " + id);
  }

  List<CollectionId> collections() {
    List<CollectionId> all = new ArrayList<>();
    groups.values().forEach(group -> all.addAll(group.collections.keySet()));
    return all;
  }

  ModelCollection collection(CollectionId id) {
    ModelCollection collection = groupOf(id).collections.get(id);
    if (collection == null) {
      throw new IllegalStateException("unknown collection " + id);
    }
    return collection;
  }
}
