package dev.tidewater.server.instance;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses as they are shown to people. */
public final class Addresses {
  private Addresses() {}

  /** Host and port to connect to from this machine: {@code 127.0.0.1:6875}. */
  public static String display(InetSocketAddress address) {
    return host(address) + ":" + address.getPort();
  }

  /** The host to connect to from this machine, fit for a URL. */
  public static String host(InetSocketAddress address) {
    InetAddress host = address.getAddress();
    if (host == null) {
      return address.getHostString();
    }
    if (host.isAnyLocalAddress()) {
      return "127.0.0.1";
    }
    String text = host.getHostAddress();
    return text.indexOf(':') >= 0 ? "[" + text + "]" : text;
  }
}
