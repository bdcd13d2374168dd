package dev.tidewater.store;

/** Where a collection stands: readable exactly at times in {@code [since, upper)}. */
public record CollectionStatus(
    CollectionId id, GroupId group, long since, long upper, long updates, long sizeBytes) {}
