package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.coordinator.session.ScriptStatement;
import dev.tidewater.pgwire.protocol.FormatCodes;
import dev.tidewater.pgwire.protocol.ServerMessages;
import dev.tidewater.types.TidewaterException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The simple query protocol: a script of statements, each analyzed after the ones before it have
 * run. An error ends the script. A COPY FROM STDIN leaves it waiting for data, and it goes on when
 * the data has ended.
 */
final class SimpleQueryFlow implements CopyInPhase.Completion {
  private final Dialogue dialogue;
  private final QueryPhase phase;
  private Iterator<ScriptStatement> script = List.<ScriptStatement>of().iterator();
  private @Nullable RowCursor open;

  SimpleQueryFlow(Dialogue dialogue, QueryPhase phase) {
    this.dialogue = dialogue;
    this.phase = phase;
  }

  void run(String sql) {
    try {
      Statements.requireLength(sql);
      script = dialogue.session().parseScript(sql).iterator();
    } catch (RuntimeException | Error e) {
      dialogue.report(e);
      phase.ready();
      return;
    }
    if (!script.hasNext()) {
      ServerMessages.emptyQueryResponse(dialogue.out().buffer());
    }
    proceed();
  }

  /** Frees a result that is under way. */
  void abandon() {
    RowCursor cursor = open;
    if (cursor != null) {
      open = null;
      cursor.close();
    }
  }

  private void proceed() {
    try {
      while (script.hasNext()) {
        dialogue.sendHeldCompletion();
        ScriptStatement statement = script.next();
        Execution execution =
            dialogue.session().execute(dialogue.session().prepare(statement), List.of());
        if (execution instanceof Execution.CopyIn copy) {
          CopyInPhase.begin(copy, dialogue, phase, this);
          return;
        }
        send(execution);
      }
    } catch (ClientGoneException | FatalException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      dialogue.report(e);
    }
    phase.ready();
  }

  static FormatCodes formats(Execution.Encoding encoding) {
    return switch (encoding) {
      case TEXT -> FormatCodes.ALL_TEXT;
      case BINARY -> FormatCodes.ALL_BINARY;
    };
  }

  private void send(Execution execution) {
    if (execution instanceof Execution.Rows rows) {
      RowCursor cursor =
          new RowCursor(rows, formats(rows.encoding()), dialogue.session().textFormat());
      open = cursor;
      try {
        cursor.describe(dialogue.out());
        long sent = cursor.send(dialogue.out(), RowCursor.ALL_ROWS);
        dialogue.complete(CommandTags.of(rows.tagVerb(), sent));
      } finally {
        abandon();
      }
    } else if (execution instanceof Execution.CopyOut copy) {
      dialogue.complete(CopyOut.send(copy, dialogue.out()));
    } else if (execution instanceof Execution.Command command) {
      dialogue.complete(command.tag());
    } else {
      ServerMessages.emptyQueryResponse(dialogue.out().buffer());
    }
  }

  @Override
  public void copied(String tag) {
    dialogue.complete(tag);
    proceed();
  }

  @Override
  public void failed(TidewaterException error) {
    dialogue.report(error);
    phase.ready();
  }
}
