package dev.tidewater.sql.ast;

import org.jspecify.annotations.Nullable;

/**
 * An element of a {@code WITH (…)} or other option list.
 *
 * @param name its words in upper case, joined by one space: {@code COMMIT INTERVAL}
 * @param value null if the option stands alone, which usually means true
 */
public record Option(String name, @Nullable OptionValue value, Position position) {}
