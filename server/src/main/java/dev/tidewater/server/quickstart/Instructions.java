package dev.tidewater.server.quickstart;

import dev.tidewater.server.instance.Addresses;
import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.server.shell.Style;
import java.io.PrintStream;

/** How to reach the server and its table with other programs. */
final class Instructions {
  private static final String TEXT =
      """
      %s
        psql -h HOST -p SQL_PORT -U tidewater tidewater
        ./tidewater sql --port SQL_PORT -c 'SELECT * FROM item_bids ORDER BY bids DESC'

      %s
        spark-sql --packages org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.12.0 \\
          --conf spark.sql.catalog.tidewater=org.apache.iceberg.spark.SparkCatalog \\
          --conf spark.sql.catalog.tidewater.type=rest \\
          --conf spark.sql.catalog.tidewater.uri=ICEBERG_URL \\
          -e 'SELECT * FROM tidewater.public.item_bids'

      %s
        connector.name=iceberg
        iceberg.catalog.type=rest
        iceberg.rest-catalog.uri=ICEBERG_URL
        fs.hadoop.enabled=true

      %s
        INSTALL iceberg; LOAD iceberg;
        ATTACH '' AS tidewater
          (TYPE iceberg, ENDPOINT 'ICEBERG_URL', AUTHORIZATION_TYPE 'none');
        SELECT * FROM tidewater.public.item_bids;

      Metrics and health: HTTP_URL/metrics, HTTP_URL/health
      """;

  private Instructions() {}

  static void print(TidewaterServer server, PrintStream out, Style style) {
    String text =
        TEXT.formatted(
            style.bold("Query the view with SQL, from another terminal:"),
            style.bold("Read the Iceberg table on this machine with Spark:"),
            style.bold("… with Trino (etc/catalog/tidewater.properties):"),
            style.bold("… with DuckDB (not 1.4: it leaves updated rows out of such a table):"));
    out.println(
        text.replace("HOST", Addresses.host(server.sqlAddress()))
            .replace("SQL_PORT", Integer.toString(server.sqlPort()))
            .replace("ICEBERG_URL", server.icebergUrl())
            .replace("HTTP_URL", "http://" + Addresses.display(server.httpAddress())));
  }
}
