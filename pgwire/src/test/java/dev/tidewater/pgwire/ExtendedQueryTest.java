package dev.tidewater.pgwire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtendedQueryTest {
  private static final String SERIES = "RowDescription n:20/8/-1 t:25/-1/-1";
  private static final int INT4 = 23;
  private static final int INT8 = 20;

  private final WireHarness harness = WireHarness.ready();

  @Test
  void unnamedStatementIsParsedBoundDescribedAndExecuted() {
    assertThat(
            harness.send(
                ClientBytes.parse("", "series 2"),
                ClientBytes.bind("", ""),
                ClientBytes.describe('P', ""),
                ClientBytes.execute("", 0),
                ClientBytes.sync()))
        .containsExactly(
            "ParseComplete",
            "BindComplete",
            SERIES,
            "DataRow 1|row 1",
            "DataRow 2|row 2",
            "CommandComplete SELECT 2",
            "ReadyForQuery I");
  }

  @Test
  void statementDescriptionTellsParametersAndColumns() {
    assertThat(
            harness.send(
                ClientBytes.parse("s", "echo 2", INT4),
                ClientBytes.describe('S', "s"),
                ClientBytes.parse("t", "nothing"),
                ClientBytes.describe('S', "t"),
                ClientBytes.sync()))
        .containsExactly(
            "ParseComplete",
            "ParameterDescription 23 25",
            "RowDescription p1:23/4/-1 p2:25/-1/-1",
            "ParseComplete",
            "ParameterDescription",
            "NoData",
            "ReadyForQuery I");
  }

  @Test
  void parametersAndResultsMayBeTextOrBinaryEach() {
    byte[] eight = {0, 0, 0, 0, 0, 0, 0, 8};
    assertThat(
            harness.send(
                ClientBytes.parse("", "echo 3", INT4, INT8),
                ClientBytes.bind(
                    "",
                    "",
                    new int[] {0, 1, 0},
                    Arrays.asList(new byte[] {'-', '7'}, eight, null),
                    new int[] {1, 0, 0}),
                ClientBytes.describe('P', ""),
                ClientBytes.execute("", 0),
                ClientBytes.sync()))
        .containsExactly(
            "ParseComplete",
            "BindComplete",
            "RowDescription p1:23/4/-1/binary p2:20/8/-1 p3:25/-1/-1",
            "DataRow 0xfffffff9|8|NULL",
            "CommandComplete SELECT 1",
            "ReadyForQuery I");
  }

  @Test
  void wrongParameterCountIsRefused() {
    assertThat(
            harness.send(
                ClientBytes.parse("s", "echo 2"),
                ClientBytes.bind("", "s", "1"),
                ClientBytes.sync()))
        .contains(
            "Error 08P01 bind message supplies 1 parameters, but prepared statement \"s\" requires"
                + " 2");
  }

  @Test
  void badParameterValueIsRefused() {
    assertThat(
            harness.send(
                ClientBytes.parse("", "echo 1", INT4),
                ClientBytes.bind("", "", "x"),
                ClientBytes.sync()))
        .hasSize(3)
        .element(1)
        .asString()
        .startsWith("Error 22P02");
  }

  @Test
  void unknownParameterTypeIsRefused() {
    assertThat(harness.send(ClientBytes.parse("", "echo 1", 99_999), ClientBytes.sync()))
        .containsExactly(
            "Error 42704 type with OID 99999 of a parameter is not known", "ReadyForQuery I");
  }

  @Test
  void everythingIsSkippedBetweenAnErrorAndSync() {
    assertThat(
            harness.send(
                ClientBytes.parse("", "oops"),
                ClientBytes.bind("", ""),
                ClientBytes.execute("", 0),
                ClientBytes.query("nothing"),
                ClientBytes.flush(),
                ClientBytes.sync(),
                ClientBytes.query("nothing")))
        .containsExactly(
            "Error 42601 syntax error at \"oops\" H=Try a phrase. P=1",
            "ReadyForQuery I",
            "CommandComplete NOTHING",
            "ReadyForQuery I");
  }

  @Test
  void errorIsSentAtOnceWithoutSync() {
    assertThat(harness.send(ClientBytes.parse("", "oops"), ClientBytes.flush()))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("Error 42601");
  }

  @Test
  void flushSendsWhatThereIs() {
    assertThat(harness.send(ClientBytes.parse("", "nothing"))).isEmpty();
    assertThat(harness.send(ClientBytes.flush())).containsExactly("ParseComplete");
  }

  @Test
  void portalIsSuspendedAtItsRowLimitAndResumes() {
    harness.send(ClientBytes.query("begin"));
    assertThat(
            harness.send(
                ClientBytes.parse("", "series 5"),
                ClientBytes.bind("p", ""),
                ClientBytes.execute("p", 2),
                ClientBytes.sync()))
        .endsWith("DataRow 2|row 2", "PortalSuspended", "ReadyForQuery T");
    assertThat(harness.send(ClientBytes.execute("p", 2), ClientBytes.sync()))
        .containsExactly(
            "DataRow 3|row 3", "DataRow 4|row 4", "PortalSuspended", "ReadyForQuery T");
    assertThat(harness.send(ClientBytes.execute("p", 2), ClientBytes.sync()))
        .containsExactly("DataRow 5|row 5", "CommandComplete SELECT 1", "ReadyForQuery T");
    assertThat(harness.send(ClientBytes.execute("p", 0), ClientBytes.sync()))
        .containsExactly("CommandComplete SELECT 0", "ReadyForQuery T");
  }

  @Test
  void portalEndsWithItsTransaction() {
    harness.send(
        ClientBytes.parse("", "series 500"),
        ClientBytes.bind("p", ""),
        ClientBytes.execute("p", 2),
        ClientBytes.sync());
    assertThat(harness.database.log)
        .containsExactly("series 500", "stream closed after 100", "sync: commit");
    assertThat(harness.send(ClientBytes.execute("p", 2), ClientBytes.sync()))
        .containsExactly("Error 34000 portal \"p\" does not exist", "ReadyForQuery I");
  }

  @Test
  void closingASuspendedPortalFreesItsQuery() {
    harness.send(ClientBytes.query("begin"));
    assertThat(
            harness.send(
                ClientBytes.parse("", "series 500"),
                ClientBytes.bind("p", ""),
                ClientBytes.execute("p", 1),
                ClientBytes.close('P', "p"),
                ClientBytes.close('P', "never there"),
                ClientBytes.sync()))
        .endsWith("PortalSuspended", "CloseComplete", "CloseComplete", "ReadyForQuery T");
    assertThat(harness.database.log).contains("stream closed after 100");
  }

  @Test
  void finishedCommandCannotBeRunAgain() {
    assertThat(
            harness.send(
                ClientBytes.parse("", "nothing"),
                ClientBytes.bind("p", ""),
                ClientBytes.execute("p", 0),
                ClientBytes.execute("p", 0),
                ClientBytes.sync()))
        .containsExactly(
            "ParseComplete",
            "BindComplete",
            "CommandComplete NOTHING",
            "Error 55000 portal \"p\" cannot be run again",
            "ReadyForQuery I");
  }

  @Test
  void statementsAreKeptUntilClosed() {
    harness.send(ClientBytes.parse("s", "nothing"), ClientBytes.sync());
    assertThat(harness.send(ClientBytes.parse("s", "nothing"), ClientBytes.sync()))
        .containsExactly("Error 42P05 prepared statement \"s\" already exists", "ReadyForQuery I");
    assertThat(
            harness.send(
                ClientBytes.close('S', "s"), ClientBytes.bind("", "s"), ClientBytes.sync()))
        .containsExactly(
            "CloseComplete",
            "Error 26000 prepared statement \"s\" does not exist",
            "ReadyForQuery I");
  }

  @Test
  void batchIsOneTransactionUpToSync() {
    harness.send(
        ClientBytes.parse("", "nothing"),
        ClientBytes.bind("", ""),
        ClientBytes.execute("", 0),
        ClientBytes.parse("", "fail"),
        ClientBytes.bind("", ""),
        ClientBytes.execute("", 0),
        ClientBytes.sync());
    assertThat(harness.database.log).containsExactly("nothing", "fail", "sync: rollback");
  }

  @Test
  void completionIsNotToldBeforeItsCommit() {
    assertThat(
            harness.send(
                ClientBytes.parse("", "doom"),
                ClientBytes.bind("", ""),
                ClientBytes.execute("", 0),
                ClientBytes.sync()))
        .containsExactly(
            "ParseComplete", "BindComplete", "Error 40001 could not commit", "ReadyForQuery I");
  }

  @Test
  void emptyStatementIsAnsweredAsSuch() {
    assertThat(
            harness.send(
                ClientBytes.parse("", ""),
                ClientBytes.bind("", ""),
                ClientBytes.describe('P', ""),
                ClientBytes.execute("", 0),
                ClientBytes.sync()))
        .containsExactly(
            "ParseComplete", "BindComplete", "NoData", "EmptyQueryResponse", "ReadyForQuery I");
  }

  @Test
  void malformedBodyIsAnErrorUpToSync() {
    assertThat(
            harness.send(
                ClientBytes.typed('B', body -> body.writeByte('x')),
                ClientBytes.execute("", 0),
                ClientBytes.sync()))
        .containsExactly("Error 08P01 invalid string in message", "ReadyForQuery I");
  }

  @Test
  void wrongNumberOfFormatsIsRefused() {
    assertThat(
            harness.send(
                ClientBytes.parse("", "series 1"),
                ClientBytes.bind("", "", new int[0], List.of(), new int[] {0, 0, 0}),
                ClientBytes.sync()))
        .containsExactly(
            "ParseComplete",
            "Error 08P01 bind message has 3 formats but 2 values",
            "ReadyForQuery I");
  }
}
