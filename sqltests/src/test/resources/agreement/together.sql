-- Aggregates over windows, set-returning functions and records, together with the rest of SELECT.
create table w (id int not null, g int, x int, f float8, s text)
insert into w values (1,1,10,1.5,'a'),(2,1,20,2.5,'b'),(3,1,null,3.5,'c'),(4,2,5,0.25,null),(5,2,7,0.5,'e')
select id, stddev(x) over (partition by g order by id), var_pop(f) over (order by id rows between 1 preceding and current row), array_agg(s) over (partition by g order by id), string_agg(s, ',') over (order by id) from w order by id
select id, bit_or(x) over (order by id), round((corr(x, f) over (order by id))::numeric, 10), jsonb_agg(x) over (partition by g order by id), covar_pop(x, f) over (partition by g) from w order by id
select id, any_value(s) over (partition by g), max(s) over (order by id rows 1 preceding), jsonb_object_agg(id, x) over (partition by g order by id) from w order by id
select distinct on (g) g, unnest(array[id, x]) from w order by g, 2
select g, array_agg(x order by id), count(*) from w group by rollup (g) order by g nulls last
select g, percentile_disc(0.5) within group (order by x), stddev_pop(x) from w group by grouping sets ((g), ()) order by g nulls last
select (w).x, w.* from w where (w.id, w.g) in (select id, g from w where x > 5) order by 1
select row_number() over (order by unnest), unnest from unnest(array[3,1,2]) order by 1
select id, row_number() over (order by id), unnest(array[1,2]) from w where g = 2 order by 1, 3
with t as (select generate_series(1,3) as n) select sum(n), array_agg(n order by n desc) from t
select array_agg(distinct g order by g desc), string_agg(distinct s, '' order by s) filter (where id < 3) from w having count(*) > 1
select (select array_agg(x order by x desc) from w i where i.g = o.g) from w o order by id
select g, (select string_agg(s, '|' order by i.f desc) from w i where i.g = o.g and i.s is not null) from w o group by g order by g
select exists(select 1 from unnest(array[1,2]) u where u = id), id from w order by id
select x.* from (select (w).* from w) x order by 1
select jsonb_build_object('row', w, 'list', array[1,2]) from w where id = 1
select coalesce(array_agg(x) filter (where x > 100), '{}') from w
select id in (select generate_series(1, 2)) from w order by id
select * from w where id = any(array(select generate_series(1, 2))) order by id
select unnest(array[1,2]) union all select generate_series(5, 6) order by 1
insert into w select n, n % 2, n * 10, n / 2.0, chr(96 + n) from generate_series(10, 12) n
select id, x, s from w where id >= 10 order by id
delete from w where id in (select unnest(array[10, 11]))
update w set x = (select sum(v) from unnest(array[1, 2, id]) v) where id = 12
select id, x from w where id >= 10
