package dev.tidewater.server.command;

import dev.tidewater.server.instance.Addresses;
import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.server.shell.Style;
import java.io.PrintStream;

/** Says where a server can be reached. */
final class Greeting {
  private Greeting() {}

  static void print(TidewaterServer server, PrintStream out, Style style) {
    String host = Addresses.host(server.sqlAddress());
    line(out, style, "SQL", "psql -h " + host + " -p " + server.sqlPort() + " " + login());
    line(
        out,
        style,
        "HTTP",
        "http://" + Addresses.display(server.httpAddress()) + "  (/health, /metrics)");
    line(out, style, "Iceberg", server.icebergUrl() + "  (REST catalog)");
    line(out, style, "Data", server.dataDirectory().toString());
  }

  private static String login() {
    return "-U " + SqlCommand.DEFAULT_USER + " " + SqlCommand.DEFAULT_DATABASE;
  }

  private static void line(PrintStream out, Style style, String name, String value) {
    out.println("  " + style.dim(String.format("%-8s", name)) + " " + value);
  }
}
