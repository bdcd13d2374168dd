package dev.tidewater.server.instance;

import dev.tidewater.http.Health;
import dev.tidewater.http.HttpServer;
import dev.tidewater.http.HttpServices;
import dev.tidewater.pgwire.PgWireOptions;
import dev.tidewater.pgwire.PgWireServer;
import dev.tidewater.pgwire.authentication.Authentication;
import dev.tidewater.pgwire.authentication.ScramVerifier;
import dev.tidewater.sink.iceberg.catalog.EmbeddedCatalog;
import dev.tidewater.sink.iceberg.rest.EmbeddedRestCatalog;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server with everything it needs in one directory.
 *
 * <p>{@link #start} returns when clients may connect; {@link #close} when nothing is left running.
 * A server that was killed instead is started in the same directory and loses nothing that it had
 * acknowledged. Several may run in one process, each in a directory of its own.
 *
 * <pre>
 *   data directory/
 *     tidewater.lock   held while the server runs
 *     catalog/         the embedded Iceberg catalog and its warehouse
 *     database/        collections, consensus and the system catalog
 * </pre>
 */
public final class TidewaterServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TidewaterServer.class);

  private static final String CATALOG = "catalog";
  private static final String DATABASE = "database";

  /** What has been started, last first. */
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  private final AtomicBoolean serving = new AtomicBoolean();
  private final Path dataDirectory;
  private final InetSocketAddress sqlAddress;
  private final InetSocketAddress httpAddress;

  private TidewaterServer(ServerOptions options, Database.Opener opener) {
    try {
      DataDirectory directory = opened(DataDirectory.take(options.dataDirectory()));
      dataDirectory = directory.path();
      ServerMetrics metrics = opened(new ServerMetrics());
      EmbeddedCatalog catalog = opened(EmbeddedCatalog.open(catalogDirectory()));
      Database database = opened(opener.open(dataDirectory.resolve(DATABASE), catalogDirectory()));
      HttpServices services =
          new HttpServices(this::readiness, metrics::scrape, new EmbeddedRestCatalog(catalog));
      HttpServer http =
          opened(
              HttpServer.start(
                  new InetSocketAddress(options.bindAddress(), options.httpPort()), services));
      httpAddress = http.address();
      PgWireServer sql = opened(PgWireServer.start(wireOptions(options), database));
      sqlAddress = sql.address();
      metrics.watch(sql);
      database.watchedBy(metrics);
      serving.set(true);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Starts a server.
   *
   * @throws dev.tidewater.types.TidewaterException if the directory is in use or can't be written,
   *     or a port is taken; nothing is left running then
   */
  public static TidewaterServer start(ServerOptions options) {
    return start(options, CoordinatorDatabase::open);
  }

  static TidewaterServer start(ServerOptions options, Database.Opener opener) {
    return new TidewaterServer(options, opener);
  }

  /** Absolute. */
  public Path dataDirectory() {
    return dataDirectory;
  }

  /** Where {@link EmbeddedCatalog} finds the embedded catalog. */
  public Path catalogDirectory() {
    return dataDirectory.resolve(CATALOG);
  }

  public InetSocketAddress sqlAddress() {
    return sqlAddress;
  }

  public InetSocketAddress httpAddress() {
    return httpAddress;
  }

  public int sqlPort() {
    return sqlAddress.getPort();
  }

  public int httpPort() {
    return httpAddress.getPort();
  }

  /** The URL of the embedded Iceberg REST catalog. */
  public String icebergUrl() {
    return "http://" + Addresses.display(httpAddress) + "/iceberg";
  }

  private Health.Readiness readiness() {
    return serving.get()
        ? new Health.Readiness(true, "")
        : new Health.Readiness(false, "not serving");
  }

  private static PgWireOptions wireOptions(ServerOptions options) {
    Authentication authentication =
        options
            .password()
            .<Authentication>map(
                password -> new Authentication.Password(ScramVerifier.ofPassword(password)))
            .orElseGet(Authentication.Trust::new);
    return new PgWireOptions(
        new InetSocketAddress(options.bindAddress(), options.sqlPort()),
        authentication,
        options.tls(),
        options.maxConnections());
  }

  private <T extends AutoCloseable> T opened(T part) {
    started.push(part);
    return part;
  }

  /**
   * Stops in the opposite order of starting; a part that fails to stop does not keep the others.
   */
  @Override
  public void close() {
    serving.set(false);
    while (!started.isEmpty()) {
      AutoCloseable part = started.pop();
      try {
        part.close();
      } catch (Exception e) {
        log.error("stopping {} failed", part.getClass().getSimpleName(), e);
      }
    }
  }
}
