-- Cursors: rows of a query taken piece by piece in a transaction.
CREATE TABLE t (id integer PRIMARY KEY, v text);
----
OK

INSERT INTO t SELECT n, 'v' || n FROM generate_series(1, 10) AS n;
----
OK 10

DECLARE c CURSOR FOR SELECT 1;
----
ERROR 25P01: DECLARE CURSOR can only be used in transaction blocks

FETCH c;
----
ERROR 34000: cursor "c" does not exist

BEGIN;
----
OK

DECLARE c CURSOR FOR SELECT * FROM t ORDER BY id;
----
OK

DECLARE d NO SCROLL CURSOR WITHOUT HOLD FOR SELECT count(*) AS many FROM t;
----
OK

FETCH c;
----
id:int4 | v:text
1 | v1

FETCH 2 FROM c;
----
id:int4 | v:text
2 | v2
3 | v3

FETCH FORWARD 2 IN c;
----
id:int4 | v:text
4 | v4
5 | v5

FETCH 0 FROM d;
----
many:int8

FETCH ALL d;
----
many:int8
10

FETCH NEXT FROM d;
----
many:int8

MOVE 2 FROM c;
----
OK 2

FETCH RELATIVE 2 FROM c;
----
id:int4 | v:text
9 | v9

FETCH ABSOLUTE 10 FROM c;
----
id:int4 | v:text
10 | v10

FETCH ALL FROM c;
----
id:int4 | v:text

CLOSE c;
----
OK

CLOSE d;
----
OK

COMMIT;
----
OK

BEGIN;
----
OK

DECLARE c CURSOR FOR SELECT 1;
----
OK

DECLARE c CURSOR FOR SELECT 2;
----
ERROR 42P03: cursor "c" already exists

ROLLBACK;
----
OK

BEGIN;
----
OK

FETCH nope;
----
ERROR 34000: cursor "nope" does not exist

ROLLBACK;
----
OK

BEGIN;
----
OK

DECLARE c CURSOR FOR SELECT id FROM t ORDER BY id;
----
OK

FETCH PRIOR FROM c;
----
ERROR 55000: cursor can only scan forward

ROLLBACK;
----
OK

BEGIN;
----
OK

CLOSE nope;
----
ERROR 34000: cursor "nope" does not exist

ROLLBACK;
----
OK

BEGIN;
----
OK

DECLARE c SCROLL CURSOR FOR SELECT 1;
----
ERROR 0A000: SCROLL cursors are not supported
POSITION 1
HINT A cursor goes forward, and lasts until its transaction ends.

ROLLBACK;
----
OK

BEGIN;
----
OK

DECLARE c CURSOR WITH HOLD FOR SELECT 1;
----
ERROR 0A000: WITH HOLD cursors are not supported
POSITION 1
HINT A cursor goes forward, and lasts until its transaction ends.

ROLLBACK;
----
OK

-- A cursor ends with its transaction.
BEGIN;
----
OK

DECLARE c CURSOR FOR SELECT id FROM t ORDER BY id;
----
OK

COMMIT;
----
OK

FETCH c;
----
ERROR 34000: cursor "c" does not exist

-- What fails while rows are fetched fails the transaction.
BEGIN;
----
OK

DECLARE c CURSOR FOR SELECT 10 / (5 - id) AS q FROM t;
----
OK

FETCH ALL c;
----
ERROR 22012: division by zero

FETCH c;
----
ERROR 25P02: current transaction is aborted, commands ignored until end of transaction block

ROLLBACK;
----
OK

BEGIN;
----
OK

DECLARE c CURSOR FOR SELECT id FROM t;
----
OK

CLOSE ALL;
----
OK

FETCH c;
----
ERROR 34000: cursor "c" does not exist

ROLLBACK;
----
OK
