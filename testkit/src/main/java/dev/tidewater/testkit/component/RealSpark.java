package dev.tidewater.testkit.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Apache Spark with Iceberg's own runtime, local, in a JVM of its own: a foreign reader of Iceberg
 * tables. Starting it takes about ten seconds, so ask all at once.
 */
public final class RealSpark {
  /** Packages of the JDK that Spark reaches into on Java 17. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private static final String ROW = "row\t";

  private final String classPath;
  private final Path program;

  private RealSpark(String classPath, Path program) {
    this.classPath = classPath;
    this.program = program;
  }

  /** Finds Spark's jars, or has Maven fetch them: about 400 MB the first time. */
  public static RealSpark ready() {
    Path target = ComponentJars.targetDirectory();
    Path home = target.resolveSibling("spark");
    Path pom = home.resolve("pom.xml");
    try {
      Path resolved = target.resolve("spark-" + Files.getLastModifiedTime(pom).toMillis());
      Files.createDirectories(resolved);
      Path classPath = resolved.resolve("classpath");
      try (FileChannel channel =
              FileChannel.open(
                  resolved.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !Files.exists(classPath)) {
          Path written = resolved.resolve("classpath.part");
          HostCommand.run(
              "mvn",
              "--batch-mode",
              "--quiet",
              "--file=" + pom,
              "dependency:build-classpath",
              "-Dmdep.outputFile=" + written);
          Files.move(written, classPath);
        }
      }
      return new RealSpark(
          Files.readString(classPath, StandardCharsets.UTF_8).strip(),
          home.resolve("src/SparkQueries.java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs SQL statements in a new Spark whose default catalog is an Iceberg REST catalog, and gives
   * the rows of each as JSON. Times are in UTC, NULLs are written out.
   */
  public List<List<String>> run(URI restCatalog, List<String> statements) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    for (String opened : OPENED) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.add("-cp");
    command.add(classPath);
    command.add(program.toString());
    command.add(restCatalog.toString());
    StringBuilder input = new StringBuilder();
    statements.forEach(sql -> input.append(sql.replace('\n', ' ')).append('\n'));
    HostCommand.Result result = HostCommand.tryRun(command, Map.of(), input.toString());
    if (result.exitCode() != 0) {
      throw new IllegalStateException(
          "Spark ended with exit code " + result.exitCode() + ":\n" + result.errors());
    }
    return rows(result.output(), statements.size());
  }

  private static List<List<String>> rows(String output, int statements) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < statements; i++) {
      rows.add(new ArrayList<>());
    }
    output
        .lines()
        .filter(line -> line.startsWith(ROW))
        .forEach(
            line -> {
              String[] parts = line.split("\t", 3);
              rows.get(Integer.parseInt(parts[1])).add(parts[2]);
            });
    return rows;
  }
}
