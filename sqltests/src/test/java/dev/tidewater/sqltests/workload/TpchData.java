package dev.tidewater.sqltests.workload;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * Rows of TPC-H at a tiny scale and streams of changes to them, the same for a seed. The domains
 * are those of the specification, narrowed where its queries would hardly find anything otherwise.
 */
final class TpchData {
  private static final int SUPPLIERS = 40;
  private static final int CUSTOMERS = 150;
  private static final int PARTS = 200;
  private static final int SUPPLIERS_OF_PART = 4;
  private static final int ROWS_OF_INSERT = 200;
  private static final LocalDate FIRST_DAY = LocalDate.of(1992, 1, 1);
  private static final int DAYS = 2406;

  private static final List<String> REGIONS =
      List.of("AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST");
  private static final List<String> NATIONS =
      List.of(
          "ALGERIA 0",
          "ARGENTINA 1",
          "BRAZIL 1",
          "CANADA 1",
          "EGYPT 4",
          "ETHIOPIA 0",
          "FRANCE 3",
          "GERMANY 3",
          "INDIA 2",
          "INDONESIA 2",
          "IRAN 4",
          "IRAQ 4",
          "JAPAN 2",
          "JORDAN 4",
          "KENYA 0",
          "MOROCCO 0",
          "MOZAMBIQUE 0",
          "PERU 1",
          "CHINA 2",
          "ROMANIA 3",
          "SAUDI ARABIA 4",
          "VIETNAM 2",
          "RUSSIA 3",
          "UNITED KINGDOM 3",
          "UNITED STATES 1");

  /** Those that queries ask for come up more often than others. */
  private static final List<Integer> WANTED_NATIONS = List.of(2, 3, 6, 7, 8, 20);

  private static final List<String> COLORS =
      List.of("green", "forest", "almond", "azure", "blush", "coral", "ivory", "khaki");
  private static final List<String> TYPES =
      List.of("STANDARD", "SMALL", "MEDIUM", "LARGE", "ECONOMY", "PROMO");
  private static final List<String> FINISHES = List.of("ANODIZED", "BURNISHED", "POLISHED");
  private static final List<String> METALS = List.of("TIN", "BRASS", "STEEL");
  private static final List<String> SIZES = List.of("SM", "MED", "LG");
  private static final List<String> WRAPS = List.of("CASE", "BOX", "PACK", "PKG", "BAG");
  private static final List<String> BRANDS =
      List.of("Brand#12", "Brand#23", "Brand#34", "Brand#45");
  private static final List<String> SEGMENTS = List.of("BUILDING", "AUTOMOBILE", "MACHINERY");
  private static final List<String> PRIORITIES =
      List.of("1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW");
  private static final List<String> MODES = List.of("AIR", "AIR REG", "MAIL", "SHIP", "TRUCK");
  private static final List<String> INSTRUCTIONS =
      List.of("DELIVER IN PERSON", "COLLECT COD", "NONE");
  private static final List<String> WORDS =
      List.of("special", "requests", "Customer", "Complaints", "carefully", "final", "deposits");

  private final Random random;
  private int nextOrder = 1;
  private int oldestOrder = 1;

  TpchData(long seed) {
    this.random = new Random(seed);
  }

  List<String> fill(int orders) {
    List<String> statements = new ArrayList<>();
    insert(statements, "region", 0, REGIONS.size(), i -> i + ", '" + REGIONS.get(i) + "', 'r'");
    insert(statements, "nation", 0, NATIONS.size(), this::nation);
    insert(statements, "supplier", 1, SUPPLIERS, this::supplier);
    insert(statements, "customer", 1, CUSTOMERS, this::customer);
    insert(statements, "part", 1, PARTS, this::part);
    insert(
        statements,
        "partsupp",
        0,
        PARTS * SUPPLIERS_OF_PART,
        i -> partSupplier(1 + i / SUPPLIERS_OF_PART, i % SUPPLIERS_OF_PART));
    statements.addAll(newOrders(orders));
    return statements;
  }

  /** A step of changes: new orders come, the oldest go, and some of everything else changes. */
  List<String> changes(int orders) {
    List<String> statements = new ArrayList<>(newOrders(orders));
    int until = oldestOrder + orders;
    statements.add("DELETE FROM orders WHERE o_orderkey < " + until);
    statements.add("DELETE FROM lineitem WHERE l_orderkey < " + until);
    oldestOrder = until;
    int some = random.nextInt(10);
    statements.add(
        "UPDATE lineitem SET l_quantity = 1 + l_linenumber WHERE l_orderkey % 40 = " + some);
    statements.add(
        "UPDATE lineitem SET l_receiptdate = l_receiptdate + 9, l_suppkey = 1 + l_suppkey % "
            + SUPPLIERS
            + " WHERE l_partkey % 20 = "
            + some);
    statements.add(
        "UPDATE orders SET o_orderstatus = 'F', o_comment = 'special requests' WHERE o_custkey % 10"
            + " = "
            + some);
    statements.add("UPDATE customer SET c_acctbal = -c_acctbal WHERE c_custkey % 10 = " + some);
    statements.add("DELETE FROM customer WHERE c_custkey = " + (1 + random.nextInt(CUSTOMERS)));
    statements.add(
        "UPDATE supplier SET s_nationkey = " + nationKey() + " WHERE s_suppkey % 10 = " + some);
    statements.add("UPDATE part SET p_size = 50 - p_size + 1 WHERE p_partkey % 10 = " + some);
    statements.add(
        "UPDATE partsupp SET ps_supplycost = ps_supplycost / 2, ps_availqty = ps_availqty + 7"
            + " WHERE ps_partkey % 10 = "
            + some);
    return statements;
  }

