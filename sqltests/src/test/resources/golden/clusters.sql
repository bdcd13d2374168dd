-- Clusters: made, altered, dropped; what runs in them.
CREATE CLUSTER golden_one (SIZE = '2');
----
OK

CREATE CLUSTER golden_one (SIZE = '2');
----
ERROR 42710: cluster "golden_one" already exists
POSITION 16

CREATE CLUSTER IF NOT EXISTS golden_one (SIZE = '2');
----
OK

CREATE CLUSTER golden_two (SIZE = '2', REPLICATION FACTOR = 2);
----
ERROR 0A000: REPLICATION FACTOR must be 1
POSITION 40

CREATE CLUSTER golden_two (SIZE = 'huge');
----
ERROR 22023: unknown cluster size "huge"
POSITION 28
HINT A size is a number of workers: '1', '2', …, '64'.

CREATE CLUSTER golden_two REPLICAS (r1 (SIZE = '2'));
----
ERROR 42601: syntax error at or near "("
POSITION 40

CREATE CLUSTER golden_two (SIZE = '1', MANAGED = true, REPLICATION FACTOR = 1);
----
OK

CREATE TABLE t (id integer PRIMARY KEY, g integer);
----
OK

INSERT INTO t VALUES (1, 1), (2, 1), (3, 2);
----
OK 3

CREATE MATERIALIZED VIEW in_one IN CLUSTER golden_one AS SELECT g, count(*) FROM t GROUP BY g;
----
OK

SET cluster = golden_two;
----
OK

CREATE MATERIALIZED VIEW in_two AS SELECT count(*) FROM t;
----
OK

SHOW MATERIALIZED VIEWS;
----
name:text | cluster:text
in_one | golden_one
in_two | golden_two

SHOW MATERIALIZED VIEWS IN CLUSTER golden_two;
----
name:text | cluster:text
in_two | golden_two

CREATE MATERIALIZED VIEW nowhere IN CLUSTER nope AS SELECT 1;
----
ERROR 42704: unknown cluster "nope"
POSITION 45
HINT SHOW CLUSTERS lists the clusters; CREATE CLUSTER makes one.

ALTER CLUSTER golden_one SET (SIZE = '4');
----
OK

ALTER CLUSTER nope SET (SIZE = '4');
----
ERROR 42704: cluster "nope" does not exist
POSITION 15

ALTER CLUSTER IF EXISTS nope SET (SIZE = '4');
----
OK

SHOW CLUSTERS LIKE 'golden%';
----
name:text | replicas:text
golden_one | r1 (4)
golden_two | r1 (1)

SELECT name, size, managed, replication_factor FROM mz_clusters WHERE name LIKE 'golden%' ORDER BY name;
----
name:text | size:text | managed:bool | replication_factor:int8
golden_one | 4 | t | 1
golden_two | 1 | t | 1

DROP CLUSTER golden_one;
----
ERROR 2BP01: cannot drop cluster "golden_one" because it is not empty
POSITION 14
HINT Use DROP … CASCADE to drop what is in it too.

-- What runs in the other goes on.
DROP CLUSTER golden_one CASCADE;
----
OK

INSERT INTO t VALUES (4, 2);
----
OK 1

SELECT * FROM in_two;
----
count:int8
4

SELECT * FROM in_one;
----
ERROR 42P01: relation "in_one" does not exist
POSITION 15

DROP CLUSTER golden_two CASCADE;
----
OK

DROP CLUSTER nope;
----
ERROR 42704: cluster "nope" does not exist
POSITION 14

DROP CLUSTER IF EXISTS nope;
----
OK
