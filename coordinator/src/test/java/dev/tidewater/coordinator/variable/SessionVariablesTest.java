package dev.tidewater.coordinator.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionVariablesTest {
  private final List<String> reported = new ArrayList<>();
  private final SessionVariables variables =
      new SessionVariables((name, value) -> reported.add(name + "=" + value));

  @Test
  void namesAreFoundWhateverTheirCase() {
    variables.set("TIMEZONE", "Europe/Zurich");

    assertThat(variables.value("TimeZone")).isEqualTo("Europe/Zurich");
    assertThat(variables.displayName("timezone")).isEqualTo("TimeZone");
  }

  @Test
  void clientsAreToldOfChangesTheyMustKnow() {
    variables.set("application_name", "psql");
    variables.set("application_name", "psql");
    variables.set("search_path", "other");

    assertThat(reported).containsExactly("application_name=psql");
  }

  @Test
  void rollbackUndoesWhatTheTransactionSet() {
    variables.set("search_path", "before");
    variables.transactionBegins();
    variables.set("search_path", "within");

    variables.transactionRollsBack();

    assertThat(variables.value("search_path")).isEqualTo("before");
  }

  @Test
  void localSettingsEndWithTheTransaction() {
    variables.transactionBegins();
    variables.setLocal("search_path", "local");
    assertThat(variables.value("search_path")).isEqualTo("local");

    variables.transactionCommits();

    assertThat(variables.value("search_path")).isEqualTo("public");
  }

  @Test
  void commitKeepsWhatWasSetForTheSession() {
    variables.transactionBegins();
    variables.setLocal("search_path", "local");
    variables.set("search_path", "kept");

    variables.transactionCommits();

    assertThat(variables.value("search_path")).isEqualTo("kept");
  }

  @Test
  void resetGoesBackToWhatTheClientAskedForAtStartup() {
    variables.initialize("application_name", "mine");
    variables.set("application_name", "other");

    variables.reset("application_name");

    assertThat(variables.value("application_name")).isEqualTo("mine");
  }

  @Test
  void refusesUnknownSettingsReadOnlyOnesAndBadValues() {
    assertFails(ErrorCode.UNDEFINED_OBJECT, () -> variables.set("no_such", "1"));
    assertFails(ErrorCode.CANT_CHANGE_RUNTIME_PARAM, () -> variables.set("server_version", "1"));
    assertFails(ErrorCode.INVALID_PARAMETER_VALUE, () -> variables.set("TimeZone", "Mars/Here"));
    assertFails(ErrorCode.INVALID_PARAMETER_VALUE, () -> variables.set("client_encoding", "L1"));
  }

  @Test
  void settingsWithAPointBelongToTheUser() {
    variables.set("my.setting", "42");

    assertThat(variables.value("My.Setting")).isEqualTo("42");
  }

  private static void assertFails(ErrorCode code, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            TidewaterException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
