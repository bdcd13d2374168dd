package dev.tidewater.source.postgres.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages put together by hand after the manual's description of the format. */
class MessageDecoderTest {
  private static final int OID = -5; // beyond two billion, as an unsigned number

  private final Recorder told = new Recorder();
  private final MessageDecoder decoder = new MessageDecoder();

  @Test
  void tellsWhereATransactionBeginsAndEnds() {
    decode(new Message('B').int64(0x1_0000_0010L).int64(777).int32(42));
    decode(new Message('C').int8(0).int64(0x1_0000_0010L).int64(0x1_0000_0040L).int64(777));
    assertThat(told.calls).containsExactly("begin 100000010", "commit 100000040");
  }

  @Test
  void tellsATablesColumns() {
    decode(
        new Message('R')
            .int32(OID)
            .string("")
            .string("grüße")
            .int8('f')
            .int16(2)
            .int8(1)
            .string("id")
            .int32(23)
            .int32(-1)
            .int8(0)
            .string("n")
            .int32(1700)
            .int32(655366));
    assertThat(told.calls).containsExactly("relation -5 pg_catalog.grüße f id:23:-1 n:1700:655366");
  }

  @Test
  void tellsRowsWithNullsAndUnsentValues() {
    decode(new Message('I').int32(OID).int8('N').row("7", null));
    decode(new Message('U').int32(OID).int8('N').row("7", "?"));
    decode(new Message('U').int32(OID).int8('O').row("7", "a").int8('N').row("8", "?"));
    decode(new Message('U').int32(OID).int8('K').row("7", null).int8('N').row("8", ""));
    decode(new Message('D').int32(OID).int8('O').row("8", "a"));
    decode(new Message('D').int32(OID).int8('K').row("8", null));
    assertThat(told.calls)
        .containsExactly(
            "insert -5 [7, NULL]",
            "update -5 [7, UNCHANGED]",
            "update -5 [7, a] to [8, UNCHANGED]",
            "update -5 key [7, NULL] to [8, ]",
            "delete -5 [8, a]",
            "delete -5 key [8, NULL]");
  }

  @Test
  void tellsTruncatedTables() {
    decode(new Message('T').int32(2).int8(1).int32(OID).int32(9));
    assertThat(told.calls).containsExactly("truncate [-5, 9]");
  }

  @Test
  void passesOverWhatCarriesNoData() {
    decode(new Message('O').int64(1).string("elsewhere"));
    decode(new Message('Y').int32(OID).string("public").string("mood"));
    decode(new Message('M').int8(0).int64(1).string("prefix").int32(1).int8('x'));
    assertThat(told.calls).isEmpty();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> decode(new Message('S').int32(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> decode(new Message('I').int32(OID).int8('X').row("1")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> decode(new Message('I').int32(OID).int8('N').int16(1).int8('b')))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> decode(new Message('B').int32(1)))
        .isInstanceOf(BufferUnderflowException.class);
  }

  private void decode(Message message) {
    decoder.decode(message.buffer.flip(), told);
  }

  private static final class Message {
    private final ByteBuffer buffer = ByteBuffer.allocate(1_000);

    Message(char type) {
      buffer.put((byte) type);
    }

    Message int8(int value) {
      buffer.put((byte) value);
      return this;
    }

    Message int16(int value) {
      buffer.putShort((short) value);
      return this;
    }

    Message int32(int value) {
      buffer.putInt(value);
      return this;
    }

    Message int64(long value) {
      buffer.putLong(value);
      return this;
    }

    Message string(String value) {
      buffer.put(value.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
      return this;
    }

    /** Values as text; {@code ?} stands for one that was not sent. */
    Message row(@Nullable String... values) {
      int16(values.length);
      for (String value : values) {
        if (value == null) {
          int8('n');
        } else if (value.equals("?")) {
          int8('u');
        } else {
          byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
          int8('t').int32(bytes.length);
          buffer.put(bytes);
        }
      }
      return this;
    }
  }

  private static final class Recorder implements MessageVisitor {
    final List<String> calls = new ArrayList<>();

    private static String text(TextRow row) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        if (row.isNull(i)) {
          values.add("NULL");
        } else if (row.isUnchanged(i)) {
          values.add("UNCHANGED");
        } else {
          values.add(new String(row.data(), row.offset(i), row.length(i), StandardCharsets.UTF_8));
        }
      }
      return values.toString();
    }

    @Override
    public void begin(long commitLsn) {
      calls.add("begin " + Long.toHexString(commitLsn));
    }

    @Override
    public void commit(long endLsn) {
      calls.add("commit " + Long.toHexString(endLsn));
    }

    @Override
    public void relation(RelationMessage relation) {
      StringBuilder text = new StringBuilder("relation " + relation.oid() + " ");
      text.append(relation.schema()).append('.').append(relation.table());
      text.append(' ').append(relation.replicaIdentity());
      for (RelationMessage.Column column : relation.columns()) {
        text.append(' ').append(column.name()).append(':').append(column.typeOid());
        text.append(':').append(column.typeModifier());
      }
      calls.add(text.toString());
    }

    @Override
    public void insert(int relationOid, TextRow row) {
      calls.add("insert " + relationOid + " " + text(row));
    }

    @Override
    public void update(int relationOid, TextRow before, TextRow after) {
      calls.add("update " + relationOid + " " + text(before) + " to " + text(after));
    }

    @Override
    public void updateWithoutOldRow(int relationOid, TextRow after) {
      calls.add("update " + relationOid + " " + text(after));
    }

    @Override
    public void updateWithOldKey(int relationOid, TextRow oldKey, TextRow after) {
      calls.add("update " + relationOid + " key " + text(oldKey) + " to " + text(after));
    }

    @Override
    public void delete(int relationOid, TextRow before) {
      calls.add("delete " + relationOid + " " + text(before));
    }

    @Override
    public void deleteWithOldKey(int relationOid, TextRow oldKey) {
      calls.add("delete " + relationOid + " key " + text(oldKey));
    }

    @Override
    public void truncate(int[] relationOids) {
      calls.add("truncate " + Arrays.toString(relationOids));
    }
  }
}
