package dev.tidewater.coordinator.variable;

import dev.tidewater.coordinator.variable.Setting.Access;
import dev.tidewater.coordinator.variable.Setting.Reporting;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** All settings there are: those with an effect here, and those that PostgreSQL's clients send. */
final class Settings {
  /** The PostgreSQL release whose dialect and catalog we follow. */
  static final String SERVER_VERSION = "15.8";

  private static final Map<String, Setting> BY_KEY = new TreeMap<>();

  static {
    effective();
    fixed();
    acceptedWithoutEffect();
  }

  private Settings() {}

  static Map<String, Setting> byKey() {
    return Collections.unmodifiableMap(BY_KEY);
  }

  private static void effective() {
    reported("application_name", "", "The client's name, for its own use.", Settings::any);
    reported("client_encoding", "UTF8", "Encoding of text on the wire.", Settings::onlyUtf8);
    reported("DateStyle", "ISO, MDY", "Format of dates and times.", Settings::onlyIsoDates);
    reported("IntervalStyle", "postgres", "Format of intervals.", oneOf("postgres"));
    reported("TimeZone", "UTC", "Zone in which timestamps are shown and read.", Settings::timeZone);
    silent(
        "search_path",
        "public",
        "Schemas in which unqualified names are looked up.",
        Settings::any);
    silent("database", "tidewater", "The current database.", Settings::any);
    silent("cluster", "quickstart", "Where new objects run.", Settings::any);
    silent("client_min_messages", "notice", "The least level of messages sent.", messageLevel());
    silent("statement_timeout", "0", "Cancels longer statements; 0 for never.", Settings::duration);
    silent(
        "max_result_size",
        "1GB",
        "Ends queries whose result is larger, unless by COPY or a cursor; 0 for never.",
        ByteSize::normalized);
    silent(
        "max_query_memory",
        "0",
        "The most memory for a query's work; 0 for the server's bound, which is never exceeded.",
        ByteSize::normalized);
    silent(
        "transaction_isolation",
        "strict serializable",
        "Isolation of transactions.",
        isolationLevel());
    silent(
        "default_transaction_isolation",
        "strict serializable",
        "Isolation of transactions.",
        isolationLevel());
  }

  private static void fixed() {
    readOnly("server_version", SERVER_VERSION, "PostgreSQL release that is followed.", true);
    readOnly("server_version_num", "150008", "The same as a number.", false);
    readOnly("server_encoding", "UTF8", "Encoding of stored text.", true);
    readOnly("integer_datetimes", "on", "Times are counted in integers.", true);
    readOnly("is_superuser", "on", "Whether the user may do everything.", true);
    readOnly("in_hot_standby", "off", "Whether this is a standby.", true);
    readOnly("max_identifier_length", "63", "Longest name, in bytes.", false);
    readOnly("max_index_keys", "32", "Most columns of a key.", false);
    readOnly("block_size", "8192", "For clients that ask.", false);
    readOnly("wal_level", "logical", "For clients that ask.", false);
    readOnly("lc_collate", "C", "Order of text.", false);
    readOnly("lc_ctype", "C", "Classes of characters.", false);
  }

  private static void acceptedWithoutEffect() {
    reported("standard_conforming_strings", "on", "Backslashes are plain in '…'.", oneOf("on"));
    reported("session_authorization", "tidewater", "The session's user.", Settings::any);
    for (String[] nameAndDefault :
        new String[][] {
          {"bytea_output", "hex"},
          {"check_function_bodies", "on"},
          {"constraint_exclusion", "partition"},
          {"default_table_access_method", "heap"},
          {"default_tablespace", ""},
          {"default_transaction_read_only", "off"},
          {"extra_float_digits", "1"},
          {"idle_in_transaction_session_timeout", "0"},
          {"jit", "off"},
          {"lc_messages", "C"},
          {"lc_monetary", "C"},
          {"lc_numeric", "C"},
          {"lc_time", "C"},
          {"lock_timeout", "0"},
          {"role", "none"},
          {"row_security", "off"},
          {"synchronize_seqscans", "on"},
          {"synchronous_commit", "on"},
          {"transaction_read_only", "off"},
          {"transaction_deferrable", "off"},
          {"transaction_timeout", "0"},
          {"work_mem", "4MB"},
          {"xmloption", "content"}
        }) {
      silent(nameAndDefault[0], nameAndDefault[1], "Accepted; without effect here.", Settings::any);
    }
  }

  private static void reported(
      String name, String value, String description, UnaryOperator<String> normalizer) {
    add(new Setting(name, value, description, Access.SETTABLE, Reporting.REPORTED, normalizer));
  }

  private static void silent(
      String name, String value, String description, UnaryOperator<String> normalizer) {
    add(new Setting(name, value, description, Access.SETTABLE, Reporting.SILENT, normalizer));
  }

  private static void readOnly(String name, String value, String description, boolean reported) {
    add(
        new Setting(
            name,
            value,
            description,
            Access.READ_ONLY,
            reported ? Reporting.REPORTED : Reporting.SILENT,
            Settings::any));
  }

  private static void add(Setting setting) {
    BY_KEY.put(setting.key(), setting);
  }

  private static String any(String value) {
    return value;
  }

  private static UnaryOperator<String> oneOf(String... allowed) {
    return value -> {
      for (String one : allowed) {
        if (one.equalsIgnoreCase(value)) {
          return one;
        }
      }
      throw invalid(value).hint("Available values: " + String.join(", ", allowed) + ".");
    };
  }

  private static String onlyUtf8(String value) {
    String bare = value.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
    if (bare.equals("UTF8") || bare.equals("UNICODE")) {
      return "UTF8";
    }
    throw invalid(value).hint("Only UTF8 is supported.");
  }

  private static String onlyIsoDates(String value) {
    List<String> words = new ArrayList<>();
    for (String word : value.split("[, ]+", -1)) {
      words.add(word.toUpperCase(Locale.ROOT));
    }
    if (Set.of("ISO", "MDY", "US", "NONEURO", "NONEUROPEAN").containsAll(words)) {
      return "ISO, MDY";
    }
    throw invalid(value).hint("Only ISO, MDY is supported.");
  }

  private static String timeZone(String value) {
    try {
      return value.equalsIgnoreCase("utc") ? "UTC" : ZoneId.of(value, ZoneId.SHORT_IDS).getId();
    } catch (DateTimeException e) {
      throw invalid(value);
    }
  }

  private static UnaryOperator<String> messageLevel() {
    return oneOf(
        "debug5", "debug4", "debug3", "debug2", "debug1", "log", "notice", "warning", "error");
  }

  private static String duration(String value) {
    if (value.strip().matches("\\d+\\s*(us|ms|s|min|h|d)?")) {
      return value.strip();
    }
    throw invalid(value).hint("A number of milliseconds, or with a unit: 10s, 5min.");
  }

  private static UnaryOperator<String> isolationLevel() {
    return oneOf(
        "strict serializable",
        "serializable",
        "repeatable read",
        "read committed",
        "read uncommitted");
  }

  private static TidewaterException invalid(String value) {
    return new TidewaterException(
            ErrorCode.INVALID_PARAMETER_VALUE,
            "invalid value for parameter \"{parameter}\": \"{value}\"")
        .with("value", value);
  }
}
