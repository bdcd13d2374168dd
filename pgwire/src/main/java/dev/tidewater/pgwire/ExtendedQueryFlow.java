package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.coordinator.session.Prepared;
import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.pgwire.protocol.ClientMessage;
import dev.tidewater.pgwire.protocol.FormatCodes;
import dev.tidewater.pgwire.protocol.ParameterDecoder;
import dev.tidewater.pgwire.protocol.ServerMessages;
import dev.tidewater.pgwire.protocol.TypesByOid;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The extended query protocol: prepared statements and portals by name; the empty name is the
 * unnamed one, which is replaced without asking. Methods throw; {@link QueryPhase} reports the
 * error and skips until Sync.
 */
final class ExtendedQueryFlow implements CopyInPhase.Completion {
  private static final String UNNAMED = "";

  private final Dialogue dialogue;
  private final QueryPhase phase;
  private final Map<String, Prepared> statements = new HashMap<>();
  private final Map<String, Portal> portals = new HashMap<>();

  ExtendedQueryFlow(Dialogue dialogue, QueryPhase phase) {
    this.dialogue = dialogue;
    this.phase = phase;
  }

  void parse(ClientMessage.Parse message) {
    Statements.requireLength(message.sql());
    String name = message.statement();
    if (!name.equals(UNNAMED) && statements.containsKey(name)) {
      throw new TidewaterException(
              ErrorCode.DUPLICATE_PREPARED_STATEMENT,
              "prepared statement \"{name}\" already exists")
          .with("name", name);
    }
    requireRoom(statements.size(), Statements.MAX_PREPARED, "prepared statements");
    List<SqlType> types = Arrays.stream(message.parameterTypes()).mapToObj(TypesByOid::of).toList();
    statements.remove(name);
    statements.put(name, dialogue.session().prepare(message.sql(), types));
    ServerMessages.parseComplete(dialogue.out().buffer());
  }

