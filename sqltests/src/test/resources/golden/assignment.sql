-- Putting values into columns: what does not fit is refused; an explicit cast cuts.
CREATE TABLE fits (id integer PRIMARY KEY, short varchar(3), padded char(3), amount numeric(4,2), small smallint, word text);
----
OK

INSERT INTO fits VALUES (1, 'abc', 'ab', 12.345, 7, 'w');
----
OK 1

INSERT INTO fits (id, short) VALUES (2, 'abcd');
----
ERROR 22001: value too long for type character varying(3)
POSITION 41

INSERT INTO fits (id, short) VALUES (2, 'ab' || 'cd');
----
ERROR 22001: value too long for type character varying(3)

INSERT INTO fits (id, short) VALUES (2, 'abc   ');
----
OK 1

INSERT INTO fits (id, short) VALUES (3, 'abcd'::varchar(3));
----
OK 1

INSERT INTO fits (id, short) VALUES (4, 'abcd'::text);
----
ERROR 22001: value too long for type character varying(3)

INSERT INTO fits (id, padded) VALUES (4, 'abcd');
----
ERROR 22001: value too long for type character(3)
POSITION 42

INSERT INTO fits (id, padded) VALUES (4, 'ab   ');
----
OK 1

INSERT INTO fits (id, amount) VALUES (5, 100);
----
ERROR 22003: numeric field overflow

INSERT INTO fits (id, amount) VALUES (5, 99.996);
----
ERROR 22003: numeric field overflow

INSERT INTO fits (id, amount) VALUES (5, 99.994);
----
OK 1

INSERT INTO fits (id, small) VALUES (6, 40000);
----
ERROR 22003: smallint out of range

INSERT INTO fits (id, small) VALUES (6, 2.5);
----
OK 1

INSERT INTO fits (id, short) SELECT 7, repeat('x', 4);
----
ERROR 22001: value too long for type character varying(3)

INSERT INTO fits (id, short) SELECT id + 100, word || 'long' FROM fits WHERE id = 1;
----
ERROR 22001: value too long for type character varying(3)

INSERT INTO fits (id, word) VALUES ('x', 'y');
----
ERROR 22P02: invalid input syntax for type integer: "x"
POSITION 37

INSERT INTO fits (id, word) VALUES (true, 'y');
----
ERROR 42804: column "id" is of type integer but expression is of type boolean
POSITION 37
HINT You will need to rewrite or cast the expression.

UPDATE fits SET short = 'abcd' WHERE id = 1;
----
ERROR 22001: value too long for type character varying(3)
POSITION 25

UPDATE fits SET short = word || 'long' WHERE id = 1;
----
ERROR 22001: value too long for type character varying(3)

UPDATE fits SET padded = repeat('p', 4) WHERE id = 1;
----
ERROR 22001: value too long for type character(3)

UPDATE fits SET amount = amount * 10 WHERE id = 1;
----
ERROR 22003: numeric field overflow

UPDATE fits SET amount = amount / 3, short = left(word || 'long', 3) WHERE id = 1;
----
OK 1

SELECT id, short, length(short) AS length, padded, amount, small FROM fits ORDER BY id;
----
id:int4 | short:varchar | length:int4 | padded:bpchar | amount:numeric | small:int2
1 | wlo | 3 | ab  | 4.12 | 7
2 | abc | 3 | NULL | NULL | NULL
3 | abc | 3 | NULL | NULL | NULL
4 | NULL | NULL | ab  | NULL | NULL
5 | NULL | NULL | NULL | 99.99 | NULL
6 | NULL | NULL | NULL | NULL | 3

SELECT 'abcd'::varchar(2) AS cut, 'abcd'::char(2) AS chars, cast('abcd' AS varchar) AS kept, 1.239::numeric(4,2) AS rounded;
----
cut:varchar | chars:bpchar | kept:varchar | rounded:numeric
ab | ab | abcd | 1.24

SELECT 123.4::numeric(4,2);
----
ERROR 22003: numeric field overflow

CREATE TABLE defaults (id integer, short varchar(2) DEFAULT 'abc');
----
ERROR 22001: value too long for type character varying(2)
POSITION 61
