CREATE CONNECTION embedded_catalog TO ICEBERG CATALOG (CATALOG TYPE = 'embedded');
----
OK

CREATE TABLE orders (id bigint PRIMARY KEY, note text);
----
OK

CREATE SINK orders_to_iceberg FROM orders INTO ICEBERG CATALOG CONNECTION embedded_catalog (NAMESPACE 'public', TABLE 'orders') KEY (id) WITH (COMMIT INTERVAL '1s');
----
OK

CREATE SINK second_writer FROM orders INTO ICEBERG CATALOG CONNECTION embedded_catalog (NAMESPACE 'public', TABLE 'orders') KEY (id) WITH (COMMIT INTERVAL '1s');
----
ERROR 55006: Iceberg table "public.orders" is written by sink "orders_to_iceberg"
POSITION 44
HINT Choose another TABLE, or drop that sink.

CREATE SINK elsewhere FROM orders INTO ICEBERG CATALOG CONNECTION embedded_catalog (NAMESPACE 'public', TABLE 'orders_too') KEY (id) WITH (COMMIT INTERVAL '1s');
----
OK

CREATE SINK nowhere FROM orders INTO ICEBERG CATALOG CONNECTION embedded_catalog (NAMESPACE 'nowhere', TABLE 'orders') KEY (id) WITH (COMMIT INTERVAL '1s');
----
ERROR 3F000: namespace "nowhere" does not exist in the Iceberg catalog
POSITION 38
HINT Create it in the catalog first; sinks create tables, not namespaces.

CREATE SINK no_interval FROM orders INTO ICEBERG CATALOG CONNECTION embedded_catalog (NAMESPACE 'public', TABLE 'x') KEY (id);
----
ERROR 22023: Iceberg sink must specify COMMIT INTERVAL
HINT For example WITH (COMMIT INTERVAL = '10s').

DROP TABLE orders;
----
ERROR 2BP01: cannot drop table "orders" because other objects depend on it
POSITION 12
DETAIL These objects depend on it: sink "elsewhere", sink "orders_to_iceberg".
HINT Use DROP … CASCADE to drop the dependent objects too.

DROP SINK orders_to_iceberg;
----
OK

CREATE SINK second_writer FROM orders INTO ICEBERG CATALOG CONNECTION embedded_catalog (NAMESPACE 'public', TABLE 'orders') KEY (id) WITH (COMMIT INTERVAL '1s');
----
OK

SELECT name FROM mz_sinks ORDER BY name;
----
name:text
elsewhere
second_writer

DROP TABLE orders CASCADE;
----
OK

SELECT name FROM mz_sinks ORDER BY name;
----
name:text

CREATE TABLE orders (id bigint PRIMARY KEY, note text);
----
OK
