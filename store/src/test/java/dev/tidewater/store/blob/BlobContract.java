package dev.tidewater.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every blob store does. An implementation's test extends this and says how to open one. */
public abstract class BlobContract {
  /** Opens the same durable content each time within a test; empty at first. */
  protected abstract Blob open();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertCorrupted(Runnable read) {
    assertThatThrownBy(read::run)
        .isInstanceOfSatisfying(
            TidewaterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPTED))
        .hasMessageContaining("missing or cut short");
  }

  @Test
  void whatWasPutIsRead() {
    open().put("a/b-1", bytes("hello"));
    assertThat(open().get("a/b-1")).isEqualTo(bytes("hello"));
  }

  @Test
  void anObjectMayBeEmpty() {
    open().put("e", new byte[0]);
    assertThat(open().get("e")).isEmpty();
    assertThat(open().list("")).containsEntry("e", 0L);
  }

  @Test
  void aRangeIsReadExactly() {
    Blob blob = open();
    blob.put("r", bytes("0123456789"));
    assertThat(blob.read("r", 2, 3)).isEqualTo(bytes("234"));
    assertThat(blob.read("r", 0, 10)).isEqualTo(bytes("0123456789"));
    assertThat(blob.read("r", 10, 0)).isEmpty();
  }

  @Test
  void readingBeyondTheEndOrWhatIsMissingIsCorruption() {
    Blob blob = open();
    blob.put("r", bytes("0123456789"));
    assertCorrupted(() -> blob.read("r", 8, 3));
    assertCorrupted(() -> blob.read("missing", 0, 1));
    assertCorrupted(() -> blob.get("missing"));
  }

  @Test
  void anObjectIsNotThereBeforeItsCommit() {
    Blob blob = open();
    try (BlobOutput output = blob.create("o")) {
      output.write(bytes("xyz"), 1, 2);
      assertThat(blob.list("")).isEmpty();
      output.commit();
      assertThat(blob.list("")).containsOnlyKeys("o");
    }
    assertThat(open().get("o")).isEqualTo(bytes("yz"));
  }

  @Test
  void anObjectWithoutCommitLeavesNothing() {
    Blob blob = open();
    try (BlobOutput output = blob.create("o")) {
      output.write(bytes("xyz"), 0, 3);
    }
    assertThat(blob.list("")).isEmpty();
    blob.put("o", bytes("again"));
    assertThat(blob.get("o")).isEqualTo(bytes("again"));
  }

  @Test
  void manyPiecesMakeOneObject() {
    byte[] content = new byte[3 << 20];
    new Random(5).nextBytes(content);
    try (BlobOutput output = open().create("large")) {
      for (int at = 0; at < content.length; at += 4096) {
        output.write(content, at, 4096);
      }
      output.commit();
    }
    assertThat(open().get("large")).isEqualTo(content);
  }

  @Test
  void objectsAreListedByPrefixWithTheirSizes() {
    Blob blob = open();
    blob.put("a/1", bytes("x"));
    blob.put("a/2", bytes("xx"));
    blob.put("b", bytes("xxx"));
    assertThat(blob.list("a/")).containsExactly(entry("a/1", 1), entry("a/2", 2));
    assertThat(blob.list("")).hasSize(3);
    assertThat(blob.list("c")).isEmpty();
  }

  private static java.util.Map.Entry<String, Long> entry(String name, long size) {
    return java.util.Map.entry(name, size);
  }

  @Test
  void aDeletedObjectIsGoneAndDeletingTwiceDoesNoHarm() {
    Blob blob = open();
    blob.put("a", bytes("x"));
    blob.delete("a");
    blob.delete("a");
    assertThat(blob.list("")).isEmpty();
  }

  @Test
  void namesThatAreNotPortableAreRefused() {
    Blob blob = open();
    for (String name : new String[] {"", "/a", "a/", "a//b", "A", "../a", "a/.b", "a b", "ü"}) {
      assertThatThrownBy(() -> blob.put(name, new byte[0]))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not a blob name");
    }
  }
}
