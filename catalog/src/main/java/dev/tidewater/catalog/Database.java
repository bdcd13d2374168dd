package dev.tidewater.catalog;

/** A database: a namespace of schemas. */
public record Database(ObjectId id, String name) {}
