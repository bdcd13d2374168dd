package dev.tidewater.pgwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged conversations: bytes flipped, cut, doubled, replaced. Whatever comes, what the server
 * says is whole messages, a connection that it gave up on is closed and its session with it, and
 * the next client is served.
 */
class WireFuzzTest {
  private static final int ROUNDS = 3_000;
  private static final int SOCKET_ROUNDS = 200;
  private static final long SEED = 20_261_122L;

  private static byte[] conversation(Random random) {
    List<byte[]> messages = new ArrayList<>();
    messages.add(ClientBytes.startup("anna", "db"));
    int count = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      messages.addAll(piece(random));
    }
    ByteBuf bytes = Unpooled.buffer();
    messages.forEach(bytes::writeBytes);
    byte[] all = new byte[bytes.readableBytes()];
    bytes.readBytes(all);
    return all;
  }

  private static List<byte[]> piece(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> List.of(ClientBytes.query("series 3; nothing"));
      case 1 -> List.of(ClientBytes.query("begin; fail; commit"), ClientBytes.sync());
      case 2 ->
          List.of(
              ClientBytes.query("copy in"), ClientBytes.copyData("1\tx\n"), ClientBytes.copyDone());
      case 3 ->
          List.of(
              ClientBytes.parse("s", "echo 2", 23, 1700),
              ClientBytes.bind("p", "s", "1", "2.5"),
              ClientBytes.describe('P', "p"),
              ClientBytes.execute("p", 1),
              ClientBytes.close('P', "p"),
              ClientBytes.sync());
      case 4 ->
          List.of(
              ClientBytes.parse("", "series 9"),
              ClientBytes.bind("", ""),
              ClientBytes.execute("", 4),
              ClientBytes.flush(),
              ClientBytes.execute("", 4),
              ClientBytes.sync());
      case 5 -> List.of(ClientBytes.query("copy out 3"));
      case 6 -> List.of(ClientBytes.describe('S', "s"), ClientBytes.sync());
      default -> List.of(ClientBytes.query("notice"), ClientBytes.terminate());
    };
  }

  private static byte[] damage(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    int hurts = 1 + random.nextInt(4);
    for (int i = 0; i < hurts && damaged.length > 0; i++) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(5)) {
        case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> damaged[at] = (byte) random.nextInt();
        case 2 -> damaged = Arrays.copyOf(damaged, at);
        case 3 -> damaged = withHole(damaged, at, random.nextInt(6));
        default -> damaged = doubled(damaged, at);
      }
    }
    return damaged;
  }

  private static byte[] withHole(byte[] bytes, int at, int length) {
    int end = Math.min(bytes.length, at + length);
    byte[] result = new byte[bytes.length - (end - at)];
    System.arraycopy(bytes, 0, result, 0, at);
    System.arraycopy(bytes, end, result, at, bytes.length - end);
    return result;
  }

  private static byte[] doubled(byte[] bytes, int at) {
    byte[] result = Arrays.copyOf(bytes, bytes.length + (bytes.length - at));
    System.arraycopy(bytes, at, result, bytes.length, bytes.length - at);
    return result;
  }

  @Test
  void damagedBytesNeverLeadToHalfAMessageOrALostSession() {
    int closed = 0;
    int survived = 0;
    int answered = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(SEED + round);
      byte[] bytes = damage(conversation(random), random);
      WireHarness harness = new WireHarness();
      for (int from = 0; from < bytes.length && harness.isOpen(); ) {
        int to = Math.min(bytes.length, from + 1 + random.nextInt(64));
        harness.sendRaw(Arrays.copyOfRange(bytes, from, to));
        from = to;
      }
      ByteBuf said = harness.rawReceived();
      // A lone N answers a request for encryption that the damage made up.
      if (said.readableBytes() > 1 || (said.isReadable() && said.getByte(0) != 'N')) {
        while (said.getByte(said.readerIndex()) == 'N'
            && said.getInt(said.readerIndex() + 1) > 9999) {
          said.skipBytes(1);
        }
        List<String> lines = ServerText.lines(said);
        answered += lines.size();
        assertThat(lines).as("round %d", round).noneMatch(line -> line.contains("XX000"));
      }
      if (harness.isOpen()) {
        survived++;
        harness.disconnect();
      } else {
        closed++;
      }
      assertThat(harness.database.openSessions()).as("round %d", round).isZero();
    }
    // The damage must have reached all kinds of outcome, or this shows nothing.
    assertThat(closed).isGreaterThan(ROUNDS / 10);
    assertThat(survived).isGreaterThan(ROUNDS / 10);
    assertThat(answered).isGreaterThan(5 * ROUNDS);
  }

  @Test
  void serverGoesOnServingAfterGarbageOnItsSocket() throws IOException {
    ScriptedDatabase database = new ScriptedDatabase();
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (PgWireServer server = PgWireServer.start(PgWireOptions.trusting(free), database)) {
      for (int round = 0; round < SOCKET_ROUNDS; round++) {
        Random random = new Random(SEED - round);
        byte[] bytes = damage(conversation(random), random);
        if (random.nextInt(4) == 0) {
          random.nextBytes(bytes);
        }
        try (Socket socket =
            new Socket(server.address().getAddress(), server.address().getPort())) {
          socket.getOutputStream().write(bytes);
          socket.shutdownOutput();
          drain(socket);
        }
      }
      try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
        socket.getOutputStream().write(ClientBytes.startup("anna", "db"));
        socket.getOutputStream().write(ClientBytes.query("nothing"));
        socket.getOutputStream().write(ClientBytes.terminate());
        List<String> lines =
            ServerText.lines(Unpooled.wrappedBuffer(socket.getInputStream().readAllBytes()));
        assertThat(lines).endsWith("CommandComplete NOTHING", "ReadyForQuery I");
      }
    }
    assertThat(database.openSessions()).isZero();
  }

  private static void drain(Socket socket) {
    try (InputStream in = socket.getInputStream()) {
      in.readAllBytes();
    } catch (IOException e) {
      // The server may close before it has read everything, which resets the connection.
    }
  }
}
