package dev.tidewater.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.zset.Batch;
import dev.tidewater.zset.UpdateCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowBufferTest {
  private final RowBuffer rows = new RowBuffer();

  @Test
  void committedAndOpenRowsAreKeptApart() {
    add("b", 1);
    add("a", 1);
    rows.commit();
    add("c", 1);
    assertThat(contents(rows.takeCommitted(7))).containsExactly("a+1@7", "b+1@7");
    assertThat(rows.hasCommitted()).isFalse();
    assertThat(rows.hasOpen()).isTrue();
    add("a", -1);
    rows.commit();
    assertThat(contents(rows.takeCommitted(8))).containsExactly("a-1@8", "c+1@8");
  }

  @Test
  void aRollbackForgetsTheOpenRowsOnly() {
    add("a", 1);
    rows.commit();
    add("b", 1);
    rows.rollback();
    add("c", 1);
    rows.commit();
    assertThat(contents(rows.takeCommitted(1))).containsExactly("a+1@1", "c+1@1");
  }

  @Test
  void openRowsCanBeTakenOutAhead() {
    add("a", 1);
    rows.commit();
    add("b", 1);
    assertThat(contents(rows.takeOpen(0))).containsExactly("b+1@0");
    assertThat(contents(rows.takeCommitted(1))).containsExactly("a+1@1");
    assertThat(rows.sizeBytes()).isZero();
  }

  @Test
  void anAbandonedRowLeavesNothing() {
    add("a", 1);
    rows.sink().putByte('x');
    rows.abandonRow();
    add("b", 1);
    rows.commit();
    assertThat(contents(rows.takeCommitted(1))).containsExactly("a+1@1", "b+1@1");
  }

  @Test
  void whatComesAndGoesWithinAnAppendIsNotThere() {
    add("a", 1);
    add("a", -1);
    rows.commit();
    assertThat(rows.takeCommitted(1).isEmpty()).isTrue();
  }

  private void add(String row, long diff) {
    byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
    rows.add(bytes, 0, bytes.length, diff);
  }

  private static List<String> contents(Batch batch) {
    List<String> contents = new ArrayList<>();
    try (UpdateCursor cursor = batch.cursor()) {
      while (cursor.next()) {
        String row =
            new String(cursor.bytes(), cursor.offset(), cursor.length(), StandardCharsets.UTF_8);
        contents.add(row + (cursor.diff() > 0 ? "+" : "") + cursor.diff() + "@" + cursor.time());
      }
    }
    return contents;
  }
}
