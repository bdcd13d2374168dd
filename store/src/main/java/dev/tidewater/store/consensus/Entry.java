package dev.tidewater.store.consensus;

/** One entry of a log. */
public record Entry(long sequence, byte[] value) {}
