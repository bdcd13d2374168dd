package dev.tidewater.pgwire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyTest {
  private final WireHarness harness = WireHarness.ready();

  @Test
  void dataGoesInInPiecesThatNeedNotBeLines() {
    assertThat(harness.query("copy in")).containsExactly("CopyIn text 2");
    assertThat(harness.send(ClientBytes.copyData("1\to"), ClientBytes.copyData("ne\n2\ttwo\n")))
        .isEmpty();
    assertThat(harness.send(ClientBytes.copyDone()))
        .containsExactly("CommandComplete COPY 2", "ReadyForQuery I");
    assertThat(harness.database.log)
        .containsExactly("copy in", "copied: 1\tone/2\ttwo/", "sync: commit");
  }

  @Test
  void scriptGoesOnBehindACopy() {
    harness.query("nothing; copy in; nothing; copy in; nothing");
    assertThat(harness.send(ClientBytes.copyData("a\n"), ClientBytes.copyDone()))
        .containsExactly("CommandComplete COPY 1", "CommandComplete NOTHING", "CopyIn text 2");
    assertThat(harness.send(ClientBytes.copyDone()))
        .containsExactly("CommandComplete COPY 0", "CommandComplete NOTHING", "ReadyForQuery I");
  }

  @Test
  void clientMayGiveUp() {
    harness.query("copy in");
    assertThat(harness.send(ClientBytes.copyData("1\n"), ClientBytes.copyFail("no more")))
        .containsExactly("Error 57014 COPY from stdin failed: no more", "ReadyForQuery I");
    assertThat(harness.database.log)
        .contains("sync: rollback")
        .noneMatch(l -> l.startsWith("copied"));
  }

  @Test
  void whatFollowsAFailedCopyIsPassedOver() {
    harness.query("copy in");
    assertThat(
            harness.send(
                ClientBytes.copyData("bad\n"),
                ClientBytes.copyData("2\n"),
                ClientBytes.copyDone(),
                ClientBytes.query("nothing")))
        .containsExactly(
            "Error 22P04 bad line",
            "ReadyForQuery I",
            "CommandComplete NOTHING",
            "ReadyForQuery I");
  }

  @Test
  void queryAmidCopyEndsIt() {
    harness.query("copy in");
    assertThat(harness.query("nothing"))
        .containsExactly(
            "Error 08P01 unexpected Query message during COPY from stdin", "ReadyForQuery I");
    assertThat(harness.query("nothing"))
        .containsExactly("CommandComplete NOTHING", "ReadyForQuery I");
  }

  @Test
  void extendedProtocolCopiesAndIgnoresSyncMeanwhile() {
    assertThat(
            harness.send(
                ClientBytes.parse("", "copy in"),
                ClientBytes.bind("", ""),
                ClientBytes.execute("", 0),
                ClientBytes.sync()))
        .containsExactly("ParseComplete", "BindComplete", "CopyIn text 2");
    assertThat(
            harness.send(ClientBytes.copyData("1\n"), ClientBytes.copyDone(), ClientBytes.sync()))
        .containsExactly("CommandComplete COPY 1", "ReadyForQuery I");
  }

  @Test
  void failedCopyInTheExtendedProtocolSkipsToSync() {
    harness.send(
        ClientBytes.parse("", "copy in"), ClientBytes.bind("", ""), ClientBytes.execute("", 0));
    assertThat(
            harness.send(
                ClientBytes.copyData("bad\n"),
                ClientBytes.copyData("more\n"),
                ClientBytes.copyDone(),
                ClientBytes.sync()))
        .containsExactly("Error 22P04 bad line", "ReadyForQuery I");
  }

  @Test
  void clientThatVanishesAmidCopyLeavesNothing() {
    harness.query("copy in");
    harness.send(ClientBytes.copyData("1\n"));
    harness.disconnect();
    assertThat(harness.database.log)
        .contains("copy failed: client closed the connection", "close")
        .noneMatch(line -> line.startsWith("copied"));
  }

  @Test
  void dataComesOutAMessageForEachLine() {
    assertThat(harness.query("copy out 2"))
        .containsExactly(
            "CopyOut text 2",
            "CopyData 1\\trow 1\\n",
            "CopyData 2\\trow 2\\n",
            "CopyDone",
            "CommandComplete COPY 2",
            "ReadyForQuery I");
  }

  @Test
  void muchDataComesOutWhole() {
    assertThat(harness.query("copy out 50000"))
        .hasSize(50_004)
        .contains("CopyData 49999\\trow 49999\\n");
  }
}
