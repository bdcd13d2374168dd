package dev.tidewater.coordinator;

/**
 * How far an object that moves with time has come, for monitoring.
 *
 * @param name {@code database.schema.object}
 * @param type such as {@code sink}
 * @param lagMillis how far what is complete of it is behind the clock; not below zero
 */
public record ObjectMetrics(String name, String type, long lagMillis) {}
