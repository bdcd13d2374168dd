-- The queries of Nexmark (https://github.com/nexmark/nexmark) for a database without stream syntax:
-- tumbling windows are groups by date_bin, hopping ones a join with the starts of the windows that a
-- row is in. Windows never close: a late row corrects its window. What was rendered otherwise is
-- said with the query. All run on PostgreSQL too.

-- Pass through.
-- q0
SELECT auction, bidder, price, date_time, extra FROM bid;

-- Currency conversion.
-- q1
SELECT auction, bidder, 0.908 * price AS price, date_time, extra FROM bid;

-- Selection.
-- q2
SELECT auction, price FROM bid WHERE mod(auction, 123) = 0;

-- Local item suggestion.
-- q3
SELECT p.name, p.city, p.state, a.id
FROM auction AS a JOIN person AS p ON a.seller = p.id
WHERE a.category = 10 AND (p.state = 'OR' OR p.state = 'ID' OR p.state = 'CA');

-- Average price of a category.
-- q4
SELECT q.category, avg(q.final) AS price
FROM (
  SELECT max(b.price) AS final, a.category
  FROM auction AS a, bid AS b
  WHERE a.id = b.auction AND b.date_time BETWEEN a.date_time AND a.expires
  GROUP BY a.id, a.category) AS q
GROUP BY q.category;

-- Hot items: windows of ten seconds that begin every two, each row in five of them.
-- q5
SELECT counts.starts, counts.auction, counts.num
FROM (
  SELECT w.starts, b.auction, count(*) AS num
  FROM bid AS b, LATERAL (
    SELECT date_bin(interval '2 seconds', b.date_time, timestamp '2000-01-01')
      - hop * interval '2 seconds' AS starts
    FROM generate_series(0, 4) AS hop) AS w
  GROUP BY w.starts, b.auction) AS counts
JOIN (
  SELECT starts, max(num) AS most
  FROM (
    SELECT w.starts, b.auction, count(*) AS num
    FROM bid AS b, LATERAL (
      SELECT date_bin(interval '2 seconds', b.date_time, timestamp '2000-01-01')
        - hop * interval '2 seconds' AS starts
      FROM generate_series(0, 4) AS hop) AS w
    GROUP BY w.starts, b.auction) AS c
  GROUP BY starts) AS hottest
ON counts.starts = hottest.starts AND counts.num >= hottest.most;

-- Average selling price of each seller's last ten closed auctions.
-- q6
SELECT q.seller, avg(q.final) OVER (
  PARTITION BY q.seller ORDER BY q.closed, q.id ROWS BETWEEN 9 PRECEDING AND CURRENT ROW) AS price
FROM (
  SELECT a.id, a.seller, a.expires AS closed, max(b.price) AS final
  FROM auction AS a, bid AS b
  WHERE a.id = b.auction AND b.date_time BETWEEN a.date_time AND a.expires
  GROUP BY a.id, a.seller, a.expires) AS q;

-- Highest bid of each ten seconds.
-- q7
SELECT b.auction, b.price, b.bidder, b.date_time, b.extra
FROM bid AS b
JOIN (
  SELECT max(price) AS most, date_bin(interval '10 seconds', date_time, timestamp '2000-01-01') AS starts
  FROM bid
  GROUP BY date_bin(interval '10 seconds', date_time, timestamp '2000-01-01')) AS m
ON b.price = m.most
  AND date_bin(interval '10 seconds', b.date_time, timestamp '2000-01-01') = m.starts;

-- Who came and opened an auction within the same ten seconds.
-- q8
SELECT p.id, p.name, p.starts
FROM (
  SELECT id, name, date_bin(interval '10 seconds', date_time, timestamp '2000-01-01') AS starts
  FROM person
  GROUP BY id, name, date_bin(interval '10 seconds', date_time, timestamp '2000-01-01')) AS p
JOIN (
  SELECT seller, date_bin(interval '10 seconds', date_time, timestamp '2000-01-01') AS starts
  FROM auction
  GROUP BY seller, date_bin(interval '10 seconds', date_time, timestamp '2000-01-01')) AS a
ON p.id = a.seller AND p.starts = a.starts;

-- Winning bids. Ends the order with the bidder and the extra text, so that there is one answer.
-- q9
SELECT id, item_name, description, initial_bid, reserve, date_time, expires, seller, category, extra,
  auction, bidder, price, bid_date_time, bid_extra
FROM (
  SELECT a.*, b.auction, b.bidder, b.price, b.date_time AS bid_date_time, b.extra AS bid_extra,
    row_number() OVER (
      PARTITION BY a.id ORDER BY b.price DESC, b.date_time ASC, b.bidder, b.extra) AS place
  FROM auction AS a, bid AS b
  WHERE a.id = b.auction AND b.date_time BETWEEN a.date_time AND a.expires) AS q
WHERE place <= 1;

-- Log to files, with the names of day and minute by which they are divided.
-- q10
SELECT auction, bidder, price, date_time, extra,
  to_char(date_time, 'YYYY-MM-DD') AS day, to_char(date_time, 'HH24:MI') AS minute
FROM bid;

-- Sessions of a bidder, which end after ten seconds without a bid.
-- q11
SELECT bidder, count(*) AS bid_count, min(date_time) AS starts, max(date_time) AS ends
FROM (
  SELECT bidder, date_time, sum(begins) OVER (
    PARTITION BY bidder ORDER BY date_time RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS session
  FROM (
    SELECT bidder, date_time, CASE
      WHEN date_time - lag(date_time) OVER (PARTITION BY bidder ORDER BY date_time) < interval '10 seconds'
      THEN 0 ELSE 1 END AS begins
    FROM bid) AS b) AS s
GROUP BY bidder, session;

-- Bids of a bidder in ten seconds: by the time of the event, where Nexmark takes that of the clock.
-- q12
SELECT bidder, count(*) AS bid_count,
  date_bin(interval '10 seconds', date_time, timestamp '2000-01-01') AS starts
FROM bid
GROUP BY bidder, date_bin(interval '10 seconds', date_time, timestamp '2000-01-01');

-- Join with a side input: the sellers' table stands for the file.
-- q13
SELECT b.auction, b.bidder, b.price, b.date_time, p.name AS value
FROM bid AS b JOIN person AS p ON mod(b.auction, 1000) + 1000 = p.id;

-- Calculation; count_char is written out.
-- q14
SELECT auction, bidder, 0.908 * price AS price,
  CASE
    WHEN extract(hour FROM date_time) >= 8 AND extract(hour FROM date_time) <= 18 THEN 'dayTime'
    WHEN extract(hour FROM date_time) <= 6 OR extract(hour FROM date_time) >= 20 THEN 'nightTime'
    ELSE 'otherTime'
  END AS bid_time_type,
  date_time, extra, length(extra) - length(replace(extra, 'c', '')) AS c_counts
FROM bid
WHERE 0.908 * price > 1000000 AND 0.908 * price < 50000000;

-- Statistics of a day.
-- q15
SELECT to_char(date_time, 'YYYY-MM-DD') AS day, count(*) AS total_bids,
  count(*) FILTER (WHERE price < 10000) AS rank1_bids,
  count(*) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_bids,
  count(*) FILTER (WHERE price >= 1000000) AS rank3_bids,
  count(DISTINCT bidder) AS total_bidders,
  count(DISTINCT bidder) FILTER (WHERE price < 10000) AS rank1_bidders,
  count(DISTINCT bidder) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_bidders,
  count(DISTINCT bidder) FILTER (WHERE price >= 1000000) AS rank3_bidders,
  count(DISTINCT auction) AS total_auctions,
  count(DISTINCT auction) FILTER (WHERE price < 10000) AS rank1_auctions,
  count(DISTINCT auction) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_auctions,
  count(DISTINCT auction) FILTER (WHERE price >= 1000000) AS rank3_auctions
FROM bid
GROUP BY to_char(date_time, 'YYYY-MM-DD');

-- Statistics of a channel and day.
-- q16
SELECT channel, to_char(date_time, 'YYYY-MM-DD') AS day,
  max(to_char(date_time, 'HH24:MI')) AS minute, count(*) AS total_bids,
  count(*) FILTER (WHERE price < 10000) AS rank1_bids,
  count(*) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_bids,
  count(*) FILTER (WHERE price >= 1000000) AS rank3_bids,
  count(DISTINCT bidder) AS total_bidders,
  count(DISTINCT bidder) FILTER (WHERE price < 10000) AS rank1_bidders,
  count(DISTINCT bidder) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_bidders,
  count(DISTINCT bidder) FILTER (WHERE price >= 1000000) AS rank3_bidders,
  count(DISTINCT auction) AS total_auctions,
  count(DISTINCT auction) FILTER (WHERE price < 10000) AS rank1_auctions,
  count(DISTINCT auction) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_auctions,
  count(DISTINCT auction) FILTER (WHERE price >= 1000000) AS rank3_auctions
FROM bid
GROUP BY channel, to_char(date_time, 'YYYY-MM-DD');

-- Statistics of an auction and day.
-- q17
SELECT auction, to_char(date_time, 'YYYY-MM-DD') AS day, count(*) AS total_bids,
  count(*) FILTER (WHERE price < 10000) AS rank1_bids,
  count(*) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_bids,
  count(*) FILTER (WHERE price >= 1000000) AS rank3_bids,
  min(price) AS min_price, max(price) AS max_price, avg(price) AS avg_price, sum(price) AS sum_price
FROM bid
GROUP BY auction, to_char(date_time, 'YYYY-MM-DD');

-- Last bid of each bidder on each auction.
-- q18
SELECT auction, bidder, price, channel, url, date_time, extra
FROM (
  SELECT *, row_number() OVER (
    PARTITION BY bidder, auction ORDER BY date_time DESC, extra) AS place
  FROM bid) AS q
WHERE place <= 1;

-- Ten highest bids of each auction.
-- q19
SELECT *
FROM (
  SELECT *, row_number() OVER (PARTITION BY auction ORDER BY price DESC, extra) AS place
  FROM bid) AS q
WHERE place <= 10;

-- Bids with their auctions of one category.
-- q20
SELECT b.auction, b.bidder, b.price, b.channel, b.url, b.date_time AS bid_date_time, b.extra AS bid_extra,
  a.item_name, a.description, a.initial_bid, a.reserve, a.date_time AS auction_date_time, a.expires,
  a.seller, a.category, a.extra AS auction_extra
FROM bid AS b INNER JOIN auction AS a ON b.auction = a.id
WHERE a.category = 10;

-- Channel id.
-- q21
SELECT auction, bidder, price, channel,
  CASE
    WHEN lower(channel) = 'apple' THEN '0'
    WHEN lower(channel) = 'google' THEN '1'
    WHEN lower(channel) = 'facebook' THEN '2'
    WHEN lower(channel) = 'baidu' THEN '3'
    ELSE substring(url FROM '(?:&|^)channel_id=([^&]*)')
  END AS channel_id
FROM bid
WHERE substring(url FROM '(?:&|^)channel_id=([^&]*)') IS NOT NULL
  OR lower(channel) IN ('apple', 'google', 'facebook', 'baidu');

-- Directories of the address.
-- q22
SELECT auction, bidder, price, channel,
  split_part(url, '/', 4) AS dir1, split_part(url, '/', 5) AS dir2, split_part(url, '/', 6) AS dir3
FROM bid;

-- Bids with their auctions and those with their sellers.
-- q23
SELECT b.auction, b.bidder, b.price, b.date_time AS bid_date_time, a.item_name, a.category, a.expires,
  p.name, p.city, p.state
FROM bid AS b JOIN auction AS a ON b.auction = a.id JOIN person AS p ON a.seller = p.id;
