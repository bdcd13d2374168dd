package dev.tidewater.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tree that is checked: modules in the order of the root POM (lowest first), their compiled
 * classes and their source files. Classes are read from the modules' {@code target} directories
 * rather than from the classpath, so that a module that nothing depends on is checked too.
 */
final class CodeBase {
  private static final Pattern MODULE = Pattern.compile("<module>([a-z-]+)</module>");

  static final Path ROOT = findRoot();

  static final List<String> MODULES = readModules();

  /** Classes that ship. */
  static final JavaClasses MAIN = importClasses("target/classes");

  /** Test classes, and testkit, which is test code in a main tree. */
  static final JavaClasses TESTS = importClasses("target/test-classes");

  private CodeBase() {}

  /** Place of the class's module in the root POM; -1 for a class from elsewhere. */
  static int moduleIndex(JavaClass type) {
    return type.getSource()
        .map(source -> Path.of(source.getUri().getPath()))
        .filter(path -> path.startsWith(ROOT))
        .map(path -> MODULES.indexOf(ROOT.relativize(path).getName(0).toString()))
        .orElse(-1);
  }

  /** The root package of a module: {@code sink-iceberg} has {@code dev.tidewater.sink.iceberg}. */
  static String rootPackage(String module) {
    return module.equals("architecture-tests")
        ? "dev.tidewater.architecture"
        : "dev.tidewater." + module.replace('-', '.');
  }

  static List<Path> mainSources() {
    return sources("src/main/java");
  }

  static List<Path> allSources() {
    return Stream.concat(mainSources().stream(), sources("src/test/java").stream()).toList();
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sources(String tree) {
    return MODULES.stream()
        .map(module -> ROOT.resolve(module).resolve(tree))
        .filter(Files::isDirectory)
        .flatMap(CodeBase::javaFiles)
        .toList();
  }

  private static Stream<Path> javaFiles(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaClasses importClasses(String tree) {
    List<Path> paths =
        MODULES.stream()
            .map(module -> ROOT.resolve(module).resolve(tree))
            .filter(Files::isDirectory)
            .toList();
    return new ClassFileImporter().importPaths(paths);
  }

  private static List<String> readModules() {
    Matcher matcher = MODULE.matcher(String.join("\n", lines(ROOT.resolve("pom.xml"))));
    return matcher.results().map(result -> result.group(1)).toList();
  }

  private static Path findRoot() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve("architecture-tests"))) {
      Path parent = directory.getParent();
      if (parent == null) {
        throw new IllegalStateException("the tests run inside the source tree");
      }
      directory = parent;
    }
    return directory;
  }
}
