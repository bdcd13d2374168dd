-- Records: constructors, fields, whole rows, comparisons.
create table r (a int not null, b text, c numeric(10,2))
insert into r values (1, 'x', 1.5), (2, null, null), (3, 'a b', 7), (4, 'q"(z)\y', 0)
select row(1, 'a', null, 2.50), row(), (1, 2), row(1)
select r::text from r order by a
select r.a, (r).b, (r).c from r order by 1
select (r).* from r order by 1
select (x).f1, (x).f2 from (select row(a, b) as x from r) s order by 1
select row(a, b) = row(1, 'x'), row(a, b) < row(2, 'y'), row(a, c) >= row(3, 0) from r order by a
select row(a, b) is null, row(null, null) is null, row(b, c) is null, row(b, c) is not null, r is null, r is not null from r order by a
select to_jsonb(r), to_jsonb(row(a, c)) from r order by a
select jsonb_agg(r order by a desc) from r
select row(a, b)::text, r::text from r order by a
select count(r), count(distinct row(a % 2)) from r
select distinct row(a % 2, a % 2) from r
select x.a, x from (select a, b from r) x order by 1
select r::text, s from r left join (select a + 1 as k, b as v from r where a > 2) s on s.k = r.a order by a
select (row(1,2)).f3
select (1).f1
select a.b.c from r a
select x = y from (select row(1, 2) as x, row(1, 2::bigint) as y) s
select row(1,2) = row(1,2,3)
select (1, 2) < (1, 3), (1, null) < (2, 1), (1, null) < (1, 2), (1, 2) <> (1, null), (2, null) > (1, null)
select row(r.*, 1) from r order by a
select row(1, row(2, 'x'), array[1,2])
select a, (select x from (select b, c) x) from r order by a
select max(a) from r group by r.b order by r.b
select (select row(a, b)) from r order by a
select case when a = 1 then row(a, b) else row(a, 'z') end from r order by a
select nosuch from r
select row(1, 2)::int
select concat(r, 'x'), r || 'y' from r where a = 1
select row(1, 'x') in (select a, b from r), row(1, 'x') in (row(1, 'x'), row(2, 'y'))
