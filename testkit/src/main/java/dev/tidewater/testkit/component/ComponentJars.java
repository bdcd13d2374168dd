package dev.tidewater.testkit.component;

import java.nio.file.Files;
import java.nio.file.Path;

/** Jars that the build of this module put aside, to be run with classpaths of their own. */
final class ComponentJars {
  private ComponentJars() {}

  static Path find(String name) {
    return targetDirectory().resolve("components").resolve(name);
  }

  /** This module's {@code target}, from whichever module's directory the tests run in. */
  static Path targetDirectory() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(directory.resolve("testkit/pom.xml"))) {
      Path parent = directory.getParent();
      if (parent == null) {
        throw new IllegalStateException("the tests run inside the source tree");
      }
      directory = parent;
    }
    return directory.resolve("testkit/target");
  }
}