  private List<String> newOrders(int count) {
    List<String> orders = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int key = nextOrder++;
      LocalDate ordered = FIRST_DAY.plusDays(random.nextInt(DAYS - 151));
      int customer = 1 + random.nextInt(CUSTOMERS);
      customer -= customer % 3 == 0 ? 1 : 0; // A third of them never orders.
      orders.add(
          "%d, %d, '%s', %s, '%s', '%s', 'Clerk#%09d', 0, '%s'"
              .formatted(
                  key,
                  customer,
                  pick(List.of("F", "O", "P")),
                  money(1000, 400_000),
                  ordered,
                  pick(PRIORITIES),
                  random.nextInt(1000),
                  comment()));
      int lineCount = 1 + random.nextInt(7);
      for (int line = 1; line <= lineCount; line++) {
        lines.add(line(key, line, ordered));
      }
    }
    List<String> statements = new ArrayList<>();
    insert(statements, "orders", 0, orders.size(), orders::get);
    insert(statements, "lineitem", 0, lines.size(), lines::get);
    return statements;
  }

  private String line(int order, int number, LocalDate ordered) {
    int part = 1 + random.nextInt(PARTS);
    LocalDate shipped = ordered.plusDays(1 + random.nextInt(121));
    LocalDate received = shipped.plusDays(1 + random.nextInt(30));
    boolean returned = received.isBefore(LocalDate.of(1995, 6, 17));
    return "%d, %d, %d, %d, %d, %s, 0.%02d, 0.%02d, '%s', '%s', '%s', '%s', '%s', '%s', '%s', '%s'"
        .formatted(
            order,
            part,
            supplierOf(part, random.nextInt(SUPPLIERS_OF_PART)),
            number,
            1 + random.nextInt(50),
            money(900, 100_000),
            random.nextInt(11),
            random.nextInt(9),
            returned ? pick(List.of("R", "A")) : "N",
            shipped.isAfter(LocalDate.of(1995, 6, 17)) ? "O" : "F",
            shipped,
            ordered.plusDays(30 + random.nextInt(61)),
            received,
            pick(INSTRUCTIONS),
            pick(MODES),
            comment());
  }

  private String nation(int key) {
    String nation = NATIONS.get(key);
    int split = nation.lastIndexOf(' ');
    return "%d, '%s', %s, 'n'"
        .formatted(key, nation.substring(0, split), nation.substring(split + 1));
  }

  private int nationKey() {
    return random.nextBoolean()
        ? WANTED_NATIONS.get(random.nextInt(WANTED_NATIONS.size()))
        : random.nextInt(NATIONS.size());
  }

  private String supplier(int key) {
    int nation = nationKey();
    return "%d, 'Supplier#%09d', 'address %d', %d, '%s', %s, '%s'"
        .formatted(key, key, key, nation, phone(nation), money(-999, 9999), comment());
  }

  private String customer(int key) {
    int nation = nationKey();
    return "%d, 'Customer#%09d', 'address %d', %d, '%s', %s, '%s', '%s'"
        .formatted(
            key, key, key, nation, phone(nation), money(-999, 9999), pick(SEGMENTS), comment());
  }

  private String part(int key) {
    return "%d, '%s %s', 'Manufacturer#%d', '%s', '%s %s %s', %d, '%s %s', %s, 'p'"
        .formatted(
            key,
            pick(COLORS),
            pick(COLORS),
            1 + random.nextInt(5),
            pick(BRANDS),
            pick(TYPES),
            pick(FINISHES),
            pick(METALS),
            1 + random.nextInt(50),
            pick(SIZES),
            pick(WRAPS),
            money(900, 2000));
  }

  private String partSupplier(int part, int which) {
    return "%d, %d, %d, %s, 'ps'"
        .formatted(part, supplierOf(part, which), 1 + random.nextInt(999), money(1, 1000));
  }

  /** Different ones for the suppliers of a part. */
  private static int supplierOf(int part, int which) {
    return 1 + (part + which * (SUPPLIERS / SUPPLIERS_OF_PART)) % SUPPLIERS;
  }

  private String phone(int nation) {
    return "%d-%03d-%04d".formatted(10 + nation, random.nextInt(1000), random.nextInt(10_000));
  }

  private String comment() {
    return pick(WORDS) + " " + pick(WORDS) + " " + pick(WORDS);
  }

  private String money(int from, int to) {
    long cents = from * 100L + (long) (random.nextDouble() * (to - from) * 100);
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static void insert(
      List<String> statements, String table, int first, int count, IntFunction<String> row) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add("(" + row.apply(first + i) + ")");
      if (rows.size() == ROWS_OF_INSERT || i == count - 1) {
        statements.add("INSERT INTO " + table + " VALUES " + String.join(", ", rows));
        rows.clear();
      }
    }
  }
}
