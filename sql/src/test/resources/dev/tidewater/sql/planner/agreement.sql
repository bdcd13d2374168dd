-- Projection, filter, logic
SELECT * FROM t
SELECT a + 1, b || 'x', c * 2, d / 4 FROM t WHERE c > 5 OR b IS NULL
SELECT a FROM t WHERE NOT (c > 5)
SELECT a FROM t WHERE (c > 5) IS NOT TRUE
SELECT a FROM t WHERE (c > 5) IS FALSE OR (b = 'a') IS UNKNOWN
SELECT x FROM u WHERE x IS DISTINCT FROM 1
SELECT x, y FROM u WHERE y IS NOT DISTINCT FROM NULL
SELECT a FROM t WHERE b IN ('a', 'k') AND c NOT IN (10, 11)
SELECT a FROM t WHERE c NOT IN (10, NULL)
SELECT a FROM t WHERE c = ANY ('{10,30}') OR a <> ALL (ARRAY[1, 2, 3, 4, 5])
SELECT a FROM t WHERE a BETWEEN 2 AND 4 AND a NOT BETWEEN SYMMETRIC 3 AND 2
SELECT CASE b WHEN 'a' THEN 1 WHEN 'k' THEN 2 END, CASE WHEN c > 5 THEN 'x' ELSE b END FROM t
SELECT CASE WHEN a > 1 THEN 10 / (a - 1) ELSE 0 END FROM t
SELECT COALESCE(b, 'none'), NULLIF(c, 10), GREATEST(a, c), LEAST(a, c, 2) FROM t
SELECT GREATEST(NULL, a, c, 3), LEAST(d, 1) FROM t
SELECT 1, 'a', NULL, true, 1.50, 2 ^ 3, 7 / 2, -7 % 3, 1e3
SELECT a::text || 'x', '12'::int + a, d::numeric(10,1), 'abcdef'::varchar(3), a::bigint FROM t
SELECT b LIKE 'a%', b NOT LIKE '_', b ILIKE 'A' FROM t
SELECT (a, b) = (1, 'a'), (a, c) IN ((1, 10), (2, 3)) FROM t
-- Joins
SELECT t.a, u.y FROM t JOIN u ON t.a = u.x
SELECT t.a, u.y FROM t, u WHERE t.a = u.x AND u.y = t.b
SELECT t.a, u.y FROM t LEFT JOIN u ON t.a = u.x
SELECT t.a, u.y FROM t LEFT JOIN u ON t.a = u.x AND u.z > 5
SELECT t.a, u.y FROM t LEFT JOIN u ON t.a = u.x AND t.b = 'a'
SELECT t.a, u.y FROM t LEFT JOIN u ON t.a = u.x AND t.c > u.z
SELECT t.a, u.y FROM t LEFT JOIN u ON t.c > u.z
SELECT u.x, u.y, t.a FROM u LEFT JOIN t ON u.y = t.b AND u.z < t.c AND u.x = 1
SELECT t.a, u.y FROM t RIGHT JOIN u ON t.a = u.x
SELECT t.a, u.y FROM t RIGHT JOIN u ON t.a = u.x AND t.c > u.z
SELECT t.a, u.y FROM t FULL JOIN u ON t.a = u.x
SELECT t.a, u.y FROM t FULL JOIN u ON t.a = u.x AND u.y = 'a'
SELECT a, t.b, w.b FROM t JOIN w USING (a)
SELECT a, t.b, w.b FROM t LEFT JOIN w USING (a)
SELECT a, t.b, w.b FROM t FULL JOIN w USING (a)
SELECT * FROM t NATURAL JOIN w
SELECT t.a, u.x, w.a FROM t LEFT JOIN u ON t.a = u.x LEFT JOIN w ON w.a = u.x
SELECT t.a, q.x FROM t LEFT JOIN (u JOIN w ON u.x = w.a) AS q (x, y, z, wa, wb) ON t.a = q.x
SELECT w.b, t.b FROM w JOIN t ON w.b = t.b
SELECT t1.a, t2.a FROM t t1 JOIN t t2 ON t1.d = t2.d + 1 OR t1.c = t2.c
SELECT count(*) FROM t CROSS JOIN u
SELECT t.a FROM t JOIN u ON t.c = u.x WHERE u.y IS NULL
SELECT t.a, u.x FROM t LEFT JOIN u ON u.x = t.a WHERE u.y = 'a' OR u.x IS NULL
-- Grouping
SELECT b, count(*), sum(c), min(d), max(a) FROM t GROUP BY b
SELECT count(*), count(c), sum(c), min(b) FROM t WHERE a > 100
SELECT b FROM t WHERE a > 100 GROUP BY b
SELECT b, count(*) FROM t GROUP BY b HAVING count(*) > 1
SELECT count(DISTINCT b), count(b), count(*) FILTER (WHERE c > 5), sum(DISTINCT c) FROM t
SELECT c + 1, count(*) FROM t GROUP BY c + 1
SELECT c + 1 + count(*) FROM t GROUP BY c
SELECT a, b, c FROM t GROUP BY a
SELECT b AS k, sum(a) FROM t GROUP BY k ORDER BY k
SELECT b, sum(a) FROM t GROUP BY 1 ORDER BY 2 DESC, 1
SELECT DISTINCT b, c FROM t
SELECT DISTINCT y FROM u ORDER BY y
SELECT 1 FROM t HAVING count(*) > 3
SELECT max(a) + 1 FROM t
SELECT sum(x) FROM (SELECT x, count(*) AS n FROM u GROUP BY x) s WHERE n > 1
-- Order and bounds
SELECT a FROM t ORDER BY c, a
SELECT a FROM t ORDER BY c DESC, a DESC
SELECT a FROM t ORDER BY b NULLS FIRST, a LIMIT 3
SELECT a, c FROM t ORDER BY c DESC NULLS LAST, a OFFSET 2
SELECT a AS x FROM t ORDER BY d, x
SELECT a FROM t ORDER BY -a LIMIT 2 OFFSET 1
SELECT * FROM (SELECT a, b FROM t ORDER BY a DESC LIMIT 2) s
SELECT a FROM t ORDER BY a LIMIT NULL
SELECT a FROM t ORDER BY a FETCH FIRST 2 ROWS ONLY
SELECT a FROM t ORDER BY a LIMIT 0
-- Set operations, VALUES, WITH
SELECT a FROM t UNION ALL SELECT x FROM u
SELECT a FROM t UNION SELECT x FROM u
SELECT x FROM u EXCEPT SELECT a FROM t
SELECT x FROM u EXCEPT ALL SELECT a FROM t
SELECT x FROM u INTERSECT SELECT a FROM t
SELECT x FROM u INTERSECT ALL SELECT 1 FROM t
SELECT 1 UNION SELECT 2.5 UNION SELECT NULL
SELECT 'a' UNION SELECT b FROM t
SELECT a FROM t UNION ALL SELECT x FROM u ORDER BY a LIMIT 4
(SELECT a FROM t ORDER BY a LIMIT 1) UNION ALL (SELECT a FROM t ORDER BY a DESC LIMIT 1)
VALUES (1, 'a'), (2, NULL), (3, 'c')
SELECT n * 2, s FROM (VALUES (1, 'a'), (2, NULL)) q (n, s) WHERE n > 1
WITH q AS (SELECT a, b FROM t WHERE c > 0), r (k) AS (SELECT a FROM q) SELECT q.b, r.k FROM q JOIN r ON r.k = q.a
WITH t AS (SELECT x AS a FROM u) SELECT a FROM t
SELECT * FROM v
TABLE w
-- Sub-queries
SELECT a FROM t WHERE a IN (SELECT x FROM u)
SELECT a FROM t WHERE a NOT IN (SELECT x FROM u)
SELECT a FROM t WHERE a NOT IN (SELECT x FROM u WHERE x IS NOT NULL)
SELECT a FROM t WHERE a NOT IN (SELECT x FROM u WHERE false)
SELECT a, c FROM t WHERE c NOT IN (SELECT z FROM u WHERE u.y = t.b)
SELECT a, c IN (SELECT z FROM u) FROM t
SELECT a, c NOT IN (SELECT z FROM u WHERE z IS NOT NULL) FROM t
SELECT x, x IN (SELECT a FROM t), x = ANY (SELECT c FROM t) FROM u
SELECT a FROM t WHERE (a, b) IN (SELECT x, y FROM u)
SELECT a FROM t WHERE (a, b) NOT IN (SELECT x, y FROM u)
SELECT a FROM t WHERE a <> ALL (SELECT x FROM u WHERE x > 1)
SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.x = t.a)
SELECT a FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.x = t.a)
SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.x = t.a AND u.z >= t.c)
SELECT a FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.y = t.b AND u.z < t.c)
SELECT a, EXISTS (SELECT 1 FROM u WHERE u.x = t.a) FROM t
SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.x = t.a) OR c = 30
SELECT a FROM t WHERE EXISTS (SELECT count(*) FROM u WHERE u.x = t.a)
SELECT a FROM t WHERE EXISTS (SELECT max(z) FROM u WHERE u.x = t.a HAVING max(z) IS NULL)
SELECT a FROM t WHERE EXISTS (SELECT max(z) FROM u WHERE u.x = t.a HAVING max(z) > 5)
SELECT a, (SELECT max(z) FROM u WHERE u.x = t.a) FROM t
SELECT a, (SELECT count(*) FROM u WHERE u.x = t.a) FROM t
SELECT a, (SELECT count(*) + 1 FROM u WHERE u.y = t.b) FROM t
SELECT a, (SELECT COALESCE(sum(z), -1) FROM u WHERE u.y = t.b) FROM t
SELECT a, (SELECT b FROM w WHERE w.a = t.a) FROM t
SELECT a, (SELECT w.b || t.b FROM w WHERE w.a = t.a) FROM t
SELECT a FROM t WHERE c > (SELECT avg_z FROM (SELECT sum(z) / count(z) AS avg_z FROM u) s)
SELECT a FROM t WHERE c = (SELECT max(c) FROM t t2 WHERE t2.b = t.b)
SELECT a FROM t WHERE (SELECT count(*) FROM u WHERE u.x = t.a AND EXISTS (SELECT 1 FROM w WHERE w.a = u.x AND w.b = t.b)) = 2
SELECT b, count(*), (SELECT max(u.z) FROM u WHERE u.y = t.b) FROM t GROUP BY b
SELECT b, (SELECT count(*) FROM u WHERE u.y = t.b) + count(*) FROM t GROUP BY b HAVING EXISTS (SELECT 1 FROM u WHERE u.y = t.b)
SELECT sum((SELECT count(*) FROM u WHERE u.x = t.a)) FROM t
SELECT (SELECT 1), (SELECT max(x) FROM u), (SELECT x FROM u WHERE x = 100)
SELECT a FROM t WHERE a = (SELECT min(x) FROM u WHERE u.y = t.b AND u.x IN (SELECT a FROM w))
SELECT t.a FROM t JOIN u ON t.a = u.x AND u.z IN (SELECT c FROM t)
SELECT a, (SELECT x FROM u WHERE u.x = t.a UNION SELECT 99 WHERE t.a = 1 AND false) FROM t WHERE a > 1
SELECT CASE WHEN EXISTS (SELECT 1 FROM u WHERE u.x = t.a) THEN 'y' ELSE 'n' END FROM t
SELECT a FROM t WHERE CASE WHEN b = 'a' THEN a IN (SELECT x FROM u) ELSE c IN (SELECT z FROM u) END
SELECT * FROM (SELECT a, (SELECT count(*) FROM u WHERE u.x = t.a) AS n FROM t) s WHERE n > 0

