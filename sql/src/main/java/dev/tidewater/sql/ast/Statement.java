package dev.tidewater.sql.ast;

/**
 * One statement. Families have sealed interfaces and visitors of their own, so that each part of
 * the coordinator handles one of them.
 */
public sealed interface Statement
    permits Query,
        DataStatement,
        CreateStatement,
        AlterStatement,
        InspectStatement,
        SessionStatement,
        CursorStatement {
  Position position();

  <R> R accept(Visitor<R> visitor);

  /** One method for each family. */
  interface Visitor<R> {
    R visitQuery(Query query);

    R visitData(DataStatement statement);

    R visitCreate(CreateStatement statement);

    R visitAlter(AlterStatement statement);

    R visitInspect(InspectStatement statement);

    R visitSession(SessionStatement statement);

    R visitCursor(CursorStatement statement);
  }
}
