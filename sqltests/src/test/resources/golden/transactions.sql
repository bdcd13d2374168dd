-- Transactions: inserts become visible together, reads see one time.
CREATE TABLE t (id integer PRIMARY KEY, v text);
----
OK

BEGIN;
----
OK

INSERT INTO t VALUES (1, 'a');
----
OK 1

INSERT INTO t VALUES (2, 'b'), (3, 'c');
----
OK 2

COMMIT;
----
OK

SELECT * FROM t ORDER BY id;
----
id:int4 | v:text
1 | a
2 | b
3 | c

BEGIN;
----
OK

INSERT INTO t VALUES (4, 'd');
----
OK 1

ROLLBACK;
----
OK

SELECT count(*) FROM t;
----
count:int8
3

BEGIN;
----
OK

INSERT INTO t VALUES (5, 'e');
----
OK 1

INSERT INTO t VALUES (1, 'again');
----
OK 1

COMMIT;
----
ERROR 23505: duplicate key value violates unique constraint "t_pkey"
DETAIL Key (id)=(1) already exists.

SELECT count(*) FROM t;
----
count:int8
3

BEGIN;
----
OK

SELECT count(*) FROM t;
----
count:int8
3

INSERT INTO t VALUES (6, 'f');
----
ERROR 0A000: a transaction that has read can't write
DETAIL A transaction reads, or inserts into one table.
HINT COMMIT or ROLLBACK first.

ROLLBACK;
----
OK

BEGIN;
----
OK

UPDATE t SET v = 'x';
----
ERROR 25001: UPDATE cannot run inside a transaction block

COMMIT;
----
OK

SELECT * FROM t ORDER BY id;
----
id:int4 | v:text
1 | a
2 | b
3 | c
