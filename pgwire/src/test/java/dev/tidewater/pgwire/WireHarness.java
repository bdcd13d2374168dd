package dev.tidewater.pgwire;

import dev.tidewater.pgwire.ConnectionSettings.Admission;
import dev.tidewater.pgwire.authentication.Authentication;
import dev.tidewater.pgwire.protocol.FrameDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;

/** A connection to a scripted database without a network: bytes in, lines of text out. */
final class WireHarness {
  final ScriptedDatabase database = new ScriptedDatabase();
  private final EmbeddedChannel channel;

  WireHarness() {
    this(new Authentication.Trust(), Admission.ADMITTED);
  }

  WireHarness(Authentication authentication, Admission admission) {
    channel = new EmbeddedChannel();
    FrameDecoder decoder = new FrameDecoder(FrameDecoder.Tls.REFUSED);
    Outbound out = new Outbound(channel);
    Connection connection =
        new Connection(out, new ConnectionSettings(database, authentication, decoder, admission));
    channel
        .pipeline()
        .addLast(decoder, new ConnectionHandler(connection, out, database, Runnable::run, null));
  }

  /** A connection that is through startup. */
  static WireHarness ready() {
    WireHarness harness = new WireHarness();
    harness.send(ClientBytes.startup("anna", "db"));
    return harness;
  }

  /** Sends messages, all at once, and gives what comes back. */
  List<String> send(byte[]... messages) {
    ByteBuf bytes = Unpooled.buffer();
    for (byte[] message : messages) {
      bytes.writeBytes(message);
    }
    channel.writeInbound(bytes);
    channel.runPendingTasks();
    return received();
  }

  /** Sends bytes one at a time, as a network may deliver them. */
  List<String> sendSlowly(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    for (byte b : bytes) {
      lines.addAll(send(new byte[] {b}));
    }
    return lines;
  }

  List<String> query(String sql) {
    return send(ClientBytes.query(sql));
  }

  private List<String> received() {
    return ServerText.lines(rawReceived());
  }

  /** Everything that was sent and not yet looked at. */
  ByteBuf rawReceived() {
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
      all.writeBytes(piece);
      piece.release();
    }
    return all;
  }

  void sendRaw(byte[] bytes) {
    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    channel.runPendingTasks();
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /** The client goes away without a word. */
  void disconnect() {
    channel.close().syncUninterruptibly();
    channel.runPendingTasks();
  }
}
