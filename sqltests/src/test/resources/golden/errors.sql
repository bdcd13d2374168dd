-- What users get when something is wrong: code, message, place.
SELECT * FROM nothing;

SELECT a FROM (VALUES (1)) AS t(b);

SELEC 1;

SELECT 1/0;

SELECT 'x'::integer;

SELECT 99999999999::integer;

SELECT length(1, 2);

SELECT 1 + 'a'::text;

CREATE TABLE t (a integer);

CREATE TABLE t (a integer);

CREATE TABLE IF NOT EXISTS t (a integer);

INSERT INTO t VALUES (1, 2);

INSERT INTO t VALUES ('abc');

DROP TABLE nothing;

DROP TABLE IF EXISTS nothing;

DROP VIEW t;

SET no_such_setting = 1;

CREATE SINK s FROM t INTO ICEBERG CATALOG CONNECTION nowhere (NAMESPACE 'public', TABLE 'x') KEY (a) WITH (COMMIT INTERVAL '1s');

SELECT a, count(*) FROM t;

SELECT * FROM t WHERE a;

BEGIN;

SELECT 1/0;

SELECT 1;

ROLLBACK;

SELECT 1;
