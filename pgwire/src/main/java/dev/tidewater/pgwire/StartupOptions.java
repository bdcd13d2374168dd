package dev.tidewater.pgwire;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code options} of a startup packet, a command line as PostgreSQL's server takes it: {@code
 * -c name=value}, {@code -cname=value} and {@code --name=value}, with backslash before a blank that
 * belongs to a value.
 */
final class StartupOptions {
  private StartupOptions() {}

  static Map<String, String> parse(String options) {
    Map<String, String> settings = new LinkedHashMap<>();
    List<String> words = words(options);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("--")) {
        put(settings, word.substring(2));
      } else if (word.equals("-c") && i + 1 < words.size()) {
        put(settings, words.get(++i));
      } else if (word.startsWith("-c") && word.length() > 2) {
        put(settings, word.substring(2));
      } else {
        throw invalid(word);
      }
    }
    return settings;
  }

  private static void put(Map<String, String> settings, String assignment) {
    int equals = assignment.indexOf('=');
    if (equals <= 0) {
      throw invalid(assignment);
    }
    String name = assignment.substring(0, equals).replace('-', '_');
    settings.put(name, assignment.substring(equals + 1));
  }

  private static List<String> words(String options) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    for (int i = 0; i < options.length(); i++) {
      char c = options.charAt(i);
      if (c == '\\' && i + 1 < options.length()) {
        word.append(options.charAt(++i));
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  private static TidewaterException invalid(String word) {
    return new TidewaterException(
            ErrorCode.SYNTAX_ERROR, "invalid command-line argument for server process: {argument}")
        .with("argument", word);
  }
}
