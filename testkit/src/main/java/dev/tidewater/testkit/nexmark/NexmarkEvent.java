package dev.tidewater.testkit.nexmark;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One event of Nexmark's auction site, made from its number alone: of 50 events one is a person,
 * three are auctions, the rest are bids, as in <a href="https://github.com/nexmark/nexmark">the
 * benchmark's own generator</a>, whose proportions of hot sellers, bidders and auctions are kept
 * too. There are ten thousand events a second of the site's time.
 *
 * <p>Move to a number, then read the fields of its kind; arrays are only lent. One thread at a
 * time. Uses nothing but the JDK, so that other engines can be fed from it too.
 */
public final class NexmarkEvent {
  /** What happens. */
  public enum Kind {
    PERSON,
    AUCTION,
    BID
  }

  private static final int EVENTS_OF_ROUND = 50;
  private static final int AUCTIONS_OF_ROUND = 3;
  private static final long FIRST_PERSON = 1000;
  private static final long FIRST_AUCTION = 1000;
  private static final int FIRST_CATEGORY = 10;
  private static final int CATEGORIES = 5;

  /** Bids go to auctions that are not older, by count. */
  private static final int AUCTIONS_IN_FLIGHT = 100;

  private static final int ACTIVE_PEOPLE = 1000;
  private static final int HOT_GROUP = 100;
  private static final int EVENTS_OF_SECOND = 10_000;
  private static final int CHANNELS = 10_000;
  private static final double LOG_OF_HIGHEST_PRICE = 6 * Math.log(10);
  private static final int EXTRA_LENGTH = 48;

  /** 2026-01-01 in microseconds since 1970. */
  private static final long FIRST_MICROS = 1_767_225_600_000_000L;

  private static final byte[][] FIRST_NAMES =
      texts("Peter", "Paul", "Luke", "John", "Saul", "Vicky", "Kate", "Julie", "Sarah", "Deiter");
  private static final byte[][] CITIES =
      texts("Phoenix", "Los Angeles", "San Francisco", "Boise", "Portland", "Bend", "Redmond");
  private static final byte[][] STATES = texts("AZ", "CA", "ID", "OR", "WA", "WY");
  private static final byte[][] HOT_CHANNELS = texts("Google", "Facebook", "Baidu", "Apple");
  private static final byte[][] HOT_URLS = new byte[HOT_CHANNELS.length][];
  private static final byte[][] RARE_CHANNELS = new byte[CHANNELS][];
  private static final byte[][] RARE_URLS = new byte[CHANNELS][];

  static {
    String site = "https://www.nexmark.com/";
    for (int i = 0; i < HOT_URLS.length; i++) {
      HOT_URLS[i] = bytes(site + "a" + i + "/b" + i + "/item.htm?query=1");
    }
    for (int i = 0; i < CHANNELS; i++) {
      RARE_CHANNELS[i] = bytes("channel-" + i);
      String path = "c" + i % 10 + "/d" + i % 7 + "/item.htm?query=1&channel_id=" + i;
      RARE_URLS[i] = bytes(site + path);
    }
  }

  private final byte[] extra = new byte[EXTRA_LENGTH];
  private byte[] channel = HOT_CHANNELS[0];
  private byte[] url = HOT_CHANNELS[0];
  private long number;
  private long round;
  private Kind kind = Kind.PERSON;
  private long auction;
  private long person;

  private static byte[][] texts(String... texts) {
    byte[][] result = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      result[i] = bytes(texts[i]);
    }
    return result;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Turns to an event, from 0. */
  public void moveTo(long newNumber) {
    number = newNumber;
    round = number / EVENTS_OF_ROUND;
    kind = kindOf(number);
    switch (kind) {
      case PERSON -> person = FIRST_PERSON + round;
      case AUCTION -> {
        int place = (int) (number % EVENTS_OF_ROUND) - 1;
        auction = FIRST_AUCTION + round * AUCTIONS_OF_ROUND + place;
        person = seller();
      }
      case BID -> {
        auction = auctionOfBid();
        person = bidder();
        makeChannel();
      }
    }
    makeExtra();
  }

