package dev.tidewater.server.quickstart;

import java.util.List;

/** The statements of the tour. All may be run again in a data directory that has seen them. */
final class Script {
  static final String VIEW = "item_bids";
  static final String NAMESPACE = "public";
  static final String TABLE = "item_bids";

  static final List<Step> STEPS =
      List.of(
          new Step(
              "An auction house, simulated: new auctions and bids arrive every second.",
              """
              CREATE SOURCE IF NOT EXISTS auction_house
                FROM LOAD GENERATOR AUCTION (TICK INTERVAL '1s')
                FOR ALL TABLES"""),
          new Step(
              "A view over two of its tables, kept up to date as they change.",
              """
              CREATE MATERIALIZED VIEW IF NOT EXISTS item_bids AS
                SELECT a.item, count(*) AS bids, max(b.amount) AS highest_bid
                FROM auctions a JOIN bids b ON b.auction_id = a.id
                GROUP BY a.item"""),
          new Step(
              "An Iceberg table that follows the view, exactly once, with a commit every second.",
              """
              CREATE SINK IF NOT EXISTS item_bids_sink
                FROM item_bids
                INTO ICEBERG CATALOG CONNECTION embedded_catalog
                  (NAMESPACE = 'public', TABLE = 'item_bids')
                KEY (item)
                MODE UPSERT
                WITH (COMMIT INTERVAL = '1s')"""));

  private Script() {}

  /** A statement and what it is for. */
  record Step(String purpose, String sql) {}
}
