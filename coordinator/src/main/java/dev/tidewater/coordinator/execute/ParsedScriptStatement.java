package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.ScriptStatement;
import dev.tidewater.sql.ast.Statement;

/**
 * A statement of a script.
 *
 * @param offset where its text begins in the script, in characters
 */
record ParsedScriptStatement(Statement statement, String sql, int offset)
    implements ScriptStatement {}
