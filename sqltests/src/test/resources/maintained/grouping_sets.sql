-- GROUPING SETS, ROLLUP, CUBE, GROUPING.
-- setup
CREATE TABLE s (a int, b text, c int, v int);
INSERT INTO s VALUES (1,'x',1,10),(1,'y',2,20),(2,'x',1,30),(2,NULL,1,40),(NULL,'y',2,50),(1,'x',NULL,60);
CREATE TABLE e (a int, b int);
-- queries
SELECT a, b, sum(v) AS s, count(*) AS c, grouping(a) AS ga, grouping(a, b) AS gab FROM s GROUP BY ROLLUP (a, b);
SELECT a, b, c, sum(v) AS s FROM s GROUP BY CUBE (a, b, c);
SELECT a, b, c, sum(v) AS s FROM s GROUP BY GROUPING SETS ((a, b), (c), ());
SELECT a, b, sum(v) AS s FROM s GROUP BY a, ROLLUP (b);
SELECT a, b, c, count(*) AS n FROM s GROUP BY GROUPING SETS (ROLLUP (a, b), CUBE (c));
SELECT a, b, c, sum(v) AS s FROM s GROUP BY ROLLUP ((a, b), c);
SELECT a, sum(v) AS s FROM s GROUP BY GROUPING SETS (a, a, ());
SELECT a, sum(v) AS s FROM s GROUP BY DISTINCT GROUPING SETS (a, a, ()), GROUPING SETS (a, ());
SELECT a + 1 AS a1, sum(v) AS s FROM s GROUP BY ROLLUP (a + 1) HAVING grouping(a + 1) = 1 OR sum(v) > 60;
SELECT a, min(b) AS b, count(DISTINCT c) AS c FROM s GROUP BY CUBE (a);
SELECT a FROM e GROUP BY ROLLUP (a);
SELECT a, count(*) AS c FROM e GROUP BY GROUPING SETS ((a), ());
SELECT 1 AS one FROM e GROUP BY ();
SELECT sum(s) AS s FROM (SELECT a, sum(v) AS s FROM s GROUP BY ROLLUP (a)) x WHERE a IS NULL;
SELECT a, rank() OVER (PARTITION BY grouping(a) ORDER BY sum(v)) AS r FROM s GROUP BY ROLLUP (a);
SELECT a, (SELECT count(*) FROM s u WHERE u.a = s.a) AS n FROM s GROUP BY ROLLUP (a);
SELECT * FROM (SELECT a, b, sum(v) AS s FROM s GROUP BY CUBE (a, b)) x WHERE b = 'x' AND a = 1;
-- queries at once
SELECT grouping(v) FROM s GROUP BY a;
SELECT grouping(a) FROM s;
SELECT a FROM s WHERE grouping(a) = 1 GROUP BY a;
SELECT a, b FROM s GROUP BY ROLLUP (a);
-- changes
INSERT INTO s VALUES (3,'z',3,70), (NULL,NULL,NULL,1);
INSERT INTO e VALUES (1, 1);
-- changes
DELETE FROM s WHERE a = 1;
DELETE FROM e;
