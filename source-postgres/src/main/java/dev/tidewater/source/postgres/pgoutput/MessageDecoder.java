package dev.tidewater.source.postgres.pgoutput;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads messages of {@code pgoutput} and tells a visitor. One thread at a time. A message that does
 * not fit the format is an {@link IllegalArgumentException} or a {@link
 * java.nio.BufferUnderflowException}.
 */
public final class MessageDecoder {
  private final TupleView first = new TupleView();
  private final TupleView second = new TupleView();

  /** Reads one message, which must be backed by an array. */
  public void decode(ByteBuffer message, MessageVisitor visitor) {
    byte type = message.get();
    switch (type) {
      case 'B' -> visitor.begin(message.getLong());
      case 'C' -> {
        message.get(); // flags, unused
        message.getLong(); // the commit record's begin, known from the begin message
        visitor.commit(message.getLong());
      }
      case 'R' -> visitor.relation(relation(message));
      case 'I' -> insert(message, visitor);
      case 'U' -> update(message, visitor);
      case 'D' -> delete(message, visitor);
      case 'T' -> visitor.truncate(truncated(message));
      case 'O', 'Y', 'M' -> {
        // Origins, names of types and logical messages carry no data of tables.
      }
      default -> throw new IllegalArgumentException("a message of unknown type " + (char) type);
    }
  }

  private static RelationMessage relation(ByteBuffer message) {
    int oid = message.getInt();
    String schema = string(message);
    String table = string(message);
    char replicaIdentity = (char) message.get();
    int count = Short.toUnsignedInt(message.getShort());
    List<RelationMessage.Column> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      message.get(); // whether it is part of the replica identity
      columns.add(new RelationMessage.Column(string(message), message.getInt(), message.getInt()));
    }
    // An empty schema name stands for pg_catalog.
    return new RelationMessage(
        oid, schema.isEmpty() ? "pg_catalog" : schema, table, replicaIdentity, columns);
  }

  private void insert(ByteBuffer message, MessageVisitor visitor) {
    int oid = message.getInt();
    expect(message, 'N');
    first.read(message);
    visitor.insert(oid, first);
  }

  private void update(ByteBuffer message, MessageVisitor visitor) {
    int oid = message.getInt();
    byte kind = message.get();
    if (kind == 'N') {
      first.read(message);
      visitor.updateWithoutOldRow(oid, first);
      return;
    }
    first.read(message);
    expect(message, 'N');
    second.read(message);
    if (kind == 'O') {
      visitor.update(oid, first, second);
    } else if (kind == 'K') {
      visitor.updateWithOldKey(oid, first, second);
    } else {
      throw new IllegalArgumentException("an old row of unknown kind " + (char) kind);
    }
  }

  private void delete(ByteBuffer message, MessageVisitor visitor) {
    int oid = message.getInt();
    byte kind = message.get();
    first.read(message);
    if (kind == 'O') {
      visitor.delete(oid, first);
    } else if (kind == 'K') {
      visitor.deleteWithOldKey(oid, first);
    } else {
      throw new IllegalArgumentException("an old row of unknown kind " + (char) kind);
    }
  }

  private static int[] truncated(ByteBuffer message) {
    int count = message.getInt();
    message.get(); // CASCADE and RESTART IDENTITY change nothing here
    int[] oids = new int[count];
    for (int i = 0; i < count; i++) {
      oids[i] = message.getInt();
    }
    return oids;
  }

  private static void expect(ByteBuffer message, char kind) {
    byte found = message.get();
    if (found != kind) {
      throw new IllegalArgumentException("a row of unknown kind " + (char) found);
    }
  }

  private static String string(ByteBuffer message) {
    int start = message.position();
    while (message.get() != 0) {
      // on to the terminating zero
    }
    return new String(
        message.array(),
        message.arrayOffset() + start,
        message.position() - start - 1,
        StandardCharsets.UTF_8);
  }
}
