package dev.tidewater.types;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Random values of every type, and SQL's order of them told naively. */
public final class SqlValues {
  /** A type of every kind that a column can have, with and without modifiers. */
  public static final List<SqlType> COLUMN_TYPES =
      List.of(
          ScalarType.BOOLEAN,
          ScalarType.INT2,
          ScalarType.INT4,
          ScalarType.INT8,
          ScalarType.FLOAT4,
          ScalarType.FLOAT8,
          ScalarType.NUMERIC,
          ScalarType.numeric(10, 2),
          ScalarType.numeric(5, -2),
          ScalarType.numeric(38, 10),
          ScalarType.TEXT,
          ScalarType.varchar(30),
          ScalarType.BPCHAR,
          ScalarType.BYTEA,
          ScalarType.DATE,
          ScalarType.TIME,
          ScalarType.TIMESTAMP,
          ScalarType.TIMESTAMPTZ,
          ScalarType.INTERVAL,
          ScalarType.UUID,
          ScalarType.JSONB,
          ScalarType.OID,
          ScalarType.NAME,
          ScalarType.of(TypeKind.UINT8),
          ScalarType.MZ_TIMESTAMP,
          new ArrayType(ScalarType.INT4),
          new ArrayType(ScalarType.NUMERIC),
          new ArrayType(ScalarType.TEXT),
          new ArrayType(ScalarType.FLOAT8),
          new ArrayType(ScalarType.JSONB));

  private SqlValues() {}

  public static Arbitrary<SqlType> types() {
    return Arbitraries.of(COLUMN_TYPES);
  }

