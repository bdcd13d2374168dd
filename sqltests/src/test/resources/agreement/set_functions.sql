-- Set-returning functions in FROM and in the select list.
create table s (id int not null, arr int[], js jsonb, txt text)
insert into s values (1, '{10,20,30}', '{"a": 1, "b": [1,2], "c": null}', 'x-y-z'), (2, '{}', '{}', ''), (3, null, null, null), (4, '{7}', '{"k": "v"}', 'one')
select * from jsonb_each('{"a": 1, "b": {"c": 2}}')
select id, key, value from s, jsonb_each(js) order by 1, 2
select id, e.* from s cross join lateral jsonb_each_text(js) as e(k, v) order by 1, 2
select id, e from s, jsonb_each(js) e order by 1, 2
select id, k from s left join lateral jsonb_object_keys(js) k on true order by 1, 2
select id, x from s left join unnest(arr) x on x > 15 order by 1, 2
select id, u.x, u.n from s left join lateral unnest(arr) with ordinality as u(x, n) on true order by 1, 3
select * from unnest(array['a','b','c']) with ordinality
select * from unnest(array['a','b','c']) with ordinality as t(letter, pos) order by pos desc
select a, b from unnest(array[1,2,3], array['x','y']) as t(a, b)
select * from unnest(array[1,2,3], array['x','y']) with ordinality as t(a, b, n)
select * from rows from (generate_series(1,3), unnest(array['a','b']), lower('X')) with ordinality
select * from rows from (jsonb_each('{"a": 1}'), generate_series(1,2)) as t(k, v, n)
select * from lower('ABC') with ordinality
select * from lower('ABC') as x(y)
select * from regexp_matches('foobarbequebaz', 'ba.', 'g')
select * from regexp_matches('foobarbequebaz', '(b)(.)', 'g') m
select regexp_matches('abc', 'z')
select regexp_split_to_table('a, b,c', ',\s*')
select * from string_to_table('a,b,,c', ',', '') with ordinality
select string_to_table('abc', null)
select * from generate_series(timestamp '2020-01-01', '2020-01-03', interval '12 hours') g
select * from generate_series(1.5, 3, 0.5) g
select generate_subscripts(array[5,6,7], 1), generate_subscripts(array[5,6,7], 1, true)
select generate_series(1, 3), generate_series(1, 2)
select id, unnest(arr) from s order by 1, 2
select id, unnest(arr) + 1 as y, generate_series(1, 2) from s order by 1, 2
select id, generate_series(1, unnest(arr) / 10) from s order by 1, 2
select generate_series(1, generate_series(1, 3)), generate_series(10, 12)
select jsonb_each('{"a": 1, "b": 2}')
select (jsonb_each(js)).* from s order by 1, 2
select id, (jsonb_each(js)).key from s order by 1, 2
select generate_series(1, count(*)) from s
select count(*), unnest(array_agg(id order by id)) from s
select distinct generate_series(1, 3) % 2 from s
select unnest(arr) as x from s order by x desc limit 2
select unnest(arr) x, count(*) over () from s order by 1
select id from s where unnest(arr) > 1
select case when id = 1 then unnest(arr) end from s
select coalesce(unnest(arr), 0) from s
select sum(unnest(arr)) from s
select * from generate_series(1, generate_series(1, 2))
select id from s group by id having generate_series(1, 2) > 1
select unnest(arr) from s limit generate_series(1, 2)
select id, (select sum(x) from unnest(arr) x) from s order by id
select id, array(select x * 2 from unnest(arr) with ordinality u(x, n) order by n desc) from s order by id
select id from s where exists (select 1 from unnest(arr) x where x = 20)
select id from s where 20 in (select unnest(arr))
select s.id, g from s join generate_series(1, 2) g on g = s.id order by 1
select s.id, g from s right join generate_series(3, 5) g on g = s.id order by 2
select s.id, g from s full join generate_series(4, 5) g on g = s.id order by 1, 2
select * from (select generate_series(1, 3) as n) q where n > 1
select n, (select n * 2) from (select unnest(array[1, 2]) as n) q
select 'a' || generate_series(1, 2), (select max(id) from s)
insert into s (id, txt) select generate_series(10, 11), 'gen'
select id, txt from s where id >= 10 order by id
select x, generate_series(1, 2) from (values (1), (2)) v(x) order by generate_series(1, 2) desc, x
select jsonb_array_elements('[1,2]'), jsonb_array_elements_text('["a", null, "c"]')
select * from jsonb_array_elements('{}')
select * from jsonb_each('[1]')
select * from jsonb_each_text('1')
select jsonb_object_keys('[1]')
select * from nosuch(1)
select * from information_schema._pg_expandarray(array['a', 'b'])
select (information_schema._pg_expandarray(array[4, 5])).n
