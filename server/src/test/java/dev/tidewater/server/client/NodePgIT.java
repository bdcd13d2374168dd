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

        const types = await client.query({ rowMode: 'array', text: `SELECT 7::int4, 9007199254740993::int8,
          1.5::float8, true, '{"a": [1, null]}'::jsonb, ARRAY[1, NULL, 3], ARRAY['a', 'b c'],
          '\\\\x0001ff'::bytea, DATE '2024-02-29', NULL, 'x'::varchar(3), 12.50::numeric(6,2)` });
        const [int4, int8, float8, bool, json, ints, texts, bytes, date, none, word, numeric] =
          types.rows[0];
        assert.strictEqual(int4, 7);
        assert.strictEqual(int8, '9007199254740993');
        assert.strictEqual(float8, 1.5);
        assert.strictEqual(bool, true);
        assert.deepStrictEqual(json, { a: [1, null] });
        assert.deepStrictEqual(ints, [1, null, 3]);
        assert.deepStrictEqual(texts, ['a', 'b c']);
        assert.deepStrictEqual([...bytes], [0, 1, 255]);
        assert.strictEqual(date.getFullYear() + '-' + date.getMonth() + '-' + date.getDate(), '2024-1-29');
        assert.strictEqual(none, null);
        assert.strictEqual(word, 'x');
        assert.strictEqual(numeric, '12.50');

        await client.query('INSERT INTO t (id, word) VALUES ($1, $2)', [10, { nested: ['ü'] }]);
        const nested = await client.query('SELECT word FROM t WHERE id = $1', [10]);
        assert.strictEqual(nested.rows[0].word, '{"nested":["ü"]}');
        await assert.rejects(client.query('INSERT INTO t (id) VALUES ($1)', [10]), {
          code: '23505', detail: 'Key (id)=(10) already exists.',
        });

        const inParts = await client.query(
          { text: 'SELECT g FROM generate_series(1, $1::int) g ORDER BY g', values: [2500], rows: 100 });
        assert.strictEqual(inParts.rows.length, 2500);
        assert.strictEqual(inParts.rows[2499].g, 2500);

        await assert.rejects(client.query('INSERT INTO t (id) VALUES (20); INSERT INTO t (id) VALUES (1/0)'),
          { code: '22012' });
        assert.strictEqual((await client.query('SELECT id FROM t WHERE id = 20')).rowCount, 0);

        const endless = client.query(
          'SELECT count(*) FROM generate_series(1, 100000000) a, generate_series(1, 100000) b');
        const cancelled = assert.rejects(endless, { code: '57014' });
        const cancel = () => {
          const connection = new (require('pg').Connection)();
          connection.on('connect', () => {
            connection.cancel(client.processID, client.secretKey);
          });
          connection.connect(process.env.PORT, '127.0.0.1');
        };
        const again = setInterval(cancel, 100);
        await cancelled;
        clearInterval(again);
        assert.strictEqual((await client.query('SELECT 1 AS one')).rows[0].one, 1);

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
