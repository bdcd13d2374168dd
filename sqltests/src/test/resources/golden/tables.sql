-- Tables: creating, writing, reading back.
CREATE TABLE t (id integer PRIMARY KEY, name text NOT NULL, price numeric(10,2) DEFAULT 9.99, seen timestamptz);

INSERT INTO t VALUES (1, 'one', 1.5, '2024-01-02 03:04:05+01'), (2, 'two', NULL, NULL);

INSERT INTO t (id, name) VALUES (3, 'three');

SELECT * FROM t ORDER BY id;

SELECT name, price * 2 AS twice FROM t WHERE id = 2 OR price > 5 ORDER BY id;

INSERT INTO t VALUES (1, 'again', 0, NULL);

INSERT INTO t VALUES (4, NULL, 0, NULL);

UPDATE t SET price = price + 1, name = upper(name) WHERE id < 3;

SELECT * FROM t ORDER BY id;

UPDATE t SET id = id + 10;

SELECT id FROM t ORDER BY id DESC;

DELETE FROM t WHERE id = 12;

SELECT count(*) FROM t;

INSERT INTO t (id, name) VALUES (100, 'returned') RETURNING id, price, name || '!' AS loud;

<restart>

SELECT id, name FROM t ORDER BY id;

TRUNCATE t;

SELECT count(*) FROM t;

DROP TABLE t;

SELECT * FROM t;
