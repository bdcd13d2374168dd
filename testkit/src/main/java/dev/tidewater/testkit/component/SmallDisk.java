package dev.tidewater.testkit.component;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file system of few megabytes, in memory, which can be filled without harm and then grown. Only
 * processes started through {@link #enter} see it, and it needs no rights beyond those of a user:
 * it is mounted in a namespace of its own (Linux, util-linux). It ends with this object.
 */
public final class SmallDisk implements AutoCloseable {
  private static final String MOUNTED = "mounted";

  private final ServerProcess keeper;
  private final Path directory;

  private SmallDisk(ServerProcess keeper, Path directory) {
    this.keeper = keeper;
    this.directory = directory;
  }

  /** Mounts it over an empty directory. */
  public static SmallDisk mount(Path directory, int mebibytes, Path log) {
    String script =
        "mount -t tmpfs -o size=%dm tmpfs '%s' && echo %s && exec sleep infinity"
            .formatted(mebibytes, directory, MOUNTED);
    ServerProcess keeper =
        ServerProcess.start(
            "small disk",
            List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script),
            log);
    keeper.awaitUp(() -> keeper.output().contains(MOUNTED));
    return new SmallDisk(keeper, directory);
  }

  /** The beginning of a command that runs the rest of it where this disk is seen. */
  public List<String> enter() {
    return List.of(
        "nsenter",
        "--preserve-credentials",
        "--user",
        "--mount",
        "--target",
        Long.toString(keeper.pid()));
  }

  /** Makes room, as somebody who cleans up would. */
  public void grow(int mebibytes) {
    Stream<String> mount =
        Stream.of("mount", "-o", "remount,size=" + mebibytes + "m", directory.toString());
    HostCommand.run(Stream.concat(enter().stream(), mount).toArray(String[]::new));
  }

  @Override
  public void close() {
    keeper.close();
  }
}
