-- WITH MUTUALLY RECURSIVE, once and maintained; its limits and what it refuses.
CREATE TABLE edges (a int, b int);
----
OK

INSERT INTO edges VALUES (1,2),(2,3),(3,1),(4,5);
----
OK 4

WITH MUTUALLY RECURSIVE
  reach (a int, b int) AS (SELECT * FROM edges UNION SELECT r.a, e.b FROM reach r JOIN edges e ON r.b = e.a)
SELECT * FROM reach ORDER BY a, b;
----
a:int4 | b:int4
1 | 1
1 | 2
1 | 3
2 | 1
2 | 2
2 | 3
3 | 1
3 | 2
3 | 3
4 | 5

CREATE MATERIALIZED VIEW odd_and_even AS WITH MUTUALLY RECURSIVE
  odd (x int) AS (SELECT a FROM edges WHERE a = 4 UNION SELECT x + 1 FROM even WHERE x < 9),
  even (x int) AS (SELECT x + 1 FROM odd)
SELECT 'odd' AS what, x FROM odd UNION ALL SELECT 'even', x FROM even;
----
OK

SELECT * FROM odd_and_even ORDER BY x;
----
what:text | x:int4
odd | 4
even | 5
odd | 6
even | 7
odd | 8
even | 9

CREATE MATERIALIZED VIEW distances AS WITH MUTUALLY RECURSIVE
  d (node int, distance bigint) AS (
    SELECT node, min(distance) FROM (
      SELECT 1 AS node, 0 AS distance
      UNION ALL SELECT e.b, d.distance + 1 FROM d JOIN edges e ON e.a = d.node
    ) x GROUP BY node)
SELECT * FROM d;
----
OK

SELECT * FROM distances ORDER BY node;
----
node:int4 | distance:int8
1 | 0
2 | 1
3 | 2

INSERT INTO edges VALUES (1,3),(3,4);
----
OK 2

SELECT * FROM distances ORDER BY node;
----
node:int4 | distance:int8
1 | 0
2 | 1
3 | 1
4 | 2
5 | 3

DELETE FROM edges WHERE a = 4;
----
OK 1

SELECT * FROM distances ORDER BY node;
----
node:int4 | distance:int8
1 | 0
2 | 1
3 | 1
4 | 2

SELECT * FROM odd_and_even;
----
what:text | x:int4

WITH MUTUALLY RECURSIVE (RETURN AT RECURSION LIMIT 3) n (x int) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT * FROM n ORDER BY x;
----
x:int4
1
2
3

WITH MUTUALLY RECURSIVE (RECURSION LIMIT 3) n (x int) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT * FROM n;
----
ERROR 54001: recursive query exceeded the recursion limit of 3 rounds

WITH MUTUALLY RECURSIVE (RECURSION LIMIT 0) n (x int) AS (SELECT 1) SELECT * FROM n;
----
ERROR 22023: RECURSION LIMIT must be a whole number from 1 on
POSITION 26

WITH MUTUALLY RECURSIVE (SPEED 3) n (x int) AS (SELECT 1) SELECT * FROM n;
----
ERROR 42601: unknown option SPEED of WITH MUTUALLY RECURSIVE
POSITION 26

WITH MUTUALLY RECURSIVE n (x int) AS (SELECT 1, 2) SELECT * FROM n;
----
ERROR 42P10: WITH MUTUALLY RECURSIVE query "n" has 2 columns available but 1 columns specified
POSITION 25

WITH MUTUALLY RECURSIVE n (x int) AS (SELECT now()) SELECT * FROM n;
----
ERROR 42846: cannot cast type timestamp with time zone to integer
POSITION 46

WITH MUTUALLY RECURSIVE m (x int) AS (WITH MUTUALLY RECURSIVE n (x int) AS (SELECT 1 UNION SELECT x FROM n) SELECT * FROM n) SELECT * FROM m;
----
ERROR 0A000: recursion inside of a recursion is not supported yet

EXPLAIN PHYSICAL PLAN FOR WITH MUTUALLY RECURSIVE (RETURN AT RECURSION LIMIT 10)
  reach (a int, b int) AS (SELECT * FROM edges UNION SELECT r.a, e.b FROM reach r JOIN edges e ON r.b = e.a)
SELECT * FROM reach;
----
QUERY PLAN:text
Recursively l0 = at most 10 rounds, then return
  Distinct [#0, #1]
    Union
      Get public.edges
      Project [#0, #3]
        Join INNER on #1 = #0
          Use l0
          Get public.edges
in
  Use l0

<restart>

SELECT * FROM distances ORDER BY node;
----
node:int4 | distance:int8
1 | 0
2 | 1
3 | 1
4 | 2
