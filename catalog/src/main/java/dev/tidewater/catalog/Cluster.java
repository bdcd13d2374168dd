package dev.tidewater.catalog;

/** A cluster: workers on which dataflows, sources and sinks run. */
public record Cluster(ObjectId id, String name, String size) {}
