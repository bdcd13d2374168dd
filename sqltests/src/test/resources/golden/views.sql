-- Views and materialized views over a table that changes.
CREATE TABLE sales (id integer PRIMARY KEY, region text NOT NULL, amount bigint);
----
OK

CREATE VIEW big AS SELECT id, region FROM sales WHERE amount >= 100;
----
OK

CREATE MATERIALIZED VIEW totals AS SELECT region, count(*) AS n, sum(amount) AS total, min(amount) AS least, max(amount) AS most, avg(amount) AS mean FROM sales GROUP BY region;
----
OK

INSERT INTO sales VALUES (1, 'north', 50), (2, 'north', 150), (3, 'south', 200), (4, 'south', NULL);
----
OK 4

SELECT * FROM totals ORDER BY region;
----
region:text | n:int8 | total:numeric | least:int8 | most:int8 | mean:numeric
north | 2 | 200 | 50 | 150 | 100.0000000000000000
south | 2 | 200 | 200 | 200 | 200.0000000000000000

SELECT * FROM big ORDER BY id;
----
id:int4 | region:text
2 | north
3 | south

UPDATE sales SET region = 'south' WHERE id = 2;
----
OK 1

SELECT * FROM totals ORDER BY region;
----
region:text | n:int8 | total:numeric | least:int8 | most:int8 | mean:numeric
north | 1 | 50 | 50 | 50 | 50.0000000000000000
south | 3 | 350 | 150 | 200 | 175.0000000000000000

DELETE FROM sales WHERE region = 'north';
----
OK 1

SELECT * FROM totals ORDER BY region;
----
region:text | n:int8 | total:numeric | least:int8 | most:int8 | mean:numeric
south | 3 | 350 | 150 | 200 | 175.0000000000000000

CREATE TABLE regions (name text PRIMARY KEY, country text);
----
OK

INSERT INTO regions VALUES ('south', 'IT'), ('west', 'FR');
----
OK 2

CREATE MATERIALIZED VIEW joined AS SELECT r.name, r.country, s.id FROM regions r LEFT JOIN sales s ON s.region = r.name;
----
OK

SELECT * FROM joined;
----
name:text | country:text | id:int4
south | IT | 2
south | IT | 3
south | IT | 4
west | FR | NULL

INSERT INTO sales VALUES (5, 'west', 1);
----
OK 1

SELECT * FROM joined;
----
name:text | country:text | id:int4
south | IT | 2
south | IT | 3
south | IT | 4
west | FR | 5

CREATE MATERIALIZED VIEW top2 AS SELECT id, amount FROM sales ORDER BY amount DESC NULLS LAST LIMIT 2;
----
OK

SELECT * FROM top2 ORDER BY amount DESC;
----
id:int4 | amount:int8
3 | 200
2 | 150

<restart>

SELECT * FROM totals ORDER BY region;
----
region:text | n:int8 | total:numeric | least:int8 | most:int8 | mean:numeric
south | 3 | 350 | 150 | 200 | 175.0000000000000000
west | 1 | 1 | 1 | 1 | 1.00000000000000000000

INSERT INTO sales VALUES (6, 'south', 1000);
----
OK 1

SELECT * FROM totals ORDER BY region;
----
region:text | n:int8 | total:numeric | least:int8 | most:int8 | mean:numeric
south | 4 | 1350 | 150 | 1000 | 450.0000000000000000
west | 1 | 1 | 1 | 1 | 1.00000000000000000000

SELECT * FROM joined;
----
name:text | country:text | id:int4
south | IT | 2
south | IT | 3
south | IT | 4
south | IT | 6
west | FR | 5

SELECT * FROM top2 ORDER BY amount DESC;
----
id:int4 | amount:int8
6 | 1000
3 | 200

DROP TABLE sales;
----
ERROR 2BP01: cannot drop table "sales" because other objects depend on it
POSITION 12
DETAIL These objects depend on it: materialized view "top2", materialized view "joined", materialized view "totals", view "big".
HINT Use DROP … CASCADE to drop the dependent objects too.

DROP TABLE sales CASCADE;
----
OK

SHOW MATERIALIZED VIEWS;
----
name:text | cluster:text

CREATE MATERIALIZED VIEW nothing_read AS SELECT 1 AS n UNION ALL VALUES (2);
----
OK

CREATE MATERIALIZED VIEW over_it AS SELECT sum(n) AS total FROM nothing_read;
----
OK

SELECT * FROM nothing_read ORDER BY n;
----
n:int4
1
2

<restart>

SELECT total FROM over_it;
----
total:int8
3

-- An open literal under DISTINCT is a text before EXCEPT sees it.
SELECT 'x'::text AS c EXCEPT SELECT DISTINCT '' AS c;
----
c:text
x
