/**
 * PostgreSQL's logical replication messages (plugin {@code pgoutput}, protocol version 1), read
 * without allocation per row. Source: the PostgreSQL manual, "Logical Replication Message Formats".
 */
@NullMarked
package dev.tidewater.source.postgres.pgoutput;

import org.jspecify.annotations.NullMarked;
