package dev.tidewater.pgwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.types.TidewaterException;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What needs real sockets and threads: backpressure, cancel, shutdown, limits. */
@Timeout(60)
class PgWireServerTest {
  private final ScriptedDatabase database = new ScriptedDatabase();
  private PgWireServer server;

  @BeforeEach
  void start() {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = PgWireServer.start(PgWireOptions.trusting(free), database);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
    socket.getOutputStream().write(ClientBytes.startup("anna", "db"));
    readUntilReady(socket.getInputStream());
    return socket;
  }

  /** Reads whole messages up to ReadyForQuery. */
  private static byte[] readUntilReady(InputStream in) throws IOException {
    byte[] all = new byte[0];
    while (true) {
      byte[] head = in.readNBytes(5);
      if (head.length < 5) {
        return all;
      }
      byte[] body = in.readNBytes(Unpooled.wrappedBuffer(head).getInt(1) - 4);
      int old = all.length;
      all = Arrays.copyOf(all, old + 5 + body.length);
      System.arraycopy(head, 0, all, old, 5);
      System.arraycopy(body, 0, all, old + 5, body.length);
      if (head[0] == 'Z') {
        return all;
      }
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static long sessionThreads(Thread.State... states) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("pgwire-session"))
        .filter(thread -> Arrays.asList(states).contains(thread.getState()))
        .count();
  }

  @Test
  void clientThatDoesNotReadHoldsItsQueryBack() throws IOException {
    int rows = 5_000_000;
    try (Socket slow = connect()) {
      slow.getOutputStream().write(ClientBytes.query("series " + rows));
      // The session's thread waits for room: far from all rows have been asked for.
      await(() -> sessionThreads(Thread.State.WAITING) > 0 && database.isStreaming());
      await(() -> database.stalledAt() > 0);
      assertThat(database.stalledAt()).isLessThan(rows / 2);
      try (Socket other = connect()) {
        other.getOutputStream().write(ClientBytes.query("nothing"));
        assertThat(ServerText.lines(Unpooled.wrappedBuffer(readUntilReady(other.getInputStream()))))
            .containsExactly("CommandComplete NOTHING", "ReadyForQuery I");
      }
    }
    await(() -> database.openSessions() == 0);
    assertThat(database.log).noneMatch(line -> line.equals("stream closed after " + rows));
  }

  @Test
  void cancelRequestStopsTheQueryOfAnotherConnection() throws IOException {
    try (Socket waiting = connect();
        Socket wrong = new Socket(server.address().getAddress(), server.address().getPort());
        Socket right = new Socket(server.address().getAddress(), server.address().getPort())) {
      waiting.getOutputStream().write(ClientBytes.query("wait"));
      await(() -> database.log.contains("wait"));
      wrong.getOutputStream().write(ClientBytes.cancel(1, 1));
      assertThat(wrong.getInputStream().read()).isEqualTo(-1);
      right.getOutputStream().write(ClientBytes.cancel(1, 1 + ScriptedDatabase.SECRET_OFFSET));
      List<String> answer =
          ServerText.lines(Unpooled.wrappedBuffer(readUntilReady(waiting.getInputStream())));
      assertThat(answer)
          .containsExactly(
              "Error 57014 canceling statement due to user request", "ReadyForQuery I");
    }
  }

  @Test
  void queryOfAClientThatIsGoneIsCancelled() throws IOException {
    try (Socket waiting = connect()) {
      waiting.getOutputStream().write(ClientBytes.query("wait"));
      await(() -> database.log.contains("wait"));
    }
    await(() -> database.openSessions() == 0);
  }

  @Test
  void shutdownTellsClientsAndClosesTheirSessions() throws IOException {
    try (Socket idle = connect();
        Socket busy = connect()) {
      busy.getOutputStream().write(ClientBytes.query("wait"));
      await(() -> database.log.contains("wait"));
      server.close();
      assertThat(ServerText.lines(Unpooled.wrappedBuffer(idle.getInputStream().readAllBytes())))
          .containsExactly("Error FATAL 57P01 terminating connection due to administrator command");
      assertThat(ServerText.lines(Unpooled.wrappedBuffer(busy.getInputStream().readAllBytes())))
          .contains("Error FATAL 57P01 terminating connection due to administrator command");
    }
    assertThat(database.openSessions()).isZero();
  }

  @Test
  void idleConnectionsHoldNoThread() throws IOException {
    Socket[] idle = new Socket[50];
    for (int i = 0; i < idle.length; i++) {
      idle[i] = connect();
    }
    assertThat(server.openConnections()).isEqualTo(idle.length);
    // Pool threads may linger for a while, but there are never as many as connections.
    assertThat(sessionThreads(Thread.State.values())).isLessThan(idle.length / 2);
    for (Socket socket : idle) {
      socket.close();
    }
    await(() -> server.openConnections() == 0 && database.openSessions() == 0);
  }

  @Test
  void takenPortIsAClearError() {
    assertThatThrownBy(() -> PgWireServer.start(PgWireOptions.trusting(server.address()), database))
        .isInstanceOf(TidewaterException.class)
        .hasMessageContaining("could not listen on");
  }

  @Test
  void manySmallMessagesThatNobodyReadsDoNotPileUp() throws IOException {
    try (Socket flooding = connect()) {
      byte[] query = ClientBytes.query("series 1000");
      Thread writer =
          new Thread(
              () -> {
                try {
                  while (true) {
                    flooding.getOutputStream().write(query);
                  }
                } catch (IOException closed) {
                  // By the end of the test.
                }
              });
      writer.start();
      await(() -> sessionThreads(Thread.State.WAITING) > 0 && writer.isAlive());
      await(() -> database.stalledAt() > 0);
    }
    await(() -> database.openSessions() == 0);
  }
}
