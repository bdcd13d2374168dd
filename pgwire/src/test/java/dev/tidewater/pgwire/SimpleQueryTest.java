package dev.tidewater.pgwire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimpleQueryTest {
  private static final String SERIES = "RowDescription n:20/8/-1 t:25/-1/-1";

  private final WireHarness harness = WireHarness.ready();

  @Test
  void rowsComeBetweenDescriptionAndCompletion() {
    assertThat(harness.query("series 2"))
        .containsExactly(
            SERIES,
            "DataRow 1|row 1",
            "DataRow 2|row 2",
            "CommandComplete SELECT 2",
            "ReadyForQuery I");
  }

  @Test
  void nullsAreTold() {
    assertThat(harness.query("series 10")).contains("DataRow 9|row 9", "DataRow 10|NULL");
  }

  @Test
  void resultsOfManyChunksAreWhole() {
    assertThat(harness.query("series 25000"))
        .hasSize(25_003)
        .endsWith("DataRow 25000|NULL", "CommandComplete SELECT 25000", "ReadyForQuery I");
    assertThat(harness.database.log).contains("stream closed after 25000");
  }

  @Test
  void statementsOfAScriptRunInOrderAndAreOneTransaction() {
    assertThat(harness.query("nothing; series 1; nothing"))
        .containsExactly(
            "CommandComplete NOTHING",
            SERIES,
            "DataRow 1|row 1",
            "CommandComplete SELECT 1",
            "CommandComplete NOTHING",
            "ReadyForQuery I");
    assertThat(harness.database.log)
        .containsExactly("nothing", "series 1", "stream closed after 1", "nothing", "sync: commit");
  }

  @Test
  void errorAbortsTheRestOfTheScriptAndRollsBack() {
    assertThat(harness.query("nothing; fail; nothing"))
        .containsExactly(
            "CommandComplete NOTHING", "Error 22012 division by zero D=1/0", "ReadyForQuery I");
    assertThat(harness.database.log).containsExactly("nothing", "fail", "sync: rollback");
  }

  @Test
  void errorPositionCountsFromOneInTheWholeScript() {
    assertThat(harness.query("nothing; oops"))
        .contains("Error 42601 syntax error at \"oops\" H=Try a phrase. P=10");
  }

  @Test
  void errorAmidRowsEndsTheResult() {
    assertThat(harness.query("fail after 2"))
        .containsExactly(
            SERIES,
            "DataRow 1|row 1",
            "DataRow 2|row 2",
            "Error 22012 division by zero D=1/0",
            "ReadyForQuery I");
    assertThat(harness.database.log).contains("stream closed after 2");
  }

  @Test
  void bugInTheServerIsAnErrorAndTheSessionGoesOn() {
    assertThat(harness.query("crash").get(0)).startsWith("Error XX000 internal error");
    assertThat(harness.query("nothing"))
        .containsExactly("CommandComplete NOTHING", "ReadyForQuery I");
  }

  @Test
  void emptyQueryIsAnsweredAsSuch() {
    assertThat(harness.query("")).containsExactly("EmptyQueryResponse", "ReadyForQuery I");
    assertThat(harness.query(" ; ")).containsExactly("EmptyQueryResponse", "ReadyForQuery I");
  }

  @Test
  void completionIsNotToldBeforeItsCommit() {
    assertThat(harness.query("doom; nothing"))
        .containsExactly("CommandComplete DOOM", "Error 40001 could not commit", "ReadyForQuery I");
  }

  @Test
  void transactionStatusIsTold() {
    assertThat(harness.query("begin")).endsWith("ReadyForQuery T");
    assertThat(harness.query("fail")).endsWith("ReadyForQuery E");
    assertThat(harness.query("nothing"))
        .containsExactly("Error 25P02 current transaction is aborted", "ReadyForQuery E");
    assertThat(harness.query("rollback"))
        .containsExactly("CommandComplete ROLLBACK", "ReadyForQuery I");
  }

  @Test
  void noticesAndSettingsComeBeforeTheCompletion() {
    assertThat(harness.query("notice"))
        .containsExactly(
            "Notice NOTICE 00000 have a look D=at this",
            "CommandComplete NOTICE",
            "ReadyForQuery I");
    assertThat(harness.query("set timezone UTC"))
        .containsExactly("ParameterStatus timezone=utc", "CommandComplete SET", "ReadyForQuery I");
  }

  @Test
  void fastPathCallIsRefusedAndTheSessionGoesOn() {
    assertThat(harness.send(ClientBytes.typed('F', body -> body.writeInt(1))))
        .containsExactly(
            "Error 0A000 fast-path function calls are not supported", "ReadyForQuery I");
  }

  @Test
  void textThatIsNotUtf8IsAnError() {
    byte[] message = ClientBytes.typed('Q', body -> body.writeByte(0xff).writeByte(0));
    assertThat(harness.send(message))
        .containsExactly(
            "Error 22021 invalid byte sequence for encoding \"UTF8\"", "ReadyForQuery I");
  }

  @Test
  void unendedStringIsAnErrorAndTheSessionGoesOn() {
    byte[] message = ClientBytes.typed('Q', body -> body.writeByte('x'));
    assertThat(harness.send(message))
        .containsExactly("Error 08P01 invalid string in message", "ReadyForQuery I");
    assertThat(harness.query("nothing"))
        .containsExactly("CommandComplete NOTHING", "ReadyForQuery I");
  }

  @Test
  void unknownMessageTypeEndsTheConnectionWithAWord() {
    assertThat(harness.send(ClientBytes.typed('!', body -> {})))
        .containsExactly("Error FATAL 08P01 invalid frontend message type 33");
    assertThat(harness.isOpen()).isFalse();
    assertThat(harness.database.openSessions()).isZero();
  }
}
