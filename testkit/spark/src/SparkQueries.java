import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.SparkSession;

/**
 * Runs SQL statements, one a line on standard input, in a local Spark whose default catalog is an
 * Iceberg REST catalog. Prints each row as a line: "row", the number of its statement from 0, and
 * the row as JSON; all with tabs between. Run from source by {@code RealSpark}.
 *
 * <p>Argument: the catalog's address.
 */
public final class SparkQueries {
  public static void main(String[] arguments) throws Exception {
    SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.jsonGenerator.ignoreNullFields", "false")
            .config(
                "spark.sql.extensions",
                "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
            .config("spark.sql.catalog.tidewater", "org.apache.iceberg.spark.SparkCatalog")
            .config("spark.sql.catalog.tidewater.type", "rest")
            .config("spark.sql.catalog.tidewater.uri", arguments[0])
            .config("spark.sql.defaultCatalog", "tidewater")
            .getOrCreate();
    BufferedReader statements =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int number = 0;
    for (String sql = statements.readLine(); sql != null; sql = statements.readLine()) {
      for (String row : spark.sql(sql).toJSON().collectAsList()) {
        System.out.println("row\t" + number + "\t" + row);
      }
      number++;
    }
    spark.stop();
  }
}
