-- Views and materialized views over a table that changes.
CREATE TABLE sales (id integer PRIMARY KEY, region text NOT NULL, amount bigint);

CREATE VIEW big AS SELECT id, region FROM sales WHERE amount >= 100;

CREATE MATERIALIZED VIEW totals AS SELECT region, count(*) AS n, sum(amount) AS total, min(amount) AS least, max(amount) AS most, avg(amount) AS mean FROM sales GROUP BY region;

INSERT INTO sales VALUES (1, 'north', 50), (2, 'north', 150), (3, 'south', 200), (4, 'south', NULL);

SELECT * FROM totals ORDER BY region;

SELECT * FROM big ORDER BY id;

UPDATE sales SET region = 'south' WHERE id = 2;

SELECT * FROM totals ORDER BY region;

DELETE FROM sales WHERE region = 'north';

SELECT * FROM totals ORDER BY region;

CREATE TABLE regions (name text PRIMARY KEY, country text);

INSERT INTO regions VALUES ('south', 'IT'), ('west', 'FR');

CREATE MATERIALIZED VIEW joined AS SELECT r.name, r.country, s.id FROM regions r LEFT JOIN sales s ON s.region = r.name;

SELECT * FROM joined;

INSERT INTO sales VALUES (5, 'west', 1);

SELECT * FROM joined;

CREATE MATERIALIZED VIEW top2 AS SELECT id, amount FROM sales ORDER BY amount DESC NULLS LAST LIMIT 2;

SELECT * FROM top2 ORDER BY amount DESC;

<restart>

SELECT * FROM totals ORDER BY region;

INSERT INTO sales VALUES (6, 'south', 1000);

SELECT * FROM totals ORDER BY region;

SELECT * FROM joined;

SELECT * FROM top2 ORDER BY amount DESC;

DROP TABLE sales;

DROP TABLE sales CASCADE;

SHOW MATERIALIZED VIEWS;
