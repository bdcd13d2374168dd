package dev.tidewater.coordinator.session;

import dev.tidewater.types.SqlType;

/** Name and type of a column of a result. */
public record ResultColumn(String name, SqlType type) {}
