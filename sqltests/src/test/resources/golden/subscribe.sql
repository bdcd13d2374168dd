-- SUBSCRIBE: what is refused. (What it gives has times in it: see SubscribeIT.)
CREATE TABLE t (id integer PRIMARY KEY, v text);
----
OK

SUBSCRIBE nope;
----
ERROR 42P01: relation "nope" does not exist
POSITION 11

SUBSCRIBE pg_class;
----
ERROR 0A000: SUBSCRIBE to system relations is not supported
POSITION 1

SUBSCRIBE t ENVELOPE UPSERT (KEY (nope));
----
ERROR 42703: column "nope" does not exist
POSITION 35

SUBSCRIBE t ENVELOPE UPSERT (KEY (id, id));
----
ERROR 42701: column "id" appears twice in the key
POSITION 39

SUBSCRIBE t WITHIN TIMESTAMP ORDER BY nope;
----
ERROR 42703: column "nope" does not exist
POSITION 39

SUBSCRIBE t WITHIN TIMESTAMP ORDER BY id + 1;
----
ERROR 0A000: WITHIN TIMESTAMP ORDER BY takes columns of the result, and mz_diff
POSITION 39

SUBSCRIBE t ENVELOPE UPSERT (KEY (id)) WITHIN TIMESTAMP ORDER BY id;
----
ERROR 0A000: WITHIN TIMESTAMP ORDER BY can't be combined with an envelope
POSITION 66

SUBSCRIBE t WITH (SOMETHING = 1);
----
ERROR 22023: SUBSCRIBE does not have an option SOMETHING
POSITION 19
HINT Options are: PROGRESS, SNAPSHOT.

SUBSCRIBE t AS OF NULL;
----
ERROR 22004: the timestamp of AS OF can't be NULL
POSITION 19

SUBSCRIBE (SELECT now());
----
ERROR 0A000: cannot materialize call to now()
POSITION 19
HINT A maintained view can't depend on the moment or the session that asks.

SUBSCRIBE (SELECT * FROM t WHERE id = $1);
----
ERROR 42P02: there is no parameter $1
POSITION 39

-- It may not end before it begins.
SUBSCRIBE t AS OF 20000000000000 UP TO 1;
----
ERROR 22023: subscription lower bound (`AS OF`) is greater than its upper bound (`UP TO`): 20000000000000 > 1
POSITION 40

-- A query that can't change ends; its rows have a time, so none are shown here.
SUBSCRIBE (SELECT 1 AS one) WITH (SNAPSHOT = false);
----
mz_timestamp:numeric | mz_diff:int8 | one:int4

BEGIN;
----
OK

INSERT INTO t VALUES (1, 'a');
----
OK 1

SUBSCRIBE t;
----
ERROR 0A000: a transaction that has written can't read
DETAIL Rows inserted in a transaction can be read once it is committed.
HINT COMMIT or ROLLBACK first.

ROLLBACK;
----
OK
