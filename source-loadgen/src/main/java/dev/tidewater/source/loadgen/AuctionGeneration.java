package dev.tidewater.source.loadgen;

import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * See {@link LoadGenerator.Auction}. Tables, columns and proportions are those of Materialize's
 * generator: an auction lasts ten seconds and gets two to nine bids of 1 to 99 dollars, the i-th
 * dated i seconds after its start; bid ids are {@code auction id * 10 + i}; ids count from 1,
 * account ids from 43; every account holds 10,000 dollars.
 */
final class AuctionGeneration implements Generation {
  private static final int MIN_BIDS = 2;
  private static final int MAX_BIDS = 9;
  private static final int BID_IDS_PER_AUCTION = 10;
  private static final int MAX_AMOUNT = 99;
  private static final long AUCTION_MICROS = 10_000_000;
  private static final long BID_EVERY_MICROS = 1_000_000;
  private static final long ACCOUNT_ID_OFFSET = 42;
  private static final long INITIAL_BALANCE = 10_000;

  // Which of an auction's random numbers: each draw has its own, so that none depends on another.
  private static final int DRAW_SELLER = 0;
  private static final int DRAW_ITEM = 1;
  private static final int DRAW_BIDS = 2;
  private static final int DRAW_BUYER = 16;
  private static final int DRAW_AMOUNT = 32;

  static final SortedMap<String, RelationSchema> TABLES =
      new TreeMap<>(
          Map.of(
              "organizations",
              table("id", ScalarType.INT8, "name", ScalarType.TEXT),
              "users",
              table("id", ScalarType.INT8, "org_id", ScalarType.INT8, "name", ScalarType.TEXT),
              "accounts",
              table("id", ScalarType.INT8, "org_id", ScalarType.INT8, "balance", ScalarType.INT8),
              "auctions",
              table(
                  "id",
                  ScalarType.INT8,
                  "seller",
                  ScalarType.INT8,
                  "item",
                  ScalarType.TEXT,
                  "end_time",
                  ScalarType.TIMESTAMPTZ),
              "bids",
              table(
                  "id",
                  ScalarType.INT8,
                  "buyer",
                  ScalarType.INT8,
                  "auction_id",
                  ScalarType.INT8,
                  "amount",
                  ScalarType.INT4,
                  "bid_time",
                  ScalarType.TIMESTAMPTZ)));

  private final long seed;

  /** The newest auction; 0 before the first tick, when even the users are not there yet. */
  private long auction;

  private long startMicros;
  private int bidsMade;
  private int bidsToMake;
  private boolean housed;

  AuctionGeneration(long seed) {
    this.seed = seed;
  }

  @Override
  public void tick(long nowMillis, TableRows out) {
    if (!housed) {
      makeHouse(out);
      housed = true;
    }
    if (bidsMade == bidsToMake) {
      startAuction(nowMillis, out);
    } else {
      bid(out);
    }
  }

  private static void makeHouse(TableRows out) {
    int organizations = AuctionNames.ORGANIZATIONS;
    for (int i = 0; i < organizations; i++) {
      out.insert("organizations", i + 1, AuctionNames.organization(i));
      out.insert("accounts", i + 1 + ACCOUNT_ID_OFFSET, i + 1, INITIAL_BALANCE);
    }
    for (int i = 0; i < AuctionNames.USERS; i++) {
      out.insert("users", i + 1, i % organizations + 1, AuctionNames.user(i));
    }
  }

  private void startAuction(long nowMillis, TableRows out) {
    auction++;
    startMicros = Math.multiplyExact(nowMillis, 1_000L);
    bidsMade = 0;
    bidsToMake = MIN_BIDS + draw(DRAW_BIDS, MAX_BIDS - MIN_BIDS + 1);
    out.insert(
        "auctions",
        auction,
        1 + draw(DRAW_SELLER, AuctionNames.USERS),
        AuctionNames.item(draw(DRAW_ITEM, AuctionNames.ITEMS)),
        startMicros + AUCTION_MICROS);
  }

  private void bid(TableRows out) {
    out.insert(
        "bids",
        auction * BID_IDS_PER_AUCTION + bidsMade,
        1 + draw(DRAW_BUYER + bidsMade, AuctionNames.USERS),
        auction,
        1 + draw(DRAW_AMOUNT + bidsMade, MAX_AMOUNT),
        startMicros + bidsMade * BID_EVERY_MICROS);
    bidsMade++;
  }

  /** A number from 0 up to the bound that depends on the seed, the auction and the purpose. */
  private int draw(int purpose, int bound) {
    long mixed = mix(mix(seed + auction * 64 + purpose) + auction);
    return (int) Math.floorMod(mixed, (long) bound);
  }

  /** The finalizer of SplitMix64: every bit of the input changes about half of the output's. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  @Override
  public int positionBytes() {
    return 1 + 2 * Long.BYTES + 2 * Integer.BYTES;
  }

  @Override
  public void savePosition(ByteBuffer out) {
    out.put((byte) (housed ? 1 : 0));
    out.putLong(auction).putLong(startMicros).putInt(bidsMade).putInt(bidsToMake);
  }

  @Override
  public void restorePosition(ByteBuffer in) {
    housed = in.get() != 0;
    auction = in.getLong();
    startMicros = in.getLong();
    bidsMade = in.getInt();
    bidsToMake = in.getInt();
  }

  /** Names and types in turn; all NOT NULL, the first column is the primary key. */
  private static RelationSchema table(Object... namesAndTypes) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.add(
          new Column(
              columns.size(), (String) namesAndTypes[i], (SqlType) namesAndTypes[i + 1], false));
    }
    return new RelationSchema(columns, List.of(List.of(0)));
  }
}
