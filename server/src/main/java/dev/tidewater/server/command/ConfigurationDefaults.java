package dev.tidewater.server.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Where options take their values from when the command line is silent: an environment variable,
 * then the configuration file, then the default. The option {@code --sql-port} is {@code
 * TIDEWATER_SQL_PORT} in the environment and {@code sql-port} in the file.
 */
public final class ConfigurationDefaults implements CommandLine.IDefaultValueProvider {
  static final String CONFIG_OPTION = "--config";

  /** The commands that start a server; what a client asks for is said on its command line. */
  private static final Set<String> CONFIGURABLE = Set.of("server", "quickstart");

  private static final String PREFIX = "TIDEWATER_";

  private final Map<String, String> environment;
  private final Properties file;

  private ConfigurationDefaults(Map<String, String> environment, Properties file) {
    this.environment = environment;
    this.file = file;
  }

  /** Reads the configuration file that the arguments or the environment name, if any. */
  public static ConfigurationDefaults of(
      CommandLine command, List<String> arguments, Map<String, String> environment) {
    Optional<Path> path = configPath(arguments, environment);
    Properties file = new Properties();
    if (path.isPresent()) {
      try (Reader reader = Files.newBufferedReader(path.get(), StandardCharsets.UTF_8)) {
        file.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new ParameterException(
            command, "could not read configuration file " + path.get() + ": " + e);
      }
    }
    ConfigurationDefaults defaults = new ConfigurationDefaults(environment, file);
    defaults.requireKnownKeys(command, path);
    return defaults;
  }

  private static Optional<Path> configPath(
      List<String> arguments, Map<String, String> environment) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith(CONFIG_OPTION + "=")) {
        return Optional.of(Path.of(argument.substring(CONFIG_OPTION.length() + 1)));
      }
      if (argument.equals(CONFIG_OPTION) && i + 1 < arguments.size()) {
        return Optional.of(Path.of(arguments.get(i + 1)));
      }
    }
    return Optional.ofNullable(environment.get(PREFIX + "CONFIG")).map(Path::of);
  }

  /** A misspelt key would otherwise be passed over in silence. */
  private void requireKnownKeys(CommandLine command, Optional<Path> path) {
    Set<String> known = new TreeSet<>();
    command
        .getSubcommands()
        .forEach(
            (name, subcommand) -> {
              if (CONFIGURABLE.contains(name)) {
                subcommand.getCommandSpec().options().forEach(option -> known.add(key(option)));
              }
            });
    for (String key : new TreeSet<>(file.stringPropertyNames())) {
      if (!known.contains(key)) {
        throw new ParameterException(
            command, "unknown setting " + key + " in " + path.orElseThrow());
      }
    }
  }

  /** The option's name in the configuration file. */
  public static String key(OptionSpec option) {
    return option.longestName().substring(2);
  }

  /** The option's name in the environment. */
  public static String variable(OptionSpec option) {
    return PREFIX + key(option).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)
        || !option.longestName().startsWith("--")
        || option.usageHelp()
        || !CONFIGURABLE.contains(option.command().name())) {
      return null;
    }
    String value = environment.get(variable(option));
    return value != null && !value.isEmpty() ? value : file.getProperty(key(option));
  }
}
