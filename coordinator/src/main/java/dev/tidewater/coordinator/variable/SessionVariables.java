package dev.tidewater.coordinator.variable;

import dev.tidewater.coordinator.variable.Setting.Access;
import dev.tidewater.coordinator.variable.Setting.Reporting;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The values of the settings in one session. A change in a transaction is undone if the transaction
 * is rolled back; {@code SET LOCAL} ends with it either way. Used by the session's thread.
 */
public final class SessionVariables {
  /** A row of {@code SHOW ALL} and of {@code pg_settings}; RESET goes to the initial value. */
  public record Described(String name, String value, String initialValue, String description) {}

  private final Map<String, String> initial = new TreeMap<>();
  private final Map<String, String> values = new TreeMap<>();
  private final Map<String, String> customNames = new TreeMap<>();
  private final Map<String, String> beforeTransaction = new TreeMap<>();
  private final Map<String, String> beforeLocal = new TreeMap<>();
  private final BiConsumer<String, String> reporter;
  private boolean inTransaction;

  /**
   * @param reporter told name and value when a setting changes that clients must know of
   */
  public SessionVariables(BiConsumer<String, String> reporter) {
    this.reporter = reporter;
    Settings.byKey().forEach((key, setting) -> initial.put(key, setting.defaultValue()));
  }

  /** Sets a value that RESET goes back to, as the startup message does. */
  public void initialize(String name, String value) {
    String key = key(name);
    Setting setting = Settings.byKey().get(key);
    if (setting == null && !key.contains(".")) {
      return; // Drivers may send what only other servers know; PostgreSQL would refuse the session.
    }
    initial.put(key, normalized(name, value));
  }

  /** Sets a built-in fact of the session, such as its user. */
  public void initializeFact(String name, String value) {
    initial.put(key(name), value);
  }

  public String value(String name) {
    String key = key(name);
    String value = values.getOrDefault(key, initial.get(key));
    if (value == null) {
      throw unrecognized(name);
    }
    return value;
  }

  /** The name as it should be shown. */
  public String displayName(String name) {
    Setting setting = Settings.byKey().get(key(name));
    return setting != null ? setting.name() : customNames.getOrDefault(key(name), name);
  }

  public void set(String name, String value) {
    String key = checkSettable(name);
    remember(beforeTransaction, key);
    beforeLocal.remove(key);
    assign(key, normalized(name, value));
  }

  /** Until the end of the transaction. */
  public void setLocal(String name, String value) {
    String key = checkSettable(name);
    remember(beforeTransaction, key);
    remember(beforeLocal, key);
    assign(key, normalized(name, value));
  }

  public void reset(String name) {
    String key = checkSettable(name);
    remember(beforeTransaction, key);
    assign(key, initial.getOrDefault(key, ""));
  }

  public void resetAll() {
    for (String key : List.copyOf(values.keySet())) {
      reset(key);
    }
  }

  public void transactionBegins() {
    inTransaction = true;
    beforeTransaction.clear();
    beforeLocal.clear();
  }

  public void transactionCommits() {
    restore(beforeLocal);
    endTransaction();
  }

  public void transactionRollsBack() {
    restore(beforeTransaction);
    endTransaction();
  }

  /** What clients are told at startup. */
  public Map<String, String> reported() {
    Map<String, String> reported = new TreeMap<>();
    for (Setting setting : Settings.byKey().values()) {
      if (setting.reporting() == Reporting.REPORTED) {
        reported.put(setting.name(), value(setting.name()));
      }
    }
    return reported;
  }

  public List<Described> all() {
    List<Described> rows = new ArrayList<>();
    for (Setting setting : Settings.byKey().values()) {
      String name = setting.name();
      String initially = initial.getOrDefault(key(name), "");
      rows.add(new Described(name, value(name), initially, setting.description()));
    }
    return rows;
  }

  private void endTransaction() {
    inTransaction = false;
    beforeTransaction.clear();
    beforeLocal.clear();
  }

  private void remember(Map<String, String> memory, String key) {
    if (inTransaction) {
      memory.putIfAbsent(key, values.getOrDefault(key, initial.getOrDefault(key, "")));
    }
  }

  private void restore(Map<String, String> memory) {
    memory.forEach(this::assign);
  }

  private void assign(String key, String value) {
    String before = values.getOrDefault(key, initial.get(key));
    values.put(key, value);
    Setting setting = Settings.byKey().get(key);
    if (setting != null && setting.reporting() == Reporting.REPORTED && !value.equals(before)) {
      reporter.accept(setting.name(), value);
    }
  }

  private String checkSettable(String name) {
    String key = key(name);
    Setting setting = Settings.byKey().get(key);
    if (setting == null) {
      if (!key.contains(".")) {
        throw unrecognized(name);
      }
      customNames.putIfAbsent(key, name);
    } else if (setting.access() == Access.READ_ONLY) {
      throw new TidewaterException(
              ErrorCode.CANT_CHANGE_RUNTIME_PARAM, "parameter \"{parameter}\" cannot be changed")
          .with("parameter", setting.name());
    }
    return key;
  }

  private static String normalized(String name, String value) {
    Setting setting = Settings.byKey().get(key(name));
    if (setting == null) {
      return value;
    }
    try {
      return setting.normalizer().apply(value);
    } catch (TidewaterException e) {
      throw e.with("parameter", setting.name());
    }
  }

  private static TidewaterException unrecognized(String name) {
    return new TidewaterException(
            ErrorCode.UNDEFINED_OBJECT, "unrecognized configuration parameter \"{parameter}\"")
        .with("parameter", name);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
