package dev.tidewater.store;

/**
 * What a {@link ChangeReader} has passed over: the times in {@code [lower, upper)}.
 *
 * @param updates an upper bound of how many they are
 */
public record SkippedChanges(long lower, long upper, long updates) {}
