package dev.tidewater.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Every test runs, the same way every time. */
class TestConventionsTest {
  private static final List<String> TEST_ANNOTATIONS =
      List.of(
          Test.class.getName(),
          ParameterizedTest.class.getName(),
          RepeatedTest.class.getName(),
          "org.junit.jupiter.api.TestFactory",
          "net.jqwik.api.Property",
          "net.jqwik.api.Example");

  @Test
  void testClassesAreNamedSoThatTheRunnerFindsThem() {
    classes().that(haveTestMethods()).should(beFoundByTheRunner()).check(CodeBase.TESTS);
  }

  @Test
  void testsAreNotSkipped() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("org\\.junit\\.jupiter\\.api\\.(Disabled|condition\\..*)")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(".*\\.Assumptions")
        .because("a test that a missing component would skip must bring that component")
        .check(CodeBase.TESTS);
  }

  @Test
  void testsDoNotSleep() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(TimeUnit.class, "sleep", long.class)
        .because("a test waits for a condition, not for a while")
        .check(CodeBase.TESTS);
  }

  /** A seed that is not printed cannot be replayed. */
  @Test
  void randomnessInTestsHasASeed() {
    noClasses()
        .should()
        .callConstructor(Random.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .check(CodeBase.TESTS);
  }

  private static DescribedPredicate<JavaClass> haveTestMethods() {
    return DescribedPredicate.describe(
        "have test methods",
        type -> type.getMethods().stream().anyMatch(TestConventionsTest::isTest));
  }

  private static boolean isTest(JavaMethod method) {
    return method.getAnnotations().stream()
        .anyMatch(annotation -> TEST_ANNOTATIONS.contains(annotation.getRawType().getName()));
  }

  /** Surefire finds {@code *Test}, Failsafe {@code *IT}; a contract is abstract and inherited. */
  private static ArchCondition<JavaClass> beFoundByTheRunner() {
    return new ArchCondition<>("be named *Test or *IT") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String name = outermost(type).getSimpleName();
        boolean inherited =
            type.isInterface() || type.getModifiers().contains(JavaModifier.ABSTRACT);
        if (!inherited && !name.endsWith("Test") && !name.endsWith("IT")) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " would never be run"));
        }
      }
    };
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(TestConventionsTest::outermost).orElse(type);
  }
}
