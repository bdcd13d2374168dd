-- LATERAL subqueries.
-- setup
CREATE TABLE o (id int PRIMARY KEY, customer int, amount int);
CREATE TABLE c (id int PRIMARY KEY, name text);
INSERT INTO c VALUES (1,'ann'), (2,'bob'), (3,'cid');
INSERT INTO o VALUES (1,1,10),(2,1,30),(3,1,20),(4,2,5),(5,2,5),(6,NULL,7);
-- queries
SELECT c.name, x.id, x.amount FROM c, LATERAL (SELECT * FROM o WHERE o.customer = c.id ORDER BY amount DESC, id LIMIT 2) x;
SELECT c.name, x.id FROM c LEFT JOIN LATERAL (SELECT * FROM o WHERE o.customer = c.id ORDER BY amount, id LIMIT 1) x ON true;
SELECT c.name, x.id FROM c LEFT JOIN LATERAL (SELECT * FROM o WHERE o.customer = c.id ORDER BY amount, id LIMIT 1 OFFSET 1) x ON x.amount > 10;
SELECT c.name, x.s, y.d FROM c CROSS JOIN LATERAL (SELECT sum(amount) AS s FROM o WHERE o.customer = c.id) x CROSS JOIN LATERAL (SELECT x.s * 2 AS d) y;
SELECT c.name, x.n FROM c JOIN LATERAL (SELECT count(*) AS n FROM o WHERE o.customer = c.id) x ON x.n > 0;
SELECT c.id, x.id AS oid FROM c JOIN LATERAL (SELECT o.id, o.customer FROM o WHERE o.amount > c.id * 4) x ON x.customer = c.id;
SELECT c.name, x.v FROM c, LATERAL (VALUES (c.id), (c.id * 10)) x (v);
SELECT c.name, x.v FROM c, LATERAL (SELECT c.id AS v UNION ALL SELECT amount FROM o WHERE customer = c.id) x;
SELECT c.name, y.m FROM c, LATERAL (SELECT o.amount FROM o WHERE o.customer = c.id) x, LATERAL (SELECT max(amount) AS m FROM o WHERE amount < x.amount) y;
SELECT c.name, x.a FROM c LEFT JOIN LATERAL (SELECT DISTINCT amount AS a FROM o WHERE o.customer = c.id) x ON true;
SELECT c.name FROM c WHERE EXISTS (SELECT 1 FROM o, LATERAL (SELECT o.amount + c.id AS s) x WHERE x.s > 30);
SELECT * FROM LATERAL (SELECT 1 AS one) x;
SELECT id, customer FROM c JOIN LATERAL (SELECT customer FROM o WHERE o.customer = c.id GROUP BY customer) x ON true;
-- queries at once
SELECT * FROM c RIGHT JOIN LATERAL (SELECT c.id) x ON true;
SELECT * FROM c, (SELECT c.id) x;
-- changes
INSERT INTO o VALUES (7,3,100), (8,1,50);
-- changes
DELETE FROM o WHERE id = 2;
UPDATE c SET id = 9 WHERE id = 2;
-- changes
DELETE FROM c WHERE id = 1;
