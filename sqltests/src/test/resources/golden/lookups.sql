-- EXPLAIN shows where rows are looked up by their key; literals of other types find it too.
CREATE TABLE by_bigint (id bigint PRIMARY KEY, v text);
----
OK

CREATE TABLE by_text (code varchar(5), n integer, v text, PRIMARY KEY (code, n));
----
OK

INSERT INTO by_bigint SELECT g, 'v' || g FROM generate_series(1, 1000) AS g;
----
OK 1000

INSERT INTO by_text VALUES ('abcde', 1, 'x'), ('abcde', 2, 'y'), ('abc', 1, 'z');
----
OK 3

EXPLAIN SELECT * FROM by_bigint WHERE id = 5;
----
QUERY PLAN:text
Filter =(int8,int8){#0, '5':bigint}
  Get public.by_bigint by key (id)

EXPLAIN SELECT v FROM by_bigint WHERE 5::smallint = id AND v <> '';
----
QUERY PLAN:text
Project [#1]
  Filter (=(int8,int8){'5':bigint, #0} AND <>(text,text){#1, '':text})
    Get public.by_bigint by key (id)

EXPLAIN SELECT * FROM by_bigint WHERE id = 5.0;
----
QUERY PLAN:text
Filter =(numeric,numeric){cast(int8,numeric){#0}, '5.0':numeric}
  Get public.by_bigint by key (id)

EXPLAIN SELECT * FROM by_bigint WHERE id = 5.5;
----
QUERY PLAN:text
Filter =(numeric,numeric){cast(int8,numeric){#0}, '5.5':numeric}
  Get public.by_bigint

EXPLAIN SELECT * FROM by_bigint WHERE id > 5;
----
QUERY PLAN:text
Filter >(int8,int8){#0, '5':bigint}
  Get public.by_bigint

EXPLAIN SELECT * FROM by_bigint WHERE id::smallint = 5;
----
QUERY PLAN:text
Filter =(int2,int2){cast(int8,int2){#0}, '5':smallint}
  Get public.by_bigint by key (id)

EXPLAIN SELECT * FROM by_text WHERE code = 'abc';
----
QUERY PLAN:text
Filter =(text,text){cast(varchar,text){#0}, 'abc':text}
  Get public.by_text by key (code)

EXPLAIN SELECT * FROM by_text WHERE n = 1 AND code = 'abc'::text;
----
QUERY PLAN:text
Filter (=(int4,int4){#1, '1':integer} AND =(text,text){cast(varchar,text){#0}, 'abc':text})
  Get public.by_text by key (code, n)

EXPLAIN SELECT * FROM by_text WHERE n = 1;
----
QUERY PLAN:text
Filter =(int4,int4){#1, '1':integer}
  Get public.by_text

EXPLAIN SELECT * FROM by_text WHERE code::varchar(3) = 'abc';
----
QUERY PLAN:text
Filter =(text,text){cast(varchar,text){cast(varchar,varchar){#0}:character varying(3)}, 'abc':text}
  Get public.by_text

SELECT * FROM by_text WHERE code::varchar(3) = 'abc' ORDER BY 1, 2;
----
code:varchar | n:int4 | v:text
abc | 1 | z
abcde | 1 | x
abcde | 2 | y

SELECT * FROM by_bigint WHERE id = 5;
----
id:int8 | v:text
5 | v5

SELECT * FROM by_bigint WHERE id = 5.0;
----
id:int8 | v:text
5 | v5

SELECT * FROM by_bigint WHERE id = 5.5;
----
id:int8 | v:text

SELECT * FROM by_text WHERE code = 'abc' AND n = 1::bigint;
----
code:varchar | n:int4 | v:text
abc | 1 | z

EXPLAIN SELECT a.v, b.v FROM by_bigint a JOIN by_bigint b ON a.id = b.id WHERE a.id = 3;
----
QUERY PLAN:text
Project [#1, #3]
  Join INNER on #0 = #0
    Filter =(int8,int8){#0, '3':bigint}
      Get public.by_bigint
    Get public.by_bigint

-- Several values of which one has to be met.
EXPLAIN SELECT v FROM by_bigint WHERE id IN (5, 7, 5, 9);
----
QUERY PLAN:text
Project [#1]
  Filter (=(int8,int8){#0, '5':bigint} OR =(int8,int8){#0, '7':bigint} OR =(int8,int8){#0, '5':bigint} OR =(int8,int8){#0, '9':bigint})
    Get public.by_bigint by key (id)

SELECT v FROM by_bigint WHERE id IN (5, 7, 5, 9, 5000);
----
v:text
v5
v7
v9

EXPLAIN SELECT v FROM by_text WHERE code IN ('abc', 'abcde') AND n IN (1, 3);
----
QUERY PLAN:text
Project [#2]
  Filter ((=(text,text){cast(varchar,text){#0}, 'abc':text} OR =(text,text){cast(varchar,text){#0}, 'abcde':text}) AND (=(int4,int4){#1, '1':integer} OR =(int4,int4){#1, '3':integer}))
    Get public.by_text by key (code, n)

SELECT v FROM by_text WHERE code IN ('abc', 'abcde') AND n IN (1, 3);
----
v:text
x
z

EXPLAIN SELECT v FROM by_bigint WHERE id = 5 OR v = 'x';
----
QUERY PLAN:text
Project [#1]
  Filter (=(int8,int8){#0, '5':bigint} OR =(text,text){#1, 'x':text})
    Get public.by_bigint

EXPLAIN SELECT v FROM by_bigint WHERE id = 5 OR id IS NULL;
----
QUERY PLAN:text
Project [#1]
  Filter =(int8,int8){#0, '5':bigint}
    Get public.by_bigint by key (id)

EXPLAIN SELECT v FROM by_bigint WHERE id = ANY('{3,4}');
----
QUERY PLAN:text
Project [#1]
  Filter (=(int8,int8){#0, '3':bigint} OR =(int8,int8){#0, '4':bigint})
    Get public.by_bigint by key (id)
