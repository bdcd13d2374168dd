package dev.tidewater.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.command.ConfigurationDefaults;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Main.commandLine(Map.of());
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  @Test
  void helpNamesTheCommands() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("quickstart", "server", "sql", "version")
        .doesNotContain("\u001b");
    assertThat(run()).isZero();
  }

  @Test
  void helpOfEveryCommandFitsInEightyColumns() {
    for (String command : List.of("quickstart", "server", "sql", "version")) {
      assertThat(run(command, "--help")).isZero();
    }
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void mistakesOnTheCommandLineAreShortAndExitWithTwo() {
    assertThat(run("server", "--sql-port=x")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(2);
    assertThat(err.toString()).contains("--sql-port", "Try 'tidewater server --help'.");
    assertThat(run("nonsense")).isEqualTo(2);
  }

  @Test
  void environmentWinsOverTheFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("c.properties"), "sql-port=1\nhttp-port = 2\n");
    Map<String, String> environment =
        Map.of("TIDEWATER_CONFIG", file.toString(), "TIDEWATER_SQL_PORT", "3");
    CommandLine command = Main.commandLine(environment);
    ConfigurationDefaults defaults =
        ConfigurationDefaults.of(command, List.of("server"), environment);
    assertThat(defaults.defaultValue(option(command, "--sql-port"))).isEqualTo("3");
    assertThat(defaults.defaultValue(option(command, "--http-port"))).isEqualTo("2");
    assertThat(defaults.defaultValue(option(command, "--bind"))).isNull();
  }

  @Test
  void unknownSettingInTheFileIsRefused(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("c.properties"), "sql-prot=1\n");
    assertThat(Main.run(new String[] {"server", "--config", file.toString()}, Map.of()))
        .isEqualTo(2);
  }

  private static OptionSpec option(CommandLine command, String name) {
    CommandLine server = Objects.requireNonNull(command.getSubcommands().get("server"));
    return server.getCommandSpec().findOption(name);
  }
}
