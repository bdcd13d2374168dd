package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.Prepared;
import dev.tidewater.pgwire.protocol.FormatCodes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement with its parameters; once executed, a result that can be taken in pieces.
 */
final class Portal {
  private final Prepared prepared;
  private final List<@Nullable Object> parameters;
  private final FormatCodes resultFormats;
  private boolean started;
  private @Nullable RowCursor cursor;
  private String tagVerb = "";

  Portal(Prepared prepared, List<@Nullable Object> parameters, FormatCodes resultFormats) {
    this.prepared = prepared;
    this.parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    this.resultFormats = resultFormats;
  }

  Prepared prepared() {
    return prepared;
  }

  List<@Nullable Object> parameters() {
    return parameters;
  }

  FormatCodes resultFormats() {
    return resultFormats;
  }

  /** True the first time. */
  boolean start() {
    boolean first = !started;
    started = true;
    return first;
  }

  /** Keeps a result, so that the next Execute goes on with it. */
  void keep(RowCursor rows, String verb) {
    cursor = rows;
    tagVerb = verb;
  }

  @Nullable RowCursor cursor() {
    return cursor;
  }

  String tagVerb() {
    return tagVerb;
  }

  void close() {
    if (cursor != null) {
      cursor.close();
    }
  }
}
