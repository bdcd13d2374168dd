package dev.tidewater.sink.iceberg.commit;

import dev.tidewater.sink.iceberg.table.PinnedOperations;
import dev.tidewater.sink.iceberg.table.TableSetup;
import dev.tidewater.sink.iceberg.table.TableShape;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.CleanableFailure;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.types.Types;

/**
 * One attempt: reload the table, check that its state is the one that the commit was made for, and
 * commit on exactly that state. Files, progress in the snapshot's summary and progress in the table
 * property are one commit.
 */
final class CommitAttempt {
  private final String table;
  private final TableOperations operations;
  private final TableShape shape;

  CommitAttempt(String table, TableOperations operations, TableShape shape) {
    this.table = table;
    this.operations = operations;
    this.shape = shape;
  }

  AttemptOutcome attempt(SinkCommit commit) {
    TableMetadata state;
    try {
      state = operations.refresh();
    } catch (NoSuchTableException e) {
      return new AttemptOutcome.Refused(dropped(e));
    } catch (RuntimeException e) {
      return new AttemptOutcome.NotSent(e);
    }
    Optional<ProgressSearch.Found> found = ProgressSearch.find(state, commit.sinkId());
    if (found.isPresent() && found.get().progress().equals(commit.progress())) {
      return landed(found.get(), state);
    }
    Optional<TidewaterException> refusal = refusal(found, commit, state);
    return refusal.isPresent() ? new AttemptOutcome.Refused(refusal.get()) : send(commit, state);
  }

  private static AttemptOutcome landed(ProgressSearch.Found found, TableMetadata state) {
    long snapshotId = found.snapshotId().orElse(state.currentSnapshot().snapshotId());
    return new AttemptOutcome.Landed(snapshotId, state);
  }

  private Optional<TidewaterException> refusal(
      Optional<ProgressSearch.Found> found, SinkCommit commit, TableMetadata state) {
    if (found.isPresent() && found.get().progress().epoch() > commit.epoch()) {
      return Optional.of(fenced(found.get().progress(), commit));
    }
    OptionalLong actual =
        found.isPresent()
            ? OptionalLong.of(found.get().progress().frontier())
            : OptionalLong.empty();
    if (!actual.equals(commit.expected())) {
      return Optional.of(mismatch(actual, commit));
    }
    return misfit(state, commit.files());
  }

  /** Whether schema or partitioning are no longer those that the files were written for. */
  private Optional<TidewaterException> misfit(TableMetadata state, StagedFiles files) {
    if (state.currentSchemaId() == files.schema().schemaId() && state.spec().isUnpartitioned()) {
      return Optional.empty();
    }
    try {
      TableSetup.checkFits(table, state, shape);
    } catch (TidewaterException e) {
      return Optional.of(e);
    }
    for (Types.NestedField ours : shape.schema().columns()) {
      Types.NestedField written = files.schema().findField(ours.name());
      Types.NestedField now = state.schema().findField(ours.name());
      if (written == null || now == null || written.fieldId() != now.fieldId()) {
        return Optional.of(replacedColumn(ours.name()));
      }
    }
    return Optional.empty();
  }

  private AttemptOutcome send(SinkCommit commit, TableMetadata state) {
    PinnedOperations pinned = new PinnedOperations(operations, state);
    try {
      Transaction transaction = new BaseTable(pinned, table).newTransaction();
      addFiles(transaction, commit);
      Snapshot snapshot = transaction.table().currentSnapshot();
      ProgressProperty property =
          new ProgressProperty(commit.progress(), snapshot.sequenceNumber());
      transaction
          .updateProperties()
          .set(ProgressProperty.key(commit.sinkId()), property.value())
          .commit();
      transaction.commitTransaction();
      return new AttemptOutcome.Landed(snapshot.snapshotId(), pinned.current());
    } catch (PinnedOperations.Conflict e) {
      return new AttemptOutcome.Conflict(e);
    } catch (RuntimeException e) {
      // A cleanable failure is the catalog's word that it did nothing.
      return pinned.sent() && !(e instanceof CleanableFailure)
          ? new AttemptOutcome.Unanswered(e)
          : new AttemptOutcome.NotSent(e);
    }
  }

  private static void addFiles(Transaction transaction, SinkCommit commit) {
    RowDelta delta = transaction.newRowDelta();
    for (DataFile file : commit.files().data()) {
      delta.addRows(file);
    }
    for (DeleteFile file : commit.files().deletes()) {
      delta.addDeletes(file);
    }
    delta.set(Progress.SINK_ID, commit.sinkId());
    delta.set(Progress.FRONTIER, Long.toString(commit.upper()));
    delta.set(Progress.EPOCH, Long.toString(commit.epoch()));
    delta.commit();
  }

  private TidewaterException dropped(NoSuchTableException cause) {
    return new TidewaterException(
            ErrorCode.UNDEFINED_TABLE, "Iceberg table \"{table}\" is no longer there", cause)
        .with("table", table)
        .hint("The sink makes it again, with all rows.");
  }

  private TidewaterException fenced(Progress newer, SinkCommit commit) {
    return new TidewaterException(
            ErrorCode.FENCED,
            "Iceberg table \"{table}\" is written by a newer run of this sink: its epoch is"
                + " {newer}, ours {ours}")
        .with("table", table)
        .with("newer", newer.epoch())
        .with("ours", commit.epoch())
        .hint("Only one server may run a sink; this one has stopped.");
  }

  private TidewaterException mismatch(OptionalLong actual, SinkCommit commit) {
    return new TidewaterException(
            ErrorCode.SERIALIZATION_FAILURE,
            "Iceberg table \"{table}\" stands at frontier {actual}, expected {expected}")
        .with("table", table)
        .with("actual", show(actual))
        .with("expected", show(commit.expected()))
        .detail("Somebody rolled the table back, or another run of this sink committed to it.")
        .hint("The sink starts again from what the table says.");
  }

  private TidewaterException replacedColumn(String column) {
    return new TidewaterException(
            ErrorCode.SERIALIZATION_FAILURE,
            "column \"{column}\" of Iceberg table \"{table}\" was replaced by another of its name")
        .with("column", column)
        .with("table", table)
        .hint("The sink writes its files again, for the new column.");
  }

  private static String show(OptionalLong frontier) {
    return frontier.isPresent() ? Long.toString(frontier.getAsLong()) : "none";
  }
}
