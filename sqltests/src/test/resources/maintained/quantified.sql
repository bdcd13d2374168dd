-- ANY, SOME and ALL over queries.
-- setup
CREATE TABLE t (k int PRIMARY KEY, v int);
CREATE TABLE u (k int, v int);
INSERT INTO t VALUES (1,10),(2,20),(3,NULL),(4,5);
INSERT INTO u VALUES (1,10),(1,15),(2,NULL),(2,25),(4,1);
-- queries
SELECT k, v < ANY (SELECT v FROM u) AS a, v > ALL (SELECT v FROM u) AS b, v >= SOME (SELECT v FROM u WHERE v IS NOT NULL) AS c FROM t;
SELECT k, v <= ALL (SELECT v FROM u WHERE u.k = t.k) AS a, v <> ANY (SELECT v FROM u WHERE u.k = t.k) AS b, v = ALL (SELECT v FROM u WHERE u.k = t.k) AS c FROM t;
SELECT k FROM t WHERE v < ANY (SELECT v FROM u WHERE u.k = t.k);
SELECT k FROM t WHERE NOT v < ALL (SELECT v FROM u WHERE u.k = t.k);
SELECT k FROM t WHERE v + 1 > ALL (SELECT v FROM u WHERE u.k = 99);
SELECT k, v::text LIKE ANY (SELECT '1%') AS a FROM t;
SELECT k, v FROM t WHERE v = ANY (SELECT v FROM u) OR v <> ALL (SELECT v FROM u WHERE v IS NOT NULL);
-- queries at once
SELECT k FROM t WHERE v < ANY (SELECT k, v FROM u);
SELECT k FROM t WHERE v < ANY (SELECT 'x'::text FROM u);
-- changes
INSERT INTO u VALUES (3, 7), (4, 100);
-- changes
DELETE FROM u WHERE v IS NULL;
UPDATE t SET v = 26 WHERE k = 2;
-- changes
DELETE FROM u;