  /** Values that are not NULL; edge cases and near collisions are frequent. */
  public static Arbitrary<Object> of(SqlType type) {
    if (type instanceof ArrayType array) {
      return of(array.element())
          .injectNull(0.2)
          .list()
          .ofMaxSize(4)
          .map(elements -> (Object) ArrayValue.copyOf(elements));
    }
    ScalarType scalar = (ScalarType) type;
    return switch (scalar.kind()) {
      case BOOLEAN, VOID -> Arbitraries.of(true, false).map(v -> (Object) v);
      case INT2 -> Arbitraries.shorts().map(v -> (Object) v);
      case INT4 -> Arbitraries.integers().map(v -> (Object) v);
      case DATE ->
          Arbitraries.oneOf(
                  Arbitraries.integers().between(-2_450_000, 2_145_000_000),
                  Arbitraries.integers().between(-400_000, 400_000),
                  Arbitraries.of(Integer.MAX_VALUE, Integer.MIN_VALUE))
              .map(v -> (Object) v);
      case INT8 -> Arbitraries.longs().map(v -> (Object) v);
      case TIMESTAMP, TIMESTAMPTZ ->
          Arbitraries.oneOf(
                  Arbitraries.longs()
                      .between(-210_000_000_000_000_000L, 9_000_000_000_000_000_000L),
                  Arbitraries.longs().between(-4_000_000_000_000_000L, 4_000_000_000_000_000L),
                  Arbitraries.of(Long.MAX_VALUE, Long.MIN_VALUE))
              .map(v -> (Object) v);
      case TIME -> Arbitraries.longs().between(0, Interval.MICROS_PER_DAY).map(v -> (Object) v);
      case OID, REGCLASS, REGPROC, REGNAMESPACE, REGROLE, REGTYPE, UINT4 ->
          Arbitraries.longs().between(0, 0xffff_ffffL).map(v -> (Object) v);
      case UINT2 -> Arbitraries.longs().between(0, 0xffff).map(v -> (Object) v);
      case MZ_TIMESTAMP -> Arbitraries.longs().between(0, Long.MAX_VALUE).map(v -> (Object) v);
      case UINT8 ->
          Arbitraries.bigIntegers()
              .between(BigInteger.ZERO, BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE))
              .map(v -> (Object) v);
      case FLOAT4 ->
          Arbitraries.oneOf(
                  Arbitraries.floats(),
                  Arbitraries.of(
                      0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1f))
              .map(v -> (Object) v);
      case FLOAT8 ->
          Arbitraries.oneOf(
                  Arbitraries.doubles(),
                  Arbitraries.of(
                      0d, -0d, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1d))
              .map(v -> (Object) v);
      case NUMERIC -> decimals(scalar);
      case TEXT, VARCHAR, NAME, UNKNOWN -> texts().map(v -> (Object) v);
      case CHAR -> Arbitraries.strings().ascii().ofMaxLength(1).map(v -> (Object) v);
      case BPCHAR -> texts().flatMap(SqlValues::padded).map(v -> (Object) v);
      case BYTEA ->
          Arbitraries.bytes()
              .edgeCases(e -> e.add((byte) 0).add((byte) 1).add((byte) 2))
              .array(byte[].class)
              .ofMaxSize(12)
              .map(v -> (Object) v);
      case INTERVAL -> intervals().map(v -> (Object) v);
      case UUID ->
          Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
              .as((a, b) -> (Object) new UUID(a, b));
      case JSONB -> jsonbs(2).map(v -> (Object) v);
    };
  }

  private static Arbitrary<String> padded(String text) {
    return Arbitraries.integers().between(0, 3).map(blanks -> text + " ".repeat(blanks));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars(
            'a', 'b', ' ', '\u0001', '\u0002', '\u007f', 'é', '\uffee', ',', '"', '\\', '{', '\n',
            '\t')
        .withCharRange('0', '9')
        .ofMaxLength(12)
        .map(s -> s.replace('9', 'Z').replace("8", "\ud83d\ude00"));
  }

  private static Arbitrary<Object> decimals(ScalarType type) {
    if (type.isFixedDecimal()) {
      BigInteger limit = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
      return Arbitraries.oneOf(
              Arbitraries.bigIntegers().between(limit.negate(), limit),
              Arbitraries.bigIntegers().between(BigInteger.valueOf(-20), BigInteger.valueOf(20)))
          .map(v -> (Object) Decimal.of(v, type.scale()))
          .injectDuplicates(0.1)
          .flatMap(
              v ->
                  Arbitraries.frequencyOf(
                      net.jqwik.api.Tuple.of(20, Arbitraries.just(v)),
                      net.jqwik.api.Tuple.of(1, Arbitraries.just((Object) Decimal.NAN))));
    }
    return numerics().map(v -> (Object) v);
  }

  /** Numerics of any sign, size and scale. */
  public static Arbitrary<Decimal> numerics() {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(
            5,
            Combinators.combine(
                    Arbitraries.longs().between(-3000, 3000), Arbitraries.integers().between(0, 4))
                .as(Decimal::of)),
        net.jqwik.api.Tuple.of(
            3,
            Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(0, 40))
                .as(Decimal::of)),
        net.jqwik.api.Tuple.of(
            2,
            Combinators.combine(
                    Arbitraries.bigIntegers()
                        .between(BigInteger.TEN.pow(60).negate(), BigInteger.TEN.pow(60)),
                    Arbitraries.integers().between(-40, 90))
                .as(Decimal::of)),
        net.jqwik.api.Tuple.of(
            1, Arbitraries.of(Decimal.NAN, Decimal.POSITIVE_INFINITY, Decimal.NEGATIVE_INFINITY)));
  }

  private static Arbitrary<Interval> intervals() {
    return Arbitraries.oneOf(
        Combinators.combine(
                Arbitraries.integers().between(-3, 3),
                Arbitraries.integers().between(-40, 40),
                Arbitraries.of(0L, 1L, -1L, Interval.MICROS_PER_DAY, -Interval.MICROS_PER_DAY))
            .as(Interval::new),
        Combinators.combine(Arbitraries.integers(), Arbitraries.integers(), Arbitraries.longs())
            .as(Interval::new));
  }

  private static Arbitrary<Jsonb> jsonbs(int depth) {
    Arbitrary<Jsonb> scalars =
        Arbitraries.oneOf(
            Arbitraries.of(
                Jsonb.JsonNull.INSTANCE, Jsonb.JsonBoolean.TRUE, Jsonb.JsonBoolean.FALSE),
            texts().map(Jsonb::of),
            numerics().filter(Decimal::isFinite).map(Jsonb::of));
    if (depth == 0) {
      return scalars;
    }
    Arbitrary<Jsonb> arrays = jsonbs(depth - 1).list().ofMaxSize(3).map(Jsonb::array);
    Arbitrary<Jsonb> objects =
        Arbitraries.maps(
                texts()
                    .map(t -> t.substring(0, Math.min(2, t.length())))
                    .filter(SqlValues::isWellFormed),
                jsonbs(depth - 1))
            .ofMaxSize(3)
            .map(
                map -> {
                  TreeMap<String, Jsonb> members = new TreeMap<>(Jsonb.KEY_ORDER);
                  members.putAll(map);
                  return Jsonb.object(members);
                });
    return Arbitraries.oneOf(scalars, arrays, objects);
  }

  private static boolean isWellFormed(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** SQL's order, NULLs last. */
  public static int compare(SqlType type, @Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a == null, b == null);
    }
    if (type instanceof ArrayType array) {
      return compareArrays(array.element(), (ArrayValue) a, (ArrayValue) b);
    }
    return switch (((ScalarType) type).kind()) {
      case FLOAT4 -> compareFloats((Float) a, (Float) b);
      case FLOAT8 -> compareFloats((Double) a, (Double) b);
      case BPCHAR -> compareText(withoutBlanks((String) a), withoutBlanks((String) b));
      case TEXT, VARCHAR, NAME, CHAR, UNKNOWN -> compareText((String) a, (String) b);
      case BYTEA -> Arrays.compareUnsigned((byte[]) a, (byte[]) b);
      case UUID -> compareText(a.toString(), b.toString());
      default -> compareNaturally(a, b);
    };
  }

  private static String withoutBlanks(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  @SuppressWarnings("unchecked")
  private static int compareNaturally(Object a, Object b) {
    return ((Comparable<Object>) a).compareTo(b);
  }

  private static int compareFloats(double a, double b) {
    return Double.compare(a + 0.0, b + 0.0);
  }

  private static int compareText(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static int compareArrays(ScalarType element, ArrayValue a, ArrayValue b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compare(element, a.elements().get(i), b.elements().get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
