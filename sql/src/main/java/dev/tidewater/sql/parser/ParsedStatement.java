package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.Statement;

/**
 * A statement of a script.
 *
 * @param ast positions in it count from the start of {@code sql}
 * @param sql the statement's own text, without the semicolon and without what surrounds it
 * @param offset where it starts in the script, in characters (code points); added to a position in
 *     {@code ast} it gives the position in the script
 */
public record ParsedStatement(Statement ast, String sql, int offset) {}
