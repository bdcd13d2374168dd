package dev.tidewater.zset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.zset.BatchCodec.Compression;
import dev.tidewater.zset.Model.Update;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BatchPropertyTest {
  @Provide
  Arbitrary<List<Update>> updates() {
    return Model.updateLists();
  }

  @Provide
  Arbitrary<List<List<Update>>> manyLists() {
    return Model.updateLists().list().ofMinSize(1).ofMaxSize(6);
  }

  @Provide
  Arbitrary<byte[]> rows() {
    return Model.rows();
  }

  @Property
  void buildsSortedAndConsolidated(@ForAll("updates") List<Update> updates) {
    assertThat(Model.text(Model.build(updates).cursor())).isEqualTo(Model.of(updates).text());
  }

  @Property
  void builderCanBeUsedAgain(
      @ForAll("updates") List<Update> first, @ForAll("updates") List<Update> second) {
    BatchBuilder builder = new BatchBuilder();
    first.forEach(u -> builder.add(u.row(), 0, u.row().length, u.time(), u.diff()));
    builder.build();
    second.forEach(u -> builder.add(u.row(), 0, u.row().length, u.time(), u.diff()));
    assertThat(Model.text(builder.build().cursor())).isEqualTo(Model.of(second).text());
    assertThat(builder.isEmpty()).isTrue();
  }

  @Property
  void seeksTheFirstRowNotBelow(
      @ForAll("updates") List<Update> updates, @ForAll("rows") byte[] key) {
    UpdateCursor cursor = Model.build(updates).cursor();
    assertThat(fromSeek(cursor, key)).isEqualTo(Model.of(updates).textFrom(key));
  }

  @Property
  void seeksForwardInSmallPages(
      @ForAll("updates") List<Update> updates,
      @ForAll @Size(max = 20) List<@net.jqwik.api.From("rows") byte[]> keys,
      @ForAll @IntRange(min = 1, max = 5) int pageSize) {
    UpdateCursor cursor = inPagesOf(Model.build(updates), pageSize).cursor();
    seekInOrder(cursor, Model.of(updates), keys);
  }

  private static void seekInOrder(UpdateCursor cursor, Model model, List<byte[]> keys) {
    List<byte[]> ascending = new ArrayList<>(keys);
    ascending.sort(Arrays::compareUnsigned);
    for (byte[] key : ascending) {
      List<String> expected = model.textFrom(key);
      boolean found = cursor.seek(key, 0, key.length);
      assertThat(found).isEqualTo(!expected.isEmpty());
      if (found) {
        assertThat(Model.current(cursor)).isEqualTo(expected.get(0));
      }
    }
  }

  private static List<String> fromSeek(UpdateCursor cursor, byte[] key) {
    List<String> result = new ArrayList<>();
    if (cursor.seek(key, 0, key.length)) {
      result.add(Model.current(cursor));
      result.addAll(Model.text(cursor));
    }
    return result;
  }

  static Batch inPagesOf(Batch batch, int size) {
    List<Page> pages = new ArrayList<>();
    for (Page page : batch.pages()) {
      for (int from = 0; from < page.count(); from += size) {
        PageWriter writer = new PageWriter();
        writer.appendRun(page, from, Math.min(page.count(), from + size));
        pages.addAll(writer.finish().pages());
      }
    }
    return Batch.ofPages(pages);
  }

  @Property
  void mergedCursorsGiveTheSum(
      @ForAll("manyLists") List<List<Update>> lists,
      @ForAll @IntRange(min = 1, max = 5) int pageSize) {
    List<UpdateCursor> cursors = new ArrayList<>();
    lists.forEach(l -> cursors.add(inPagesOf(Model.build(l), pageSize).cursor()));
    assertThat(Model.text(Merge.cursors(cursors))).isEqualTo(sumOf(lists).text());
  }

  @Property
  void mergedCursorsSeek(
      @ForAll("manyLists") List<List<Update>> lists,
      @ForAll @Size(max = 20) List<@net.jqwik.api.From("rows") byte[]> keys) {
    List<UpdateCursor> cursors = new ArrayList<>();
    lists.forEach(l -> cursors.add(inPagesOf(Model.build(l), 3).cursor()));
    seekInOrder(Merge.cursors(cursors), sumOf(lists), keys);
  }

  @Property
  void forwardedCursorsSeek(
      @ForAll("updates") List<Update> updates,
      @ForAll @IntRange(min = -4, max = 4) int since,
      @ForAll @Size(max = 20) List<@net.jqwik.api.From("rows") byte[]> keys) {
    UpdateCursor cursor = Merge.forwardedTo(Model.build(updates).cursor(), since);
    seekInOrder(cursor, forwarded(updates, since), keys);
  }

  @Property
  void mergerGivesTheSumWhateverTheFuel(
      @ForAll("updates") List<Update> left,
      @ForAll("updates") List<Update> right,
      @ForAll @IntRange(min = 1, max = 5) int pageSize,
      @ForAll @IntRange(min = 1, max = 50) int fuel) {
    BatchMerger merger =
        new BatchMerger(
            inPagesOf(Model.build(left), pageSize), inPagesOf(Model.build(right), pageSize + 1));
    while (merger.work(fuel) == 0) {}
    assertThat(Model.text(merger.outcome().cursor())).isEqualTo(sumOf(List.of(left, right)).text());
  }

  @Property
  void forwardingMovesTimesUp(
      @ForAll("updates") List<Update> updates, @ForAll @IntRange(min = -4, max = 4) int since) {
    assertThat(Model.text(Merge.forwardedTo(Model.build(updates).cursor(), since)))
        .isEqualTo(forwarded(updates, since).text());
  }

  @Property
  void asOfLeavesLaterUpdatesOut(
      @ForAll("updates") List<Update> updates, @ForAll @IntRange(min = -4, max = 4) int asOf) {
    List<Update> earlier = updates.stream().filter(u -> u.time() <= asOf).toList();
    assertThat(Model.text(Merge.asOf(Model.build(updates).cursor(), asOf)))
        .isEqualTo(forwarded(earlier, asOf).text());
  }

  @Property
  void prefixCursorGivesOnlyRowsWithThePrefix(
      @ForAll("updates") List<Update> updates, @ForAll("rows") byte[] prefix) {
    List<Update> starting =
        updates.stream()
            .filter(u -> u.row().length >= prefix.length)
            .filter(u -> Arrays.equals(u.row(), 0, prefix.length, prefix, 0, prefix.length))
            .toList();
    assertThat(Model.text(Merge.withPrefix(Model.build(updates).cursor(), prefix)))
        .isEqualTo(Model.of(starting).text());
  }

  @Property
  void stampingAndNegatingKeepTheRows(@ForAll("updates") List<Update> updates) {
    Batch batch = Model.build(updates);
    List<Update> stamped = updates.stream().map(u -> new Update(u.row(), 7, -u.diff())).toList();
    assertThat(Model.text(batch.stampedAt(7).negated().cursor()))
        .isEqualTo(Model.of(stamped).text());
    assertThat(Model.text(batch.stampedAt(5).stampedAt(7).negated().cursor()))
        .isEqualTo(Model.of(stamped).text());
  }

  @Property
  void codecRoundTrips(
      @ForAll("updates") List<Update> updates,
      @ForAll @IntRange(min = 1, max = 100) int pageSize,
      @ForAll Compression compression) {
    Batch batch = inPagesOf(Model.build(updates), pageSize);
    byte[] encoded = BatchCodec.encode(batch, compression);
    assertThat(Model.text(BatchCodec.decode(encoded).cursor())).isEqualTo(Model.of(updates).text());
  }

  @Property
  void pageIndexFindsThePage(@ForAll("updates") List<Update> updates, @ForAll("rows") byte[] key) {
    Batch batch = inPagesOf(Model.build(updates), 3);
    byte[] encoded = BatchCodec.encode(batch, Compression.NONE);
    PageIndex index = BatchCodec.readIndex(encoded);
    List<Page> fromThere = new ArrayList<>();
    for (int i = Math.max(0, index.firstPageOf(key)); i < index.pages().size(); i++) {
      EncodedPage page = index.pages().get(i);
      fromThere.add(BatchCodec.decodePage(page, encoded, (int) page.offset()));
    }
    assertThat(fromSeek(Batch.ofPages(fromThere).cursor(), key))
        .isEqualTo(Model.of(updates).textFrom(key));
  }

  private static Model sumOf(List<List<Update>> lists) {
    return Model.of(lists.stream().flatMap(List::stream).toList());
  }

  private static Model forwarded(List<Update> updates, long since) {
    return Model.of(
        updates.stream()
            .map(u -> new Update(u.row(), Math.max(since, u.time()), u.diff()))
            .toList());
  }
}
