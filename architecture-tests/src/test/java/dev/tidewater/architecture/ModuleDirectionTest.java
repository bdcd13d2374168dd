package dev.tidewater.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The module list is the architecture: dependencies point down it, packages have no cycles. */
class ModuleDirectionTest {
  @Test
  void theRulesSeeCode() {
    assertThat(CodeBase.MODULES).contains("types", "store", "server");
    assertThat(CodeBase.MAIN.contain("dev.tidewater.types.TidewaterException")).isTrue();
  }

  @Test
  void modulesDependOnlyOnModulesAboveThemInTheRootPom() {
    classes().should(dependOnlyDownTheModuleList()).check(CodeBase.MAIN);
  }

  @Test
  void aModuleKeepsToItsOwnPackages() {
    classes().should(lieInTheirModulesPackage()).check(CodeBase.MAIN);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(CodeBase.MAIN);
  }

  /** Operators know nothing of disks, hosts, or the outside. */
  @Test
  void engineKnowsNeitherStoreNorHost() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.tidewater.engine..", "dev.tidewater.plan..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tidewater.store..", "dev.tidewater.host..")
        .allowEmptyShould(true)
        .check(CodeBase.MAIN);
  }

  /** A source writes collections and a sink reads one; nothing else carries data between them. */
  @Test
  void sourcesAndSinksKnowOnlyTheStore() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.tidewater.source..", "dev.tidewater.sink..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.tidewater.plan..", "dev.tidewater.engine..", "dev.tidewater.host..")
        .allowEmptyShould(true)
        .check(CodeBase.MAIN);
  }

  /** The protocol head speaks to sessions and never looks behind them. */
  @Test
  void wireProtocolSeesTheCoordinatorOnlyThroughSessions() {
    noClasses()
        .that()
        .resideInAPackage("dev.tidewater.pgwire..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.tidewater.coordinator",
            "dev.tidewater.store..",
            "dev.tidewater.catalog..",
            "dev.tidewater.sql..")
        .allowEmptyShould(true)
        .check(CodeBase.MAIN);
  }

  /** Test code does not ship; benchmarks do neither, and start real servers as tests do. */
  @Test
  void nothingThatShipsDependsOnTestkit() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.tidewater.testkit..", "dev.tidewater.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.tidewater.testkit..")
        .check(CodeBase.MAIN);
  }

  private static ArchCondition<JavaClass> dependOnlyDownTheModuleList() {
    return new ArchCondition<>("depend only on modules above their own in the root POM") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        int own = CodeBase.moduleIndex(type);
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass();
          if (target.getPackageName().startsWith("dev.tidewater")
              && CodeBase.moduleIndex(target) > own) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> lieInTheirModulesPackage() {
    return new ArchCondition<>("lie in the package of their module") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String root = CodeBase.rootPackage(CodeBase.MODULES.get(CodeBase.moduleIndex(type)));
        List<String> allowed = List.of(root, root + ".");
        boolean lies =
            type.getPackageName().equals(allowed.get(0))
                || type.getPackageName().startsWith(allowed.get(1));
        if (!lies) {
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getName() + " does not lie in package " + root));
        }
      }
    };
  }

  private static final class ByPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return type.getPackageName().startsWith("dev.tidewater.")
          ? SliceIdentifier.of(type.getPackageName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
