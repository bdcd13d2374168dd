package dev.tidewater.sql.planner;

import dev.tidewater.types.SqlType;

/** Name and type of a column that a query gives; {@code nullable} is false only if proven. */
public record OutputColumn(String name, SqlType type, boolean nullable) {}
