package dev.tidewater.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.testkit.component.ProgramOutput;
import dev.tidewater.testkit.component.RealNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The npm package {@code pg} against the real server. */
class NodePgIT {
  private static final String SCRIPT =
      """
      const { Client } = require('pg');
      const assert = require('assert');

      (async () => {
        const client = new Client({
          host: '127.0.0.1', port: process.env.PORT, user: 'tidewater', database: 'tidewater',
        });
        await client.connect();
        await client.query(
          'CREATE TABLE t (id bigint PRIMARY KEY, word text, amount numeric(10,2), at timestamptz)');

        const inserted = await client.query(
          'INSERT INTO t VALUES ($1, $2, $3, $4), (2, NULL, NULL, NULL)',
          [1, 'añb', '12.50', '2024-02-29T12:00:00Z']);
        assert.strictEqual(inserted.rowCount, 2);

        const selected = await client.query('SELECT * FROM t WHERE id = $1', [1]);
        assert.strictEqual(selected.rows[0].word, 'añb');
        assert.strictEqual(selected.rows[0].amount, '12.50');
        assert.strictEqual(selected.rows[0].at.toISOString(), '2024-02-29T12:00:00.000Z');

        for (let i = 0; i < 3; i++) {
          const named = await client.query(
            { name: 'by id', text: 'SELECT word FROM t WHERE id = $1', values: [i], rowMode: 'array' });
          assert.deepStrictEqual(named.rows, i === 1 ? [['añb']] : i === 2 ? [[null]] : []);
        }

        await assert.rejects(client.query('SELECT nope FROM t'), (error) => {
          assert.strictEqual(error.code, '42703');
          assert.strictEqual(error.position, '8');
          return true;
        });
        await assert.rejects(client.query('SELECT $1::int', ['x']), { code: '22P02' });

        await client.query('BEGIN');
        await client.query('INSERT INTO t (id) VALUES ($1)', [3]);
        await client.query('ROLLBACK');
        const counted = await client.query('SELECT count(*) AS n FROM t');
        assert.strictEqual(counted.rows[0].n, '2');

        const many = await client.query('SELECT 1 AS a; SELECT 2 AS b');
        assert.deepStrictEqual(many.map((result) => result.rows), [[{ a: 1 }], [{ b: 2 }]]);

        await client.end();
        console.log('all is well');
      })().catch((error) => { console.error(error); process.exit(1); });
      """;

  @Test
  void queriesParametersErrorsAndTransactionsWork(@TempDir Path directory) {
    try (TidewaterServer server = TidewaterServer.start(ServerOptions.inDirectory(directory))) {
      ProgramOutput result =
          RealNode.ready()
              .run(SCRIPT, Map.of("PORT", Integer.toString(server.sqlPort()), "TZ", "UTC"));
      assertThat(result.errors()).isEmpty();
      assertThat(result.output()).isEqualTo("all is well\n");
      assertThat(result.exitCode()).isZero();
    }
  }
}
