package dev.tidewater.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be seen of the house style by looking at files. */
class SourceConventionsTest {
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "^public (?:(?:abstract|final|sealed|non-sealed|strictfp) )*"
              + "(?:class|interface|record|enum|@interface) .*");

  @Test
  void publicTypesSayWhatTheyAre() {
    List<String> undocumented =
        CodeBase.mainSources().stream()
            .filter(file -> !isDocumented(CodeBase.lines(file)))
            .map(file -> CodeBase.ROOT.relativize(file).toString())
            .toList();
    assertThat(undocumented).as("public types without a docstring").isEmpty();
  }

  @Test
  void everyPackageIsNullMarkedAndSaysWhatItIsFor() {
    List<String> unmarked =
        CodeBase.mainSources().stream()
            .map(file -> Objects.requireNonNull(file.getParent()))
            .distinct()
            .filter(directory -> !isNullMarked(directory.resolve("package-info.java")))
            .map(directory -> CodeBase.ROOT.relativize(directory).toString())
            .toList();
    assertThat(unmarked).as("packages without a @NullMarked package-info").isEmpty();
  }

  /** The server's command speaks to its user; everything else logs. */
  @Test
  void onlyTheCommandPrints() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.tidewater.server..", "dev.tidewater.benchmarks..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(CodeBase.MAIN);
  }

  private static boolean isDocumented(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (PUBLIC_TYPE.matcher(lines.get(i)).matches()) {
        int above = i - 1;
        while (above > 0 && isBetween(lines.get(above))) {
          above--;
        }
        return above >= 0 && lines.get(above).endsWith("*/");
      }
    }
    return true;
  }

  /** Annotations, and the reasons given for them, stand between a docstring and its type. */
  private static boolean isBetween(String line) {
    return line.startsWith("@")
        || line.startsWith("//")
        || line.startsWith("    ")
        || line.startsWith(")");
  }

  private static boolean isNullMarked(Path packageInfo) {
    if (!Files.exists(packageInfo)) {
      return false;
    }
    List<String> lines = CodeBase.lines(packageInfo);
    return lines.contains("@NullMarked") && lines.get(0).startsWith("/**");
  }
}
