package dev.tidewater.coordinator.connection;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.OptionValue;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Interval;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.format.IntervalParser;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads an option list: each option by its name and as the type it should have; whatever nobody
 * asked for is refused by {@link #finish}. Every complaint names the option and its place.
 */
public final class OptionReader {
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final String owner;
  private final Map<String, Option> options = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();

  /**
   * @param owner what the options are of, for messages: {@code CREATE SINK}
   */
  public OptionReader(String owner, List<Option> list) {
    this.owner = owner;
    for (Option option : list) {
      if (options.putIfAbsent(option.name(), option) != null) {
        throw new TidewaterException(
                ErrorCode.SYNTAX_ERROR, "{owner} specifies {option} more than once")
            .with("owner", owner)
            .with("option", option.name())
            .at(option.position().offset());
      }
    }
  }

  public boolean has(String name) {
    known.add(name);
    return options.containsKey(name);
  }

  public Optional<String> text(String name) {
    Option option = option(name);
    return option == null ? Optional.empty() : Optional.of(textOf(option));
  }

  public String requiredText(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  /** A text given directly, or the name of a secret that holds it. */
  public Optional<TextOrSecret> textOrSecret(String name) {
    Option option = option(name);
    if (option == null) {
      return Optional.empty();
    }
    if (option.value() instanceof OptionValue.Secret secret) {
      return Optional.of(new TextOrSecret.Secret(secret.name()));
    }
    return Optional.of(new TextOrSecret.Text(textOf(option)));
  }

  /** A value that must not stand in the statement: only {@code SECRET name} will do. */
  public Optional<TextOrSecret> secret(String name) {
    Option option = option(name);
    if (option == null) {
      return Optional.empty();
    }
    if (option.value() instanceof OptionValue.Secret secret) {
      return Optional.of(new TextOrSecret.Secret(secret.name()));
    }
    throw wrong(option, "must be given as a secret")
        .hint("Write " + name + " = SECRET name, after CREATE SECRET name AS '…'.");
  }

  public Optional<QualifiedName> name(String name) {
    Option option = option(name);
    if (option == null) {
      return Optional.empty();
    }
    if (option.value() instanceof OptionValue.Name value) {
      return Optional.of(value.name());
    }
    throw wrong(option, "must be the name of an object");
  }

  /** A list of names, none if the option is not given; a single one may stand without brackets. */
  public List<QualifiedName> names(String name) {
    Option option = option(name);
    if (option == null) {
      return List.of();
    }
    List<OptionValue> values =
        option.value() instanceof OptionValue.Values list
            ? list.values()
            : Collections.singletonList(option.value());
    List<QualifiedName> names = new ArrayList<>();
    for (OptionValue value : values) {
      if (!(value instanceof OptionValue.Name each)) {
        throw wrong(option, "must be a list of names").hint("For example " + name + " (a, b).");
      }
      names.add(each.name());
    }
    return names;
  }

  public Optional<Long> integer(String name) {
    Option option = option(name);
    if (option == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(textOf(option)));
    } catch (NumberFormatException e) {
      throw wrong(option, "must be an integer");
    }
  }

  /** An option that stands alone is true. */
  public Optional<Boolean> truth(String name) {
    Option option = option(name);
    if (option == null) {
      return Optional.empty();
    }
    if (option.value() == null) {
      return Optional.of(true);
    }
    return switch (textOf(option).toLowerCase(java.util.Locale.ROOT)) {
      case "true", "on", "yes", "1" -> Optional.of(true);
      case "false", "off", "no", "0" -> Optional.of(false);
      default -> throw wrong(option, "must be true or false");
    };
  }

  /** An interval without months, such as {@code '10s'}. */
  public Optional<Duration> duration(String name) {
    Option option = option(name);
    if (option == null) {
      return Optional.empty();
    }
    Interval interval;
    try {
      interval = IntervalParser.parse(textOf(option));
    } catch (TidewaterException e) {
      throw wrong(option, "must be an interval").hint("For example " + name + " = '10s'.");
    }
    if (interval.months() != 0) {
      throw wrong(option, "must not contain months or years");
    }
    long micros = Math.addExact(interval.days() * MICROS_PER_DAY, interval.micros());
    if (micros < 0) {
      throw wrong(option, "must not be negative");
    }
    return Optional.of(Duration.of(micros, ChronoUnit.MICROS));
  }

  /** True if the option is given as a constant, such as a string, and not as names. */
  public boolean isText(String name) {
    Option option = option(name);
    return option != null && option.value() instanceof OptionValue.Constant;
  }

  public int position(String name) {
    Option option = options.get(name);
    return option == null ? -1 : option.position().offset();
  }

  /** Refuses options that nobody asked for. */
  public void finish() {
    for (Option option : options.values()) {
      if (!known.contains(option.name())) {
        throw new TidewaterException(
                ErrorCode.INVALID_PARAMETER_VALUE, "{owner} does not have an option {option}")
            .with("owner", owner)
            .with("option", option.name())
            .hint("Options are: " + String.join(", ", new TreeSet<>(known)) + ".")
            .at(option.position().offset());
      }
    }
  }

  public TidewaterException missing(String name) {
    return new TidewaterException(ErrorCode.INVALID_PARAMETER_VALUE, "{owner} requires {option}")
        .with("owner", owner)
        .with("option", name);
  }

  private @Nullable Option option(String name) {
    known.add(name);
    return options.get(name);
  }

  private String textOf(Option option) {
    OptionValue value = option.value();
    if (value instanceof OptionValue.Constant constant) {
      Expression literal = constant.literal();
      if (literal instanceof Expression.StringLiteral string) {
        return string.value();
      } else if (literal instanceof Expression.NumberLiteral number) {
        return number.text();
      } else if (literal instanceof Expression.BooleanLiteral truth) {
        return String.valueOf(truth.value());
      }
    } else if (value instanceof OptionValue.Name name) {
      return name.name().toString();
    }
    throw wrong(option, "must be a constant");
  }

  private TidewaterException wrong(Option option, String rule) {
    return new TidewaterException(ErrorCode.INVALID_PARAMETER_VALUE, "{owner}: {option} " + rule)
        .with("owner", owner)
        .with("option", option.name())
        .at(option.position().offset());
  }
}
