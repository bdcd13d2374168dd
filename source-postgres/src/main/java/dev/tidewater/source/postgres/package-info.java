/**
 * PostgreSQL as a source, by logical replication. {@link
 * dev.tidewater.source.postgres.PostgresSource} runs one; {@link
 * dev.tidewater.source.postgres.PostgresCatalog} looks at the upstream database beforehand. Why it
 * is built on pgjdbc and not on Debezium: docs/adr/0002-postgres-source.md.
 */
@NullMarked
package dev.tidewater.source.postgres;

import org.jspecify.annotations.NullMarked;