  /** The kind of an event, without making it. */
  public static Kind kindOf(long number) {
    int place = (int) (number % EVENTS_OF_ROUND);
    if (place == 0) {
      return Kind.PERSON;
    }
    return place <= AUCTIONS_OF_ROUND ? Kind.AUCTION : Kind.BID;
  }

  private long random(int salt) {
    long z = number * 0x9e3779b97f4a7c15L + salt * 0xd1b54a32d192ed03L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  private int random(int salt, int bound) {
    return (int) ((random(salt) >>> 33) % bound);
  }

  private long seller() {
    long newest = FIRST_PERSON + round;
    if (random(1, 4) > 0) {
      return newest / HOT_GROUP * HOT_GROUP;
    }
    return newest - random(2, (int) Math.min(ACTIVE_PEOPLE, round + 1));
  }

  private long bidder() {
    long newest = FIRST_PERSON + round;
    if (random(1, 4) > 0 && newest / HOT_GROUP * HOT_GROUP + 1 <= newest) {
      return newest / HOT_GROUP * HOT_GROUP + 1;
    }
    return newest - random(2, (int) Math.min(ACTIVE_PEOPLE, round + 1));
  }

  private long auctionOfBid() {
    long made = (round + 1) * AUCTIONS_OF_ROUND;
    long newest = FIRST_AUCTION + made - 1;
    if (random(3, 2) > 0) {
      return newest / HOT_GROUP * HOT_GROUP;
    }
    return newest - random(4, (int) Math.min(AUCTIONS_IN_FLIGHT, made));
  }

  private void makeChannel() {
    int which = random(5, 2 * HOT_CHANNELS.length);
    if (which < HOT_CHANNELS.length) {
      channel = HOT_CHANNELS[which];
      url = HOT_URLS[which];
    } else {
      int rare = random(6, CHANNELS);
      channel = RARE_CHANNELS[rare];
      url = RARE_URLS[rare];
    }
  }

  private void makeExtra() {
    long bits = random(7);
    for (int i = 0; i < EXTRA_LENGTH; i++) {
      if (i % 12 == 0) {
        bits = random(8 + i);
      }
      extra[i] = (byte) ('a' + (bits & 31) % 26);
      bits >>>= 5;
    }
  }

  public Kind kind() {
    return kind;
  }

  /** Microseconds since 1970, in the site's time; never falls. */
  public long micros() {
    return FIRST_MICROS + number * 1_000 / EVENTS_OF_SECOND * 1_000;
  }

  /** Of a bid and of an auction. */
  public long auction() {
    return auction;
  }

  /** The person, the seller of an auction or the bidder of a bid. */
  public long person() {
    return person;
  }

  /** Of a bid; of an auction the first one. Cents. */
  public long price() {
    return Math.round(Math.exp((random(20) >>> 11) * 0x1p-53 * LOG_OF_HIGHEST_PRICE) * 100);
  }

  /** Of an auction. */
  public long reserve() {
    return price() + random(21, 10_000);
  }

  /** Of an auction. */
  public long expiresMicros() {
    return micros() + (1 + random(22, 2_000)) * 10_000L;
  }

  /** Of an auction. */
  public long category() {
    return (long) FIRST_CATEGORY + random(23, CATEGORIES);
  }

  /** Of a bid. */
  public byte[] channel() {
    return channel;
  }

  /** Of a bid. */
  public byte[] url() {
    return url;
  }

  /** Of a person; of an auction the item's. */
  public byte[] name() {
    return FIRST_NAMES[random(24, FIRST_NAMES.length)];
  }

  /** Of a person. */
  public byte[] city() {
    return CITIES[random(25, CITIES.length)];
  }

  /** Of a person. */
  public byte[] state() {
    return STATES[random(26, STATES.length)];
  }

  /** Of a person. */
  public byte[] creditCard() {
    return bytes(String.format(Locale.ROOT, "%016d", random(27) >>> 12));
  }

  public byte[] extra() {
    return extra;
  }
}