SELECT t.a, w.b, u.z FROM t, w, u WHERE t.a = u.x AND u.x = w.a
SELECT t.a, w.a, u.z FROM t, w, u WHERE u.y = w.b AND t.c > u.z
SELECT t.a, q.x, w.a FROM t CROSS JOIN w JOIN u q ON q.x = t.a AND q.y = w.b WHERE t.a + w.a > 1
SELECT t1.a, t2.a, w1.a, w2.a FROM t t1, w w1, t t2, w w2 WHERE t1.a = t2.a AND w1.a = w2.a AND t1.a + w1.a < 8
SELECT a FROM t WHERE c NOT IN (SELECT z FROM u)
SELECT a FROM t WHERE c NOT IN (SELECT z FROM u WHERE z IS NOT NULL)
SELECT a, c IN (SELECT z FROM u WHERE u.y = t.b) FROM t
SELECT a, c NOT IN (SELECT z FROM u WHERE u.x < 3) FROM t
SELECT a, (a, c) IN (SELECT x, z FROM u) FROM t
SELECT a, b IN (SELECT y FROM u WHERE false) FROM t
WITH q AS (SELECT (SELECT max(z) FROM u WHERE u.y = t.b) AS c FROM t) SELECT p.c FROM q p JOIN q r ON p.c = r.c
WITH q AS (SELECT DISTINCT (SELECT max(1.5) FROM w WHERE t.b LIKE '%b') AS c FROM t JOIN u ON t.a = u.x) SELECT p.c, q.c FROM q p JOIN q ON p.c IN (3.5, 3.0)
SELECT DISTINCT (SELECT max(1.5) FROM w WHERE t.b LIKE '%b') AS c FROM t JOIN u ON t.a = u.x
SELECT DISTINCT (SELECT max(1.5) FROM w WHERE t.b LIKE '%b') AS c FROM t JOIN u ON t.a = u.x CROSS JOIN w WHERE w.b LIKE '%k'
SELECT t.a, q.x FROM t LEFT JOIN (SELECT x, y FROM u INTERSECT SELECT a, b FROM t) q ON 5 = -1
SELECT q.x FROM (SELECT x FROM u UNION SELECT a FROM t WHERE 1 = 2) q WHERE 3 = 3
