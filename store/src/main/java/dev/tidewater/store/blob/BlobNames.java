package dev.tidewater.store.blob;

import java.util.regex.Pattern;

/** The rule for names that every implementation keeps. */
final class BlobNames {
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9_-][a-z0-9._-]*(/[a-z0-9_-][a-z0-9._-]*)*");

  private BlobNames() {}

  static String check(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a blob name: " + name);
    }
    return name;
  }
}
