package dev.tidewater.testkit.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An S3 server (S3Proxy over a directory) that checks signatures: a wrong secret, an unknown key or
 * no signature is refused with 403. A conditional put is atomic. Path-style addresses.
 */
public final class RealS3 implements AutoCloseable {
  private final Path directory;
  private final int port;
  private final ServerProcess server;

  private RealS3(Path directory) {
    this.directory = directory;
    this.port = ServerProcess.freePort();
    this.server = launch();
  }

  /** Starts a server without buckets. */
  public static RealS3 start() {
    return new RealS3(TemporaryDirectory.create("tidewater-s3"));
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public String region() {
    return "us-east-1";
  }

  public String accessKeyId() {
    return "tidewater-key";
  }

  public String secretAccessKey() {
    return "tidewater-secret/+=";
  }

  /** Makes a bucket; its name must have three characters or more. */
  public void createBucket(String bucket) {
    try {
      Files.createDirectory(buckets().resolve(bucket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the server has logged. */
  public String log() {
    return server.output();
  }

  @Override
  public void close() {
    server.close();
    TemporaryDirectory.delete(directory);
  }

  private Path buckets() {
    return directory.resolve("buckets");
  }

  private ServerProcess launch() {
    try {
      Files.createDirectory(buckets());
      Path properties = directory.resolve("s3proxy.properties");
      Files.write(
          properties,
          List.of(
              "s3proxy.endpoint=" + endpoint(),
              "s3proxy.authorization=aws-v2-or-v4",
              "s3proxy.identity=" + accessKeyId(),
              "s3proxy.credential=" + secretAccessKey(),
              "s3proxy.ignore-unknown-headers=true",
              "jclouds.provider=filesystem-nio2",
              "jclouds.filesystem.basedir=" + buckets()));
      ServerProcess started =
          ServerProcess.start(
              "S3Proxy",
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-jar",
                  ComponentJars.find("s3proxy.jar").toString(),
                  "--properties",
                  properties.toString()),
              directory.resolve("server.log"));
      started.awaitUp(() -> ServerProcess.accepts(port));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
