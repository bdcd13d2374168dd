package dev.tidewater.zset;

/** The bytes of one page before compression; see {@code docs/formats/batch.md}. */
final class PagePayload {
  private static final int UNIFORM_TIME = 1;
  private static final int UNIFORM_DIFF = 2;
  private static final int UNIFORM_LENGTH = 4;

  /** Far more than any writer puts into a page; bounds what damaged bytes make us allocate. */
  private static final int MAX_UPDATES = 1 << 20;

  private PagePayload() {}

  static void encode(Page page, ByteWriter out) {
    boolean uniformLength = hasUniformLength(page);
    int flags =
        (page.hasUniformTime() ? UNIFORM_TIME : 0)
            | (page.hasUniformDiff() ? UNIFORM_DIFF : 0)
            | (uniformLength ? UNIFORM_LENGTH : 0);
    out.octet(flags);
    out.varint(page.count());
    int times = page.hasUniformTime() ? 1 : page.count();
    long before = 0;
    for (int i = 0; i < times; i++) {
      out.signed(page.time(i) - before);
      before = page.time(i);
    }
    int diffs = page.hasUniformDiff() ? 1 : page.count();
    for (int i = 0; i < diffs; i++) {
      out.signed(page.diff(i));
    }
    int lengths = uniformLength ? 1 : page.count();
    for (int i = 0; i < lengths; i++) {
      out.varint(page.length(i));
    }
    out.bytes(page.bytes(), page.offset(0), page.rowBytes());
  }

  private static boolean hasUniformLength(Page page) {
    for (int i = 1; i < page.count(); i++) {
      if (page.length(i) != page.length(0)) {
        return false;
      }
    }
    return true;
  }

  static Page decode(byte[] bytes, int offset, int length) {
    ByteReader in = new ByteReader(bytes, offset, length);
    int flags = in.octet();
    int count = in.length();
    if (count == 0 || count > MAX_UPDATES) {
      throw BatchCodec.corrupted("a page has an impossible number of updates");
    }
    long[] times = new long[(flags & UNIFORM_TIME) != 0 ? 1 : count];
    long before = 0;
    for (int i = 0; i < times.length; i++) {
      before += in.signed();
      times[i] = before;
    }
    long[] diffs = new long[(flags & UNIFORM_DIFF) != 0 ? 1 : count];
    for (int i = 0; i < diffs.length; i++) {
      diffs[i] = in.signed();
    }
    int[] offsets = offsets(in, count, (flags & UNIFORM_LENGTH) != 0);
    if (in.remaining() != offsets[count]) {
      throw BatchCodec.corrupted("a page's rows do not fill it");
    }
    return Page.of(count, in.bytes(offsets[count]), offsets, times, diffs);
  }

  private static int[] offsets(ByteReader in, int count, boolean uniform) {
    int[] offsets = new int[count + 1];
    int all = uniform ? in.length() : 0;
    for (int i = 0; i < count; i++) {
      int length = uniform ? all : in.length();
      if (length > Integer.MAX_VALUE - offsets[i]) {
        throw BatchCodec.corrupted("a page's rows are too long");
      }
      offsets[i + 1] = offsets[i] + length;
    }
    return offsets;
  }
}
