package dev.tidewater.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One foreign framework, one home: its types stay in the packages named here, and across their
 * border go types of our own. So a framework can be upgraded, or replaced, in one place.
 */
class ForeignFrameworksTest {
  /**
   * @param packages the framework's packages
   * @param homes our packages that may use them
   */
  record Framework(String name, List<String> packages, List<String> homes) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Framework> frameworks() {
    return List.of(
        new Framework("Calcite", List.of("org.apache.calcite.."), List.of("dev.tidewater.sql..")),
        new Framework("ANTLR", List.of("org.antlr.."), List.of("dev.tidewater.sql..")),
        new Framework(
            "Netty",
            List.of("io.netty.."),
            List.of("dev.tidewater.pgwire..", "dev.tidewater.http..")),
        new Framework(
            "Iceberg, Parquet, Avro and Hadoop",
            List.of(
                "org.apache.iceberg..",
                "org.apache.parquet..",
                "org.apache.avro..",
                "org.apache.hadoop.."),
            List.of("dev.tidewater.sink.iceberg..", "dev.tidewater.benchmarks..")),
        new Framework("SQLite", List.of("org.sqlite.."), List.of("dev.tidewater.store..")),
        new Framework(
            "pgjdbc",
            List.of("org.postgresql.."),
            // The shell and the benchmarks are clients of our own wire protocol.
            List.of(
                "dev.tidewater.source.postgres..",
                "dev.tidewater.server.shell..",
                "dev.tidewater.benchmarks..")),
        new Framework(
            "JDBC",
            List.of("java.sql..", "javax.sql.."),
            List.of(
                "dev.tidewater.store..",
                "dev.tidewater.source.postgres..",
                "dev.tidewater.server..",
                "dev.tidewater.testkit..",
                "dev.tidewater.benchmarks..")),
        new Framework(
            "AWS SDK",
            List.of("software.amazon.."),
            List.of("dev.tidewater.store..", "dev.tidewater.sink.iceberg..")),
        new Framework("picocli", List.of("picocli.."), List.of("dev.tidewater.server..")),
        new Framework("Logback", List.of("ch.qos.logback.."), List.of("dev.tidewater.server..")),
        new Framework("JMH", List.of("org.openjdk.jmh.."), List.of("dev.tidewater.benchmarks..")),
        new Framework(
            "java.util.logging in place of SLF4J", List.of("java.util.logging.."), List.of()),
        new Framework(
            "a mocking library",
            List.of("org.mockito..", "org.easymock..", "org.jmock.."),
            List.of()));
  }

  @ParameterizedTest
  @MethodSource("frameworks")
  void staysInItsHome(Framework framework) {
    noClasses()
        .that()
        .resideOutsideOfPackages(framework.homes().toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(framework.packages().toArray(String[]::new))
        .because(framework.name() + " has its home in " + framework.homes())
        .check(CodeBase.MAIN);
  }
}
