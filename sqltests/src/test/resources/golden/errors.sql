-- What users get when something is wrong: code, message, place.
SELECT * FROM nothing;
----
ERROR 42P01: relation "nothing" does not exist
POSITION 15

SELECT a FROM (VALUES (1)) AS t(b);
----
ERROR 42703: column "a" does not exist
POSITION 8

SELEC 1;
----
ERROR 42601: syntax error at or near "SELEC"
POSITION 1

SELECT 1/0;
----
ERROR 22012: division by zero

SELECT 'x'::integer;
----
ERROR 22P02: invalid input syntax for type integer: "x"
POSITION 8

SELECT 99999999999::integer;
----
ERROR 22003: integer out of range

SELECT length(1, 2);
----
ERROR 42883: function length(integer, integer) does not exist
POSITION 8
HINT No function matches the given name and argument types. You might need to add explicit type casts.

SELECT 1 + 'a'::text;
----
ERROR 42883: operator does not exist: integer + text
POSITION 10
HINT No operator matches the given name and argument types. You might need to add explicit type casts.

CREATE TABLE t (a integer);
----
OK

CREATE TABLE t (a integer);
----
ERROR 42P07: relation "t" already exists
POSITION 14
DETAIL It is a table in public.

CREATE TABLE IF NOT EXISTS t (a integer);
----
OK

INSERT INTO t VALUES (1, 2);
----
ERROR 42601: INSERT has more expressions than target columns
POSITION 26

INSERT INTO t VALUES ('abc');
----
ERROR 22P02: invalid input syntax for type integer: "abc"
POSITION 23

DROP TABLE nothing;
----
ERROR 42P01: table "nothing" does not exist
POSITION 12

DROP TABLE IF EXISTS nothing;
----
OK

DROP VIEW t;
----
ERROR 42809: "t" is not a view
POSITION 11
HINT It is a table.

SET no_such_setting = 1;
----
ERROR 42704: unrecognized configuration parameter "no_such_setting"

CREATE SINK s FROM t INTO ICEBERG CATALOG CONNECTION nowhere (NAMESPACE 'public', TABLE 'x') KEY (a) WITH (COMMIT INTERVAL '1s');
----
ERROR 42P10: the sink's KEY (a) is not known to be unique
POSITION 94
DETAIL No key of the relation is known.
HINT Choose a known key, or write KEY (…) NOT ENFORCED if you know that the columns identify a row.

SELECT a, count(*) FROM t;
----
ERROR 42803: column "t.a" must appear in the GROUP BY clause or be used in an aggregate function
POSITION 8

SELECT * FROM t WHERE a;
----
ERROR 42804: argument of WHERE must be type boolean, not type integer
POSITION 23

BEGIN;
----
OK

SELECT 1/0;
----
ERROR 22012: division by zero

SELECT 1;
----
ERROR 25P02: current transaction is aborted, commands ignored until end of transaction block

ROLLBACK;
----
OK

SELECT 1;
----
?column?:int4
1

-- Arrays of records and of arrays.
SELECT array_agg(ROW(1, 'a'));
----
ERROR 0A000: arrays of type record are not supported yet

SELECT array_agg(ARRAY[1, 2]);
----
ERROR 0A000: arrays of type integer[] are not supported yet
