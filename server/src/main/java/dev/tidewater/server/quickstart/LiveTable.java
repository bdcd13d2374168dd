package dev.tidewater.server.quickstart;

import dev.tidewater.server.shell.Style;
import dev.tidewater.server.shell.TablePrinter;
import dev.tidewater.server.shell.TablePrinter.Alignment;
import dev.tidewater.server.shell.TablePrinter.Heading;
import dev.tidewater.sink.iceberg.read.TableReader;
import dev.tidewater.sink.iceberg.read.TableSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows an Iceberg table as it grows: its latest snapshots and its rows, read from the table's own
 * files. On a terminal each picture takes the place of the one before.
 */
final class LiveTable {
  /** Snapshots in a picture: enough to see that they keep coming. */
  private static final int SNAPSHOTS_SHOWN = 5;

  /** Rows in a picture: it must fit on a screen. */
  private static final int ROWS_SHOWN = 10;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final List<Heading> SNAPSHOT_HEADINGS =
      List.of(
          new Heading("committed", Alignment.LEFT),
          new Heading("snapshot", Alignment.RIGHT),
          new Heading("operation", Alignment.LEFT),
          new Heading("rows written", Alignment.RIGHT),
          new Heading("rows deleted", Alignment.RIGHT));

  private final TableReader reader;
  private final PrintStream out;
  private final Style style;
  private int linesToReplace;
  private int commits;

  LiveTable(TableReader reader, PrintStream out, Style style) {
    this.reader = reader;
    this.out = out;
    this.style = style;
  }

  /** Shows the table if it has new snapshots; gives the number of all that there have been. */
  int update() {
    reader.refresh();
    List<TableSnapshot> snapshots = reader.snapshots();
    if (snapshots.size() > commits) {
      commits = snapshots.size();
      show(picture(snapshots));
    }
    return commits;
  }

  private String picture(List<TableSnapshot> snapshots) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream picture = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    picture.println(
        style.bold("Iceberg table " + Script.NAMESPACE + "." + Script.TABLE)
            + style.dim(" after " + counted(snapshots.size(), "commit") + ", read from its files"));
    List<TableSnapshot> latest =
        snapshots.subList(Math.max(0, snapshots.size() - SNAPSHOTS_SHOWN), snapshots.size());
    new TablePrinter(picture, style, SNAPSHOT_HEADINGS)
        .print(latest.stream().map(LiveTable::snapshotRow).toList());
    picture.println();
    printRows(picture);
    picture.println();
    picture.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static List<Optional<String>> snapshotRow(TableSnapshot snapshot) {
    return List.of(
        Optional.of(TIME.format(snapshot.committedAt())),
        Optional.of(Long.toString(snapshot.snapshotId())),
        Optional.of(snapshot.operation()),
        Optional.of(Long.toString(snapshot.count("added-records"))),
        Optional.of(Long.toString(snapshot.count("added-equality-deletes"))));
  }

  private void printRows(PrintStream picture) {
    List<List<@Nullable Object>> rows = new ArrayList<>(reader.rows());
    rows.sort(Comparator.comparing(row -> String.valueOf(row.get(0))));
    List<Heading> headings = new ArrayList<>();
    List<String> columns = reader.columns();
    for (int i = 0; i < columns.size(); i++) {
      boolean number = !rows.isEmpty() && rows.get(0).get(i) instanceof Number;
      headings.add(new Heading(columns.get(i), number ? Alignment.RIGHT : Alignment.LEFT));
    }
    List<List<Optional<String>>> shown = new ArrayList<>();
    for (List<@Nullable Object> row : rows.subList(0, Math.min(ROWS_SHOWN, rows.size()))) {
      List<Optional<String>> texts = new ArrayList<>();
      row.forEach(value -> texts.add(Optional.ofNullable(value).map(Object::toString)));
      shown.add(texts);
    }
    new TablePrinter(picture, style, headings).print(shown);
    picture.println(style.dim("(" + counted(rows.size(), "row") + ")"));
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private void show(String picture) {
    if (style == Style.COLORED && linesToReplace > 0) {
      out.print("\u001b[" + linesToReplace + "A\u001b[J");
    }
    out.print(picture);
    out.flush();
    linesToReplace = (int) picture.lines().count();
  }
}