  void bind(ClientMessage.Bind message) {
    Prepared prepared = statement(message.statement());
    List<SqlType> types = prepared.parameterTypes();
    if (message.parameters().size() != types.size()) {
      throw Errors.protocolViolation(
              "bind message supplies {given} parameters, but prepared statement \"{name}\""
                  + " requires {needed}")
          .with("given", message.parameters().size())
          .with("name", message.statement())
          .with("needed", types.size());
    }
    ParameterDecoder decoder = new ParameterDecoder(dialogue.session().textFormat());
    List<@Nullable Object> values = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) {
      byte[] encoded = message.parameters().get(i);
      values.add(
          encoded == null
              ? null
              : decoder.decode(types.get(i), message.parameterFormats().at(i), encoded));
    }
    prepared.columns().ifPresent(columns -> message.resultFormats().requireFits(columns.size()));
    putPortal(message.portal(), new Portal(prepared, values, message.resultFormats()));
    ServerMessages.bindComplete(dialogue.out().buffer());
  }

  private void putPortal(String name, Portal portal) {
    if (!name.equals(UNNAMED) && portals.containsKey(name)) {
      throw new TidewaterException(ErrorCode.DUPLICATE_CURSOR, "portal \"{name}\" already exists")
          .with("name", name);
    }
    requireRoom(portals.size(), Statements.MAX_PORTALS, "portals");
    Portal replaced = portals.put(name, portal);
    if (replaced != null) {
      replaced.close();
    }
  }

  void describe(ClientMessage.Describe message) {
    switch (message.target()) {
      case STATEMENT -> {
        Prepared prepared = statement(message.name());
        int[] oids = prepared.parameterTypes().stream().mapToInt(SqlType::oid).toArray();
        ServerMessages.parameterDescription(dialogue.out().buffer(), oids);
        describeRows(prepared, FormatCodes.ALL_TEXT);
      }
      case PORTAL -> {
        Portal portal = portal(message.name());
        describeRows(portal.prepared(), portal.resultFormats());
      }
    }
  }

  private void describeRows(Prepared prepared, FormatCodes formats) {
    Optional<List<ResultColumn>> columns = prepared.columns();
    if (columns.isPresent()) {
      ServerMessages.rowDescription(
          dialogue.out().buffer(), RowCursor.fields(columns.get(), formats));
    } else {
      ServerMessages.noData(dialogue.out().buffer());
    }
  }

  void execute(ClientMessage.Execute message) {
    Portal portal = portal(message.portal());
    if (portal.prepared().isEmpty()) {
      ServerMessages.emptyQueryResponse(dialogue.out().buffer());
      return;
    }
    if (portal.start()) {
      Execution execution = dialogue.session().execute(portal.prepared(), portal.parameters());
      begin(portal, execution);
    } else if (portal.cursor() == null) {
      throw new TidewaterException(
              ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE, "portal \"{name}\" cannot be run again")
          .with("name", message.portal());
    }
    sendRows(portal, message.maxRows());
  }

  private void begin(Portal portal, Execution execution) {
    if (execution instanceof Execution.Rows rows) {
      portal.keep(
          new RowCursor(rows, portal.resultFormats(), dialogue.session().textFormat()),
          rows.tagVerb());
    } else if (execution instanceof Execution.CopyIn copy) {
      CopyInPhase.begin(copy, dialogue, phase, this);
    } else if (execution instanceof Execution.CopyOut copy) {
      dialogue.complete(CopyOut.send(copy, dialogue.out()));
    } else if (execution instanceof Execution.Command command) {
      dialogue.complete(command.tag());
    } else {
      ServerMessages.emptyQueryResponse(dialogue.out().buffer());
    }
  }

  private void sendRows(Portal portal, int maxRows) {
    RowCursor cursor = portal.cursor();
    if (cursor == null) {
      return;
    }
    long limit = maxRows > 0 ? maxRows : RowCursor.ALL_ROWS;
    long sent = cursor.send(dialogue.out(), limit);
    if (cursor.isAtEnd()) {
      dialogue.complete(CommandTags.of(portal.tagVerb(), sent));
    } else {
      ServerMessages.portalSuspended(dialogue.out().buffer());
    }
  }

  void close(ClientMessage.Close message) {
    switch (message.target()) {
      case STATEMENT -> statements.remove(message.name());
      case PORTAL -> {
        Portal closed = portals.remove(message.name());
        if (closed != null) {
          closed.close();
        }
      }
    }
    ServerMessages.closeComplete(dialogue.out().buffer());
  }

  /** A simple query takes the place of the unnamed statement and portal. */
  void forgetUnnamed() {
    statements.remove(UNNAMED);
    Portal closed = portals.remove(UNNAMED);
    if (closed != null) {
      closed.close();
    }
  }

  /** A transaction has ended. */
  void closePortals() {
    portals.values().forEach(Portal::close);
    portals.clear();
  }

  private Prepared statement(String name) {
    Prepared prepared = statements.get(name);
    if (prepared == null) {
      throw new TidewaterException(
              ErrorCode.INVALID_SQL_STATEMENT_NAME, "prepared statement \"{name}\" does not exist")
          .with("name", name);
    }
    return prepared;
  }

  private Portal portal(String name) {
    Portal portal = portals.get(name);
    if (portal == null) {
      throw new TidewaterException(
              ErrorCode.INVALID_CURSOR_NAME, "portal \"{name}\" does not exist")
          .with("name", name);
    }
    return portal;
  }

  private static void requireRoom(int used, int limit, String what) {
    if (used >= limit) {
      throw new TidewaterException(
              ErrorCode.PROGRAM_LIMIT_EXCEEDED, "too many {what} in one session: limit is {limit}")
          .with("what", what)
          .with("limit", limit);
    }
  }

  @Override
  public void copied(String tag) {
    dialogue.complete(tag);
  }

  @Override
  public void failed(TidewaterException error) {
    phase.failExtended(error);
  }
}
