package dev.tidewater.source.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.types.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuctionTest {
  private static final long SEED = 20261122;

  @TempDir Path directory;
  @TempDir Path otherDirectory;

  @Test
  void hasMaterializesTablesAndColumns() {
    Map<String, String> columns = new TreeMap<>();
    new LoadGenerator.Auction(SEED)
        .tables()
        .forEach(
            (name, schema) ->
                columns.put(
                    name,
                    schema.columns().stream()
                        .map(AuctionTest::described)
                        .collect(Collectors.joining(", "))));
    assertThat(columns)
        .containsExactly(
            Map.entry("accounts", "id bigint, org_id bigint, balance bigint"),
            Map.entry(
                "auctions",
                "id bigint, seller bigint, item text, end_time timestamp with time zone"),
            Map.entry(
                "bids",
                "id bigint, buyer bigint, auction_id bigint, amount integer, "
                    + "bid_time timestamp with time zone"),
            Map.entry("organizations", "id bigint, name text"),
            Map.entry("users", "id bigint, org_id bigint, name text"));
  }

  private static String described(Column column) {
    return column.name() + " " + column.type().display();
  }

  @Test
  void theHouseIsThereFromTheFirstTickOn() {
    try (House house = new House(directory, new LoadGenerator.Auction(SEED))) {
      house.worker(house.spec()).makeTicks(1);
      assertThat(house.rows("organizations")).hasSize(100).contains(List.of(1L, "Harbour Trading"));
      assertThat(house.rows("users")).hasSize(4_000);
      assertThat(house.rows("accounts")).hasSize(100).contains(List.of(43L, 1L, 10_000L));
      assertThat(house.rows("auctions")).hasSize(1);
      assertThat(house.rows("bids")).isEmpty();
    }
  }

  @Test
  void eachTickBringsAnAuctionOrABid() {
    try (House house = new House(directory, new LoadGenerator.Auction(SEED))) {
      house.worker(house.spec()).makeTicks(1_000);
      List<List<Object>> auctions = house.rows("auctions");
      List<List<Object>> bids = house.rows("bids");
      assertThat(auctions.size() + bids.size()).isEqualTo(1_000);
      Map<Object, Long> bidsByAuction =
          bids.stream().collect(Collectors.groupingBy(bid -> bid.get(2), Collectors.counting()));
      Object newest = auctions.get(auctions.size() - 1).get(0);
      bidsByAuction.remove(newest);
      assertThat(bidsByAuction.values()).allMatch(count -> count >= 2 && count <= 9);
      assertThat(new HashSet<>(bidsByAuction.values())).hasSize(8);
      for (List<Object> bid : bids) {
        assertThat((int) bid.get(3)).isBetween(1, 99);
        assertThat((long) bid.get(0)).isBetween((long) bid.get(2) * 10, (long) bid.get(2) * 10 + 9);
      }
    }
  }

  /** However often it is stopped and however its ticks are cut into appends; but for times. */
  @Test
  void makesTheSameRowsWithAndWithoutRestarts() {
    Random random = new Random(SEED);
    try (House straight = new House(directory, new LoadGenerator.Auction(SEED));
        House broken = new House(otherDirectory, new LoadGenerator.Auction(SEED))) {
      straight.worker(straight.spec()).makeTicks(500);
      int made = 0;
      while (made < 500) {
        int count = Math.min(1 + random.nextInt(60), 500 - made);
        broken.worker(broken.spec()).makeTicks(count);
        made += count;
        broken.restart();
      }
      for (String table : straight.collections.keySet()) {
        assertThat(untimed(broken.rows(table))).as(table).isEqualTo(untimed(straight.rows(table)));
      }
    }
  }

  @Test
  void aTableThatComesLaterBeginsWithAllEarlierTicks() {
    LoadGenerator auction = new LoadGenerator.Auction(SEED);
    try (House whole = new House(directory, auction);
        House growing = new House(otherDirectory, auction, List.of("auctions"))) {
      whole.worker(whole.spec()).makeTicks(300);
      growing.worker(growing.spec()).makeTicks(250);
      growing.addTable("bids");
      growing.worker(growing.spec()).makeTicks(0);
      growing.addTable("users");
      growing.restart();
      growing.worker(growing.spec()).makeTicks(20);
      growing.restart();
      growing.worker(growing.spec()).makeTicks(30);
      for (String table : List.of("auctions", "bids", "users")) {
        assertThat(untimed(growing.rows(table))).as(table).isEqualTo(untimed(whole.rows(table)));
      }
    }
  }

  /** The only big numbers are times. */
  private static List<List<Object>> untimed(List<List<Object>> rows) {
    return rows.stream()
        .map(
            row ->
                row.stream()
                    .map(value -> value instanceof Long number && number > 1L << 40 ? 0L : value)
                    .toList())
        .toList();
  }

  @Test
  void anotherSeedMakesOtherRows() {
    try (House one = new House(directory, new LoadGenerator.Auction(1));
        House other = new House(otherDirectory, new LoadGenerator.Auction(2))) {
      one.worker(one.spec()).makeTicks(100);
      other.worker(other.spec()).makeTicks(100);
      assertThat(one.rows("bids")).isNotEqualTo(other.rows("bids"));
    }
  }

  @Test
  void namesAreTakenOnce() {
    Set<String> users = new HashSet<>();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < AuctionNames.USERS; i++) {
      all.add(AuctionNames.user(i));
    }
    users.addAll(all);
    assertThat(users).hasSameSizeAs(all);
  }
}
