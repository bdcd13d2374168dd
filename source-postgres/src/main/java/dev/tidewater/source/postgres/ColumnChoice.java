package dev.tidewater.source.postgres;

import java.util.Set;

/**
 * Which columns of an upstream table are taken otherwise than as they are.
 *
 * @param text taken as PostgreSQL prints them, whatever their type
 * @param excluded not taken at all
 */
public record ColumnChoice(Set<String> text, Set<String> excluded) {
  /** Every column as it is. */
  public static final ColumnChoice AS_THEY_ARE = new ColumnChoice(Set.of(), Set.of());

  public ColumnChoice {
    text = Set.copyOf(text);
    excluded = Set.copyOf(excluded);
  }
}
