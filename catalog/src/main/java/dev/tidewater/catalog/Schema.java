package dev.tidewater.catalog;

import java.util.Optional;

/** A schema: a namespace of items. Built-in schemas belong to no database and are seen in each. */
public record Schema(ObjectId id, Optional<ObjectId> database, String name) {}
