-- Aggregates with ORDER BY, DISTINCT, FILTER and WITHIN GROUP, and statistics.
create table t (g int not null, i2 smallint, i4 int, i8 bigint, n numeric, d numeric(10,2), f4 real, f8 float8, s text, ts timestamp, iv interval, b boolean)
insert into t values (1, 1, 10, 100, 1.5, 1.25, 1.5, 2.5, 'a', '2020-01-01 10:00', '1 day', true), (1, 2, 20, 200, 2.25, 2.50, 2.5, 3.5, 'b', '2020-01-02', '2 hours', false), (1, null, 10, 9000000000000000000, 1.123456789, null, 1e10, 0.1, 'a', null, '1 mon', null), (2, 5, null, null, null, 7.77, 0.1, 1e100, null, '2021-05-05', null, true), (2, 5, 7, -1, 0, 7.77, 0.1, -1e100, 'z', '2021-05-05', '3 days', true), (3, 1, 1, 1, 1, 1, 1, 1, 'q', '2021-05-06', '4 days', false)
select g, stddev(i2), stddev_pop(i4), stddev_samp(i8), variance(n), var_pop(d), var_samp(f4) from t group by g order by g
select g, var_samp(i8), var_pop(i8), variance(i4), stddev(n), stddev(d), stddev_pop(n) from t group by g order by g
select g, covar_pop(i4, i2), covar_samp(i4,i2), corr(i4,i2), regr_slope(i4,i2), regr_intercept(i4,i2), regr_r2(i4,i2), regr_count(i4,i2), regr_avgx(i4,i2), regr_avgy(i4, i2), regr_sxx(i4,i2), regr_syy(i4,i2), regr_sxy(i4,i2) from t group by g order by g
select g, bit_and(i4), bit_or(i4), bit_xor(i4), bit_and(i2), bit_or(i8), bit_xor(i8) from t group by g order by g
select array_agg(s order by i4 desc nulls last, s), array_agg(distinct s order by s desc), string_agg(s, ',' order by g desc, s), string_agg(distinct s, '-') from t
select g, array_agg(i4 order by i4 nulls first), array_agg(s order by n) filter (where i4 > 5) from t group by g order by g
select jsonb_agg(s order by g, s), jsonb_agg(d order by d), jsonb_agg(ts order by ts), jsonb_object_agg(s, i4 order by g, i4) filter (where s is not null) from t
select jsonb_agg(distinct i4), jsonb_agg(i4) filter (where false) from t
select jsonb_object_agg(s, 1) from t
select percentile_cont(0.5) within group (order by i4), percentile_cont(0.25) within group (order by f8 desc), percentile_disc(0.5) within group (order by s), percentile_cont(0.3) within group (order by iv), mode() within group (order by i4), mode() within group (order by s desc) from t
select percentile_cont(array[0, 0.5, null, 1]) within group (order by i4), percentile_disc(array[0.1,0.9]) within group (order by s) from t
select g, percentile_disc(g * 0.2) within group (order by i4) from t group by g order by g
select percentile_cont(1.5) within group (order by i4) from t
select percentile_cont(i4) within group (order by i4) from t
select percentile_cont(0.5) from t
select sum(i4) within group (order by i4) from t
select mode(i4) within group (order by i4) from t
select percentile_cont(0.5, 0.6) within group (order by i4) from t
select array_agg(distinct s order by i4) from t
select any_value(g) from t where g = 3
select string_agg('\x01'::bytea, '\xff'::bytea) from t
select sum(i4 order by g), count(s order by s), avg(distinct i4 order by i4) from t
select g, (array_agg(i4 order by i4))[1], count(distinct i4), sum(distinct i4) filter (where i4 > 1), min(s order by s), bool_and(b), bool_or(distinct b), every(b) from t group by g order by g
select array(select i4 from t where i4 is not null order by i4 desc)
select array(select s from t order by g desc, s nulls first limit 3)
select length(s order by s) from t
select length(distinct s) from t
select 1
select variance(iv) from t
