package dev.tidewater.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.command.ConfigurationDefaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The pages about the command say what the command says. Run with {@code
 * -Dtidewater.update-docs=true} to write the help texts into their page.
 */
class DocumentationTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern HELP =
      Pattern.compile("## tidewater (\\w+)\n\n```help\n(.*?)```", Pattern.DOTALL);

  private static CommandLine command(String name) {
    return Objects.requireNonNull(Main.commandLine(Map.of()).getSubcommands().get(name));
  }

  @Test
  void helpTextsOnThePageAreThoseOfTheCommand() throws IOException {
    Path page = DOCS.resolve("command-line.md");
    String text = Files.readString(page, StandardCharsets.UTF_8);
    List<String> commands = new ArrayList<>();
    Matcher matcher = HELP.matcher(text);
    String updated =
        matcher.replaceAll(
            match -> {
              commands.add(match.group(1));
              String help = command(match.group(1)).getUsageMessage().replace("\r\n", "\n");
              return Matcher.quoteReplacement(
                  "## tidewater " + match.group(1) + "\n\n```help\n" + help + "```");
            });
    if (Boolean.getBoolean("tidewater.update-docs")) {
      Files.writeString(page, updated, StandardCharsets.UTF_8);
    } else {
      assertThat(text).isEqualTo(updated);
    }
    assertThat(commands).containsExactly("quickstart", "server", "sql");
  }

  @Test
  void everySettingOfTheServerIsOnThePageWithItsNamesAndDefault() throws IOException {
    List<String> lines = Files.readAllLines(DOCS.resolve("configuration.md"));
    List<String> documented =
        lines.stream()
            .filter(line -> line.startsWith("| `--"))
            .map(line -> line.substring(0, line.indexOf('|', nthColumn(line, 3))).strip())
            .toList();
    List<String> real = new ArrayList<>();
    for (OptionSpec option : command("server").getCommandSpec().options()) {
      if (!option.usageHelp()) {
        String value = option.defaultValue();
        real.add(
            "| `--%s` | `%s` |%s"
                .formatted(
                    ConfigurationDefaults.key(option),
                    ConfigurationDefaults.variable(option),
                    value == null ? "" : " `" + value + "`"));
      }
    }
    assertThat(documented).containsExactlyInAnyOrderElementsOf(real);
  }

  /** Where the text of a table's column begins. */
  private static int nthColumn(String line, int column) {
    int at = 0;
    for (int i = 0; i < column; i++) {
      at = line.indexOf('|', at) + 1;
    }
    return at;
  }
}
