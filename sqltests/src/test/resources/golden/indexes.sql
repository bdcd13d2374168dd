-- Indexes: made, listed, read, dropped. (Plans that use them: see IndexIT.)
CREATE TABLE t (id integer PRIMARY KEY, g integer, v text);
----
OK

INSERT INTO t SELECT n, n % 10, 'v' || n FROM generate_series(1, 100) AS n;
----
OK 100

CREATE VIEW agg AS SELECT g, count(*) AS c, sum(id) AS s FROM t GROUP BY g;
----
OK

CREATE INDEX t_g ON t (g);
----
OK

CREATE INDEX t_g ON t (g);
----
ERROR 42710: object "t_g" already exists
POSITION 14
DETAIL It is a index in public.

CREATE INDEX IF NOT EXISTS t_g ON t (g);
----
OK

CREATE INDEX ON t (v, g);
----
OK

CREATE DEFAULT INDEX ON agg;
----
OK

CREATE INDEX agg_s IN CLUSTER quickstart ON agg (s);
----
OK

SHOW INDEXES;
----
name:text | on:text | cluster:text | key:text
agg_primary_idx | agg | quickstart | {g}
agg_s | agg | quickstart | {s}
t_g | t | quickstart | {g}
t_v_g_idx | t | quickstart | {v,g}

SHOW INDEXES ON agg IN CLUSTER quickstart;
----
name:text | on:text | cluster:text | key:text
agg_primary_idx | agg | quickstart | {g}
agg_s | agg | quickstart | {s}

SELECT i.name, o.name AS relation FROM mz_indexes i JOIN mz_relations o ON o.id = i.on_id WHERE i.name IN ('t_g', 'agg_s') ORDER BY i.name;
----
name:text | relation:text
agg_s | agg
t_g | t

CREATE INDEX ON t (nope);
----
ERROR 42703: column "nope" does not exist
POSITION 20

CREATE INDEX ON nope (id);
----
ERROR 42P01: relation "nope" does not exist
POSITION 17

CREATE INDEX ON t (lower(v));
----
ERROR 0A000: an index on an expression is not supported
POSITION 20
HINT Index a view that computes it as a column.

CREATE INDEX ON t (g DESC);
----
ERROR 0A000: an order of index columns is not supported
POSITION 20

CREATE UNIQUE INDEX ON t (g);
----
ERROR 0A000: UNIQUE indexes are not supported
POSITION 8
HINT A table's PRIMARY KEY is enforced.

CREATE INDEX ON t_g (g);
----
ERROR 42809: cannot create an index on the index "t_g"
POSITION 17

CREATE INDEX ON pg_class (oid);
----
ERROR 0A000: an index on system relations is not supported
POSITION 17

CREATE INDEX ON t (g) WITH (fillfactor = 70);
----
ERROR 0A000: an option of indexes is not supported
POSITION 29

CREATE INDEX ON t USING gin (g);
----
ERROR 42704: access method "gin" does not exist
POSITION 8

SELECT * FROM agg WHERE g = 3;
----
g:int4 | c:int8 | s:int8
3 | 10 | 480

SELECT * FROM agg WHERE g IN (3, 5, 77);
----
g:int4 | c:int8 | s:int8
3 | 10 | 480
5 | 10 | 500

SELECT id FROM t WHERE g = 3 AND id < 30;
----
id:int4
13
23
3

INSERT INTO t VALUES (1003, 3, 'new'), (1004, 4, NULL);
----
OK 2

SELECT * FROM agg WHERE g IN (3, 4);
----
g:int4 | c:int8 | s:int8
3 | 11 | 1483
4 | 11 | 1494

SELECT * FROM agg WHERE s = 505 OR s = 515;
----
g:int4 | c:int8 | s:int8

SELECT v FROM t WHERE g = 3 AND v > 'v8';
----
v:text
v83
v93

DELETE FROM t WHERE g = 3;
----
OK 11

SELECT * FROM agg WHERE g = 3;
----
g:int4 | c:int8 | s:int8

SELECT count(*) FROM agg;
----
count:int8
9

<restart>

SHOW INDEXES;
----
name:text | on:text | cluster:text | key:text
agg_primary_idx | agg | quickstart | {g}
agg_s | agg | quickstart | {s}
t_g | t | quickstart | {g}
t_v_g_idx | t | quickstart | {v,g}

SELECT * FROM agg WHERE g = 4;
----
g:int4 | c:int8 | s:int8
4 | 11 | 1494

CREATE VIEW one_row AS SELECT count(*) AS c, max(id) AS m FROM t;
----
OK

CREATE DEFAULT INDEX ON one_row;
----
OK

SHOW INDEXES ON one_row;
----
name:text | on:text | cluster:text | key:text
one_row_primary_idx | one_row | quickstart | {c,m}

SELECT * FROM one_row;
----
c:int8 | m:int4
91 | 1004

DROP VIEW one_row;
----
OK

DROP INDEX nope;
----
ERROR 42704: index "nope" does not exist
POSITION 12

DROP INDEX agg_s;
----
OK

DROP VIEW agg;
----
OK

DROP TABLE t;
----
OK

SHOW INDEXES;
----
name:text | on:text | cluster:text | key:text
