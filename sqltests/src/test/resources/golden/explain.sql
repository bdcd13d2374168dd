-- EXPLAIN of statements, views and stages.
CREATE TABLE a (id integer PRIMARY KEY, g integer);
----
OK

CREATE TABLE b (id integer PRIMARY KEY, a integer);
----
OK

CREATE VIEW v AS SELECT g, count(*) FROM a GROUP BY g;
----
OK

CREATE MATERIALIZED VIEW mv AS SELECT g, sum(b.id) AS s FROM a JOIN b ON b.a = a.id GROUP BY g;
----
OK

EXPLAIN SELECT * FROM a WHERE id = 3;
----
QUERY PLAN:text
Filter =(int4,int4){#0, '3':integer}
  Get public.a by key (id)

EXPLAIN (COSTS OFF, FORMAT JSON) SELECT g FROM a;
----
QUERY PLAN:text
{"inputs": [{"inputs": [], "operator": "Get public.a"}], "operator": "Project [#1]"}

EXPLAIN RAW PLAN FOR SELECT g FROM a;
----
QUERY PLAN:text
Project(g=[$1])
  TableScan(table=[[public, a]])

EXPLAIN OPTIMIZED PLAN WITH (ARITY) FOR VIEW v;
----
QUERY PLAN:text
View public.v
  Aggregate(group=[{0}], agg#0=[COUNT()])
    Project(g0=[$1])
      TableScan(table=[[public, a]])

EXPLAIN MATERIALIZED VIEW mv;
----
QUERY PLAN:text
Materialized view public.mv
  Reduce by [#0] [sum(int4){#1}]
    Project [#1, #2]
      Join INNER on #0 = #1
        Get public.a
        Get public.b

EXPLAIN CREATE MATERIALIZED VIEW x AS SELECT max(id) FROM a;
----
QUERY PLAN:text
Materialized view x
  Reduce by [] [max(int4){#0}]
    Project [#0]
      Get public.a

EXPLAIN SUBSCRIBE a;
----
QUERY PLAN:text
Subscribe
  Get public.a

EXPLAIN UPDATE a SET g = 3 WHERE id = 4;
----
QUERY PLAN:text
Update a
  Project [#0, #1, #0, '3':integer]
    Filter =(int4,int4){#0, '4':integer}
      Get public.a by key (id)

EXPLAIN RAW PLAN FOR UPDATE a SET g = 3 WHERE id = 4;
----
ERROR 0A000: EXPLAIN of this stage of a statement that writes is not supported
POSITION 1

EXPLAIN ANALYZE VIEW v;
----
ERROR 0A000: EXPLAIN ANALYZE of what is not maintained is not supported
POSITION 1

EXPLAIN (NOPE) SELECT 1;
----
ERROR 22023: EXPLAIN does not have an option NOPE
POSITION 10
HINT Options are: ANALYZE, ARITY, BUFFERS, CARDINALITIES, COLUMN NAMES, COSTS, EQUIVALENCES, FILTER PUSHDOWN, FORMAT, GENERIC_PLAN, HUMANIZED EXPRESSIONS, JOIN IMPLEMENTATIONS, KEYS, NO FAST PATH, NO NOTICES, NODE IDENTIFIERS, NON NEGATIVE, RAW PLANS, RAW SYNTAX, REDACTED, SETTINGS, SUBTREE SIZE, SUMMARY, TIMING, TYPES, VERBOSE, WAL.

EXPLAIN (FORMAT XML) SELECT 1;
----
ERROR 22023: unrecognized value for EXPLAIN option "format": "xml"
POSITION 10

EXPLAIN INDEX nope;
----
ERROR 42704: index "nope" does not exist
POSITION 15
