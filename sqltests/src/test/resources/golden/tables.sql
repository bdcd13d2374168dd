-- Tables: creating, writing, reading back.
CREATE TABLE t (id integer PRIMARY KEY, name text NOT NULL, price numeric(10,2) DEFAULT 9.99, seen timestamptz);
----
OK

INSERT INTO t VALUES (1, 'one', 1.5, '2024-01-02 03:04:05+01'), (2, 'two', NULL, NULL);
----
OK 2

INSERT INTO t (id, name) VALUES (3, 'three');
----
OK 1

SELECT * FROM t ORDER BY id;
----
id:int4 | name:text | price:numeric | seen:timestamptz
1 | one | 1.50 | 2024-01-02 02:04:05+00
2 | two | NULL | NULL
3 | three | 9.99 | NULL

SELECT name, price * 2 AS twice FROM t WHERE id = 2 OR price > 5 ORDER BY id;
----
name:text | twice:numeric
two | NULL
three | 19.98

INSERT INTO t VALUES (1, 'again', 0, NULL);
----
ERROR 23505: duplicate key value violates unique constraint "t_pkey"
DETAIL Key (id)=(1) already exists.

INSERT INTO t VALUES (4, NULL, 0, NULL);
----
ERROR 23502: null value in column "name" of relation "t" violates not-null constraint
DETAIL Failing row contains (4, null, 0.00, null).

UPDATE t SET price = price + 1, name = upper(name) WHERE id < 3;
----
OK 2

SELECT * FROM t ORDER BY id;
----
id:int4 | name:text | price:numeric | seen:timestamptz
1 | ONE | 2.50 | 2024-01-02 02:04:05+00
2 | TWO | NULL | NULL
3 | three | 9.99 | NULL

UPDATE t SET id = id + 10;
----
OK 3

SELECT id FROM t ORDER BY id DESC;
----
id:int4
13
12
11

DELETE FROM t WHERE id = 12;
----
OK 1

SELECT count(*) FROM t;
----
count:int8
2

INSERT INTO t (id, name) VALUES (100, 'returned') RETURNING id, price, name || '!' AS loud;
----
id:int4 | price:numeric | loud:text
100 | 9.99 | returned!

<restart>

SELECT id, name FROM t ORDER BY id;
----
id:int4 | name:text
11 | ONE
13 | three
100 | returned

TRUNCATE t;
----
OK

SELECT count(*) FROM t;
----
count:int8
0

DROP TABLE t;
----
OK

SELECT * FROM t;
----
ERROR 42P01: relation "t" does not exist
POSITION 15

-- Interval literals with fields: a bare number counts the last one, what is finer is cut.
SELECT INTERVAL '90' DAY AS days, INTERVAL '1-2' YEAR TO MONTH AS months, INTERVAL '1 day 02:03:04' HOUR TO MINUTE AS minutes, INTERVAL '14 months 3 days' YEAR AS years;
----
days:interval | months:interval | minutes:interval | years:interval
90 days | 1 year 2 mons | 1 day 02:03:00 | 1 year

-- character(n) is padded to its length, also as a key of groups.
CREATE TABLE padded (a character(3), n integer);
----
OK

INSERT INTO padded VALUES ('x', 1), ('x  ', 2), ('é', 3);
----
OK 3

SELECT a, '[' || string_agg(n::text, ',' ORDER BY n) || ']' AS ns, octet_length(a::text) AS bytes FROM padded GROUP BY a ORDER BY a;
----
a:bpchar | ns:text | bytes:int4
x   | [1,2] | 1
é   | [3] | 2
