-- WITH RECURSIVE.
-- setup
CREATE TABLE edges (a int, b int);
INSERT INTO edges VALUES (1,2),(2,3),(3,4),(2,5),(6,7),(7,6);
CREATE TABLE parts (id int PRIMARY KEY, parent int, name text, price numeric);
INSERT INTO parts VALUES (1,NULL,'car',1), (2,1,'engine',10.5), (3,1,'wheel',2), (4,2,'piston',3.25), (5,4,'ring',0.5);
-- queries
WITH RECURSIVE n AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM n WHERE x < 10) SELECT x, x * x AS y FROM n;
WITH RECURSIVE paths AS (SELECT a, b FROM edges UNION SELECT p.a, e.b FROM paths p JOIN edges e ON p.b = e.a) SELECT * FROM paths;
WITH RECURSIVE tree (id, depth, path) AS (SELECT id, 0, name FROM parts WHERE parent IS NULL UNION ALL
  SELECT p.id, t.depth + 1, t.path || '/' || p.name FROM parts p JOIN tree t ON p.parent = t.id) SELECT * FROM tree;
WITH RECURSIVE sums AS (SELECT id AS root, id, price FROM parts UNION ALL SELECT s.root, p.id, p.price FROM sums s JOIN parts p ON p.parent = s.id)
  SELECT root, sum(price) AS total, count(*) AS n FROM sums GROUP BY root;
WITH RECURSIVE r AS (SELECT a FROM edges WHERE a = 1 UNION SELECT e.b FROM r, edges e WHERE e.a = r.a) SELECT count(*) AS n FROM r;
WITH RECURSIVE fib (i, f, g) AS (SELECT 1, 0::bigint, 1::bigint UNION ALL SELECT i + 1, g, f + g FROM fib WHERE i < 30) SELECT i, f FROM fib;
WITH RECURSIVE r AS (SELECT b AS x FROM edges WHERE a = 1 UNION SELECT e.b FROM r LEFT JOIN edges e ON e.a = r.x WHERE e.b IS NOT NULL) SELECT * FROM r;
WITH RECURSIVE a AS (SELECT 1 AS x), b AS (SELECT x FROM a UNION ALL SELECT x + 1 FROM b WHERE x < 3) SELECT a.x AS ax, b.x AS bx FROM a, b;
WITH RECURSIVE p AS (SELECT a, b FROM edges UNION SELECT p.a, e.b FROM p, edges e WHERE p.b = e.a) SELECT x.a, y.b FROM p x JOIN p y ON x.b = y.a;
SELECT e.a, (WITH RECURSIVE n AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM n WHERE x < 4) SELECT max(x) FROM n) AS m FROM edges e;
-- queries at once
WITH RECURSIVE n AS (SELECT 1 AS x UNION ALL SELECT x + 1.5 FROM n WHERE x < 10) SELECT * FROM n;
WITH RECURSIVE n AS (SELECT x FROM n UNION ALL SELECT 1) SELECT * FROM n;
WITH RECURSIVE n AS (SELECT 1 AS x UNION ALL SELECT n.x FROM n, n m) SELECT * FROM n;
WITH RECURSIVE n AS (SELECT 1 AS x UNION ALL SELECT max(x) FROM n) SELECT * FROM n;
WITH RECURSIVE n AS (SELECT 1 AS x UNION ALL SELECT 2 WHERE EXISTS (SELECT * FROM n)) SELECT * FROM n;
WITH RECURSIVE n AS (SELECT 1 AS x UNION ALL SELECT e.a FROM edges e LEFT JOIN n ON n.x = e.a) SELECT * FROM n;
WITH RECURSIVE n AS (SELECT 1 AS x UNION ALL SELECT x, x FROM n) SELECT * FROM n;
WITH n AS (SELECT 1 AS x UNION ALL SELECT x FROM n) SELECT * FROM n;
-- changes
INSERT INTO edges VALUES (5,6),(4,1);
INSERT INTO parts VALUES (6,5,'atom',7);
-- changes
DELETE FROM edges WHERE a = 2 AND b = 3;
UPDATE parts SET parent = 1 WHERE id = 4;
-- changes
DELETE FROM edges;
DELETE FROM parts WHERE parent IS NULL;
