package dev.tidewater.sql.planner;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a statement reads.
 *
 * @param objects ids of all relations that it names, views included, and of those that the views
 *     name in turn
 * @param collections numbers of the collections that its plan gets
 */
public record Dependencies(SortedSet<Long> objects, SortedSet<Long> collections) {
  public Dependencies {
    objects = new TreeSet<>(objects);
    collections = new TreeSet<>(collections);
  }
}
