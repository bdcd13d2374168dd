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
DETAIL A transaction either reads or inserts.
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

-- One transaction may insert into several tables; the key counts over all of its statements.
CREATE TABLE other (id integer PRIMARY KEY);
----
OK

BEGIN;
----
OK

INSERT INTO t VALUES (10, 'j');
----
OK 1

INSERT INTO other VALUES (10);
----
OK 1

COMMIT;
----
OK

SELECT t.id, v FROM t JOIN other ON t.id = other.id;
----
id:int4 | v:text
10 | j

BEGIN;
----
OK

INSERT INTO other VALUES (11);
----
OK 1

INSERT INTO other VALUES (11);
----
OK 1

COMMIT;
----
ERROR 23505: duplicate key value violates unique constraint "other_pkey"
DETAIL Key (id)=(11) already exists.

SELECT id FROM other ORDER BY id;
----
id:int4
10
