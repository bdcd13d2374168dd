-- Functions in FROM: of constants, of columns to the left, of columns of the query around; maintained.
SELECT * FROM generate_series(1, 5);
----
generate_series:int4
1
2
3
4
5

SELECT g, g*2 AS d FROM generate_series(10, 1, -4) AS g;
----
g:int4 | d:int4
10 | 20
2 | 4
6 | 12

SELECT n FROM generate_series(1, 3) AS g(n) WHERE n > 1 ORDER BY n DESC;
----
n:int4
3
2

SELECT count(*), sum(x) FROM generate_series(1, 1000000) x;
----
count:int8 | sum:int8
1000000 | 500000500000

SELECT a, b FROM generate_series(1,2) a, generate_series(a, 3) b ORDER BY 1,2;
----
a:int4 | b:int4
1 | 1
1 | 2
1 | 3
2 | 2
2 | 3

SELECT a, b FROM generate_series(1,2) a CROSS JOIN generate_series(a, 3) b ORDER BY 1,2;
----
a:int4 | b:int4
1 | 1
1 | 2
1 | 3
2 | 2
2 | 3

SELECT a, b FROM generate_series(1,2) a JOIN generate_series(1, 3) b ON a = b ORDER BY 1,2;
----
a:int4 | b:int4
1 | 1
2 | 2

SELECT a, b FROM generate_series(1,2) a LEFT JOIN generate_series(2, 3) b ON a = b ORDER BY 1,2;
----
a:int4 | b:int4
1 | NULL
2 | 2

SELECT a, (SELECT count(*) FROM generate_series(1, a)) FROM generate_series(0,3) a ORDER BY 1;
----
a:int4 | count:int8
0 | 0
1 | 1
2 | 2
3 | 3

SELECT a, ARRAY(SELECT b*b FROM generate_series(1, a) b ORDER BY 1) FROM generate_series(0,3) a ORDER BY 1;
----
a:int4 | array:_int4
0 | {}
1 | {1}
2 | {1,4}
3 | {1,4,9}

SELECT a FROM generate_series(1,5) a WHERE EXISTS (SELECT 1 FROM generate_series(3,a) b WHERE b = a) ORDER BY 1;
----
a:int4
3
4
5

SELECT a FROM generate_series(1,5) a WHERE a IN (SELECT b*2 FROM generate_series(1,a) b) ORDER BY 1;
----
a:int4
2
4

SELECT * FROM unnest(ARRAY['x','y',NULL]) AS u(w);
----
w:text
NULL
x
y

SELECT * FROM unnest(ARRAY[3,1,2]) WITH ORDINALITY;
----
unnest:int4 | ordinality:int8
1 | 2
2 | 3
3 | 1

SELECT * FROM generate_series('2024-01-01'::timestamp, '2024-01-04', '1 day');
----
generate_series:timestamp
2024-01-01 00:00:00
2024-01-02 00:00:00
2024-01-03 00:00:00
2024-01-04 00:00:00

SELECT * FROM generate_series('2024-01-31'::timestamptz, '2024-05-01', '1 month');
----
generate_series:timestamptz
2024-01-31 00:00:00+00
2024-02-29 00:00:00+00
2024-03-29 00:00:00+00
2024-04-29 00:00:00+00

SELECT * FROM generate_series(1, 2, 0);
----
ERROR 22023: step size cannot equal zero

SELECT * FROM generate_series(1.1, 2, 0.4);
----
generate_series:numeric
1.1
1.5
1.9

SELECT * FROM generate_series(1, NULL::int);
----
generate_series:int4

SELECT * FROM jsonb_array_elements('[1, {"a":2}, null]') j;
----
j:jsonb
1
null
{"a": 2}

SELECT * FROM jsonb_array_elements_text('[1, {"a":2}, null]') j;
----
j:text
1
NULL
{"a": 2}

SELECT * FROM jsonb_object_keys('{"b":1,"a":2}');
----
jsonb_object_keys:text
a
b

SELECT * FROM upper('x') d;
----
d:text
X

SELECT d.x FROM (VALUES (1),(2)) d(x), lower('A') l WHERE l = 'a';
----
x:int4
1
2

CREATE TABLE arr (id int PRIMARY KEY, tags text[]);
----
OK

CREATE MATERIALIZED VIEW tagcount AS SELECT tag, count(*) AS n FROM arr, unnest(tags) AS tag GROUP BY tag;
----
OK

INSERT INTO arr VALUES (1, '{a,b}'), (2, '{b,c}'), (3, NULL), (4, '{}');
----
OK 4

SELECT * FROM tagcount ORDER BY 1;
----
tag:text | n:int8
a | 1
b | 2
c | 1

UPDATE arr SET tags = '{c}' WHERE id = 1;
----
OK 1

SELECT * FROM tagcount ORDER BY 1;
----
tag:text | n:int8
b | 1
c | 2

EXPLAIN SELECT g FROM generate_series(1, 10) g WHERE g > 3;
----
QUERY PLAN:text
Project [#3]
  Filter >(int4,int4){#3, '3':integer}
    FlatMap generate_series(int4,int4) [#1, #2]
      Project [#0, '1':integer, '10':integer]
        Constant ('0':integer)

SELECT id, (SELECT count(*) FROM unnest(tags)) AS n FROM arr ORDER BY id;
----
id:int4 | n:int8
1 | 1
2 | 2
3 | 0
4 | 0

SELECT unnest(tags) FROM arr;
----
unnest:text
b
c
c

SELECT * FROM generate_series(1,3) g, generate_series(1,3) g;
----
ERROR 42712: table name "g" specified more than once
POSITION 39

SELECT * FROM generate_series(1,'x');
----
ERROR 22P02: invalid input syntax for type integer: "x"
POSITION 15

SELECT * FROM nope(1);
----
ERROR 42883: function nope(integer) does not exist
POSITION 15
HINT No function matches the given name and argument types. You might need to add explicit type casts.

SELECT * FROM generate_series(1,3) g(a,b);
----
ERROR 42P10: table "g" has 1 columns available but 2 columns specified
POSITION 36

CREATE TABLE made (id bigint PRIMARY KEY, v text);
----
OK

INSERT INTO made SELECT g, 'v' || g FROM generate_series(1, 100000) AS g;
----
OK 100000

SELECT count(*), min(id), max(id), max(v) FROM made;
----
count:int8 | min:int8 | max:int8 | max:text
100000 | 1 | 100000 | v99999

SELECT ARRAY(SELECT id FROM made WHERE id < 4) AS ids, ARRAY(SELECT id FROM made WHERE id < 0) AS none;
----
ids:_int8 | none:_int8
{1,2,3} | {}

SELECT ARRAY(SELECT v FROM made WHERE id < 4 ORDER BY id DESC);
----
array:_text
{v3,v2,v1}

SELECT id, ARRAY(SELECT id FROM made m WHERE m.id < made.id ORDER BY 1) AS before FROM made WHERE id < 4 ORDER BY id;
----
id:int8 | before:_int8
1 | {}
2 | {1}
3 | {1,2}

SELECT ARRAY(SELECT 1, 2);
----
ERROR 42601: subquery must return only one column
POSITION 8
