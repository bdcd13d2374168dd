package dev.tidewater.sqltests.fuzz;

import dev.tidewater.sqltests.fuzz.RandomData.Column;
import dev.tidewater.sqltests.fuzz.RandomData.Table;
import dev.tidewater.sqltests.fuzz.RandomData.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random queries that PostgreSQL accepts: joins of every kind, filters, groups and grouping sets,
 * set operations, sub-queries with and without correlation, lateral ones, top-k, window functions.
 * Output columns are c1, c2, … and the rows are the same whatever the order of evaluation.
 */
final class RandomQuery {
  private static final int MAX_DEPTH = 2;

  /** What a query can name: {@code q1.a}. */
  private record Field(String sql, ValueKind type) {}

  private record Query(String sql, List<ValueKind> types) {}

  private final Random random;
  private final RandomData data;
  private final Set<String> features = new TreeSet<>();
  private int aliases;

  RandomQuery(Random random) {
    this.random = random;
    this.data = new RandomData(random);
  }

  String next() {
    aliases = 0;
    features.clear();
    return query(0, List.of()).sql();
  }

  /** Of the last query what a run must have reached. */
  Set<String> features() {
    return Set.copyOf(features);
  }

  private String reached(String feature, String sql) {
    features.add(feature);
    return sql;
  }

  /** Fails for some states of one table and not for others, whatever the order of evaluation. */
  String nextThatMayFail() {
    features.clear();
    features.add("error");
    return pick(FailingQueries.ALL);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private Query query(int depth, List<Field> outer) {
    int kind = random.nextInt(16);
    if (kind >= 10 && outer.isEmpty()) {
      return switch (kind) {
        case 10, 11 -> windowed(depth);
        case 12 -> groupingSets(depth);
        case 13 -> distinctOn(depth);
        default -> setOperation(depth, outer);
      };
    }
    if (kind == 0 || kind >= 14) {
      return setOperation(depth, outer);
    }
    if (kind == 1 && outer.isEmpty()) {
      return topK(depth);
    }
    if (kind == 2 && outer.isEmpty()) {
      return withCommonTable(depth);
    }
    return kind < 6 ? grouped(depth, outer) : plain(depth, outer, types());
  }

  /** Ordered by all columns, so that rows which tie are the same. */
  private Query windowed(int depth) {
    Query inner = plain(depth + 1, List.of(), types());
    int columns = inner.types().size();
    String partition = chance(60) ? "PARTITION BY c" + (1 + random.nextInt(columns)) + " " : "";
    String over = " OVER (" + partition + "ORDER BY " + allColumns(columns);
    int column = 1 + random.nextInt(columns);
    ValueKind type = inner.types().get(column - 1);
    String rows =
        " ROWS BETWEEN %d PRECEDING AND %s"
            .formatted(random.nextInt(3), pick(List.of("CURRENT ROW", "1 FOLLOWING")));
    // Functions that hand a numeric with a scale on fail still.
    int kind = type == ValueKind.NUMERIC ? random.nextInt(4) : random.nextInt(10);
    Field function =
        switch (kind) {
          case 0 -> new Field("row_number()" + over + ")", ValueKind.BIGINT);
          case 1 -> new Field("rank()" + over + ")", ValueKind.BIGINT);
          case 2 -> new Field("dense_rank()" + over + ")", ValueKind.BIGINT);
          case 3 -> new Field("ntile(3)" + over + ")", ValueKind.INT);
          case 4 -> new Field("lag(c" + column + ")" + over + ")", type);
          case 5 -> new Field("lead(c" + column + ", 2)" + over + ")", type);
          case 6 -> new Field("first_value(c" + column + ")" + over + rows + ")", type);
          case 7 -> new Field("nth_value(c" + column + ", 2)" + over + rows + ")", type);
          case 8 -> new Field("count(c" + column + ")" + over + rows + ")", ValueKind.BIGINT);
          default -> new Field("count(*)" + over + ")", ValueKind.BIGINT);
        };
    List<ValueKind> types = new ArrayList<>(inner.types());
    types.add(function.type());
    String sql =
        "SELECT %s, %s AS c%d FROM (%s) AS q%d"
            .formatted(columnNames(columns), function.sql(), columns + 1, inner.sql(), ++aliases);
    return new Query(reached("window", sql), types);
  }

  private String allColumns(int columns) {
    List<String> order = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      order.add("c" + i + pick(List.of("", " DESC", " NULLS FIRST", " DESC NULLS LAST")));
    }
    return String.join(", ", order);
  }

  private static String columnNames(int columns) {
    return IntStream.rangeClosed(1, columns)
        .mapToObj(i -> "c" + i)
        .collect(Collectors.joining(", "));
  }

  private Query groupingSets(int depth) {
    List<Field> fields = new ArrayList<>();
    String from = from(depth, fields);
    Field one = pick(fields);
    Field other = pick(fields);
    String sets =
        pick(List.of("ROLLUP (%s, %s)", "CUBE (%s, %s)", "GROUPING SETS ((%s), (%s), ())"))
            .formatted(one.sql(), other.sql());
    Field aggregate = aggregate(depth, fields);
    String sql =
        "SELECT %s AS c1, %s AS c2, grouping(%s) AS c3, %s AS c4%s%s GROUP BY %s"
            .formatted(
                one.sql(),
                other.sql(),
                one.sql(),
                aggregate.sql(),
                from,
                where(depth, fields),
                sets);
    return new Query(
        reached("grouping sets", sql),
        List.of(one.type(), other.type(), ValueKind.INT, aggregate.type()));
  }

  private Query distinctOn(int depth) {
    Query inner = plain(depth + 1, List.of(), types());
    int columns = inner.types().size();
    String sql =
        "SELECT DISTINCT ON (c1) %s FROM (%s) AS q%d ORDER BY %s"
            .formatted(columnNames(columns), inner.sql(), ++aliases, allColumns(columns));
    return new Query(reached("distinct on", sql), inner.types());
  }

  private List<ValueKind> types() {
    List<ValueKind> types = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      types.add(pick(List.of(ValueKind.values())));
    }
    return types;
  }

  private Query plain(int depth, List<Field> outer, List<ValueKind> types) {
    List<Field> fields = new ArrayList<>();
    String from = from(depth, fields);
    List<Field> scope = new ArrayList<>(fields);
    scope.addAll(outer);
    List<String> items = new ArrayList<>();
    for (ValueKind type : types) {
      items.add(scalar(type, depth, scope) + " AS c" + (items.size() + 1));
    }
    String distinct = chance(15) ? "DISTINCT " : "";
    return new Query(
        "SELECT " + distinct + String.join(", ", items) + from + where(depth, scope), types);
  }

  private Query grouped(int depth, List<Field> outer) {
    List<Field> fields = new ArrayList<>();
    String from = from(depth, fields);
    List<Field> scope = new ArrayList<>(fields);
    scope.addAll(outer);
    List<Field> keys = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      keys.add(pick(fields));
    }
    List<String> items = new ArrayList<>();
    List<ValueKind> types = new ArrayList<>();
    for (Field key : keys) {
      items.add(key.sql() + " AS c" + (items.size() + 1));
      types.add(key.type());
    }
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      Field aggregate = aggregate(depth, fields);
      items.add(aggregate.sql() + " AS c" + (items.size() + 1));
      types.add(aggregate.type());
    }
    String sql = "SELECT " + String.join(", ", items) + from + where(depth, scope);
    if (!keys.isEmpty()) {
      sql += " GROUP BY " + String.join(", ", keys.stream().map(Field::sql).distinct().toList());
    }
    if (chance(25)) {
      sql += " HAVING count(*) > " + random.nextInt(3);
    }
    return new Query(sql, types);
  }

  private Field aggregate(int depth, List<Field> fields) {
    if (chance(20)) {
      return otherAggregate(fields);
    }
    ValueKind type = pick(List.of(ValueKind.INT, ValueKind.BIGINT, ValueKind.NUMERIC));
    String argument = (chance(15) ? "DISTINCT " : "") + scalar(type, MAX_DEPTH, fields);
    String filter = chance(15) ? " FILTER (WHERE " + predicate(MAX_DEPTH, fields) + ")" : "";
    return switch (random.nextInt(6)) {
      case 0 -> new Field("count(*)" + filter, ValueKind.BIGINT);
      case 1 -> new Field("count(" + argument + ")" + filter, ValueKind.BIGINT);
      case 2 ->
          new Field(
              "sum(" + argument + ")" + filter,
              type == ValueKind.INT ? ValueKind.BIGINT : ValueKind.NUMERIC);
      case 3 -> new Field("avg(" + argument + ")" + filter, ValueKind.NUMERIC);
      case 4 ->
          new Field("min(" + scalar(ValueKind.TEXT, depth, fields) + ")" + filter, ValueKind.TEXT);
      default -> new Field("max(" + argument + ")" + filter, type);
    };
  }

  private Field otherAggregate(List<Field> fields) {
    return switch (random.nextInt(5)) {
      case 0 -> {
        ValueKind type = pick(List.of(ValueKind.DATE, ValueKind.TIMESTAMP));
        yield new Field("max(" + simple(type, fields) + ")", type);
      }
      case 1 -> new Field("sum(" + simple(ValueKind.FLOAT, fields) + ")", ValueKind.FLOAT);
      case 2 -> {
        String text = simple(ValueKind.TEXT, fields);
        yield new Field("string_agg(%s, ',' ORDER BY %s)".formatted(text, text), ValueKind.TEXT);
      }
      case 3 -> {
        String number = simple(ValueKind.INT, fields);
        yield new Field("array_agg(%s ORDER BY %s)".formatted(number, number), ValueKind.INTS);
      }
      default ->
          new Field(
              pick(List.of("bool_and(", "bool_or(")) + predicate(MAX_DEPTH, fields) + ")",
              ValueKind.BOOLEAN);
    };
  }

  private Query setOperation(int depth, List<Field> outer) {
    List<ValueKind> types = types();
    String operator =
        pick(List.of("UNION ALL", "UNION", "EXCEPT", "EXCEPT ALL", "INTERSECT", "INTERSECT ALL"));
    String one = plain(depth + 1, outer, types).sql();
    String other = plain(depth + 1, outer, types).sql();
    return new Query(
        reached(
            operator.toLowerCase(Locale.ROOT), "(" + one + ") " + operator + " (" + other + ")"),
        types);
  }

  private Query topK(int depth) {
    Query inner = plain(depth + 1, List.of(), types());
    List<String> order = new ArrayList<>();
    for (int i = 1; i <= inner.types().size(); i++) {
      order.add(i + pick(List.of("", " DESC", " NULLS FIRST", " DESC NULLS LAST")));
    }
    String offset = chance(30) ? " OFFSET " + random.nextInt(3) : "";
    String sql =
        "%s ORDER BY %s LIMIT %d%s"
            .formatted(inner.sql(), String.join(", ", order), random.nextInt(6), offset);
    return new Query(sql, inner.types());
  }

  private Query withCommonTable(int depth) {
    Query common = plain(depth + 1, List.of(), types());
    String name = "w" + ++aliases;
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < common.types().size(); i++) {
      fields.add(new Field("p.c" + (i + 1), common.types().get(i)));
      fields.add(new Field("q.c" + (i + 1), common.types().get(i)));
    }
    String sql =
        "WITH %s AS (%s) SELECT p.c1 AS c1, q.c1 AS c2 FROM %s p JOIN %s q ON %s"
            .formatted(name, common.sql(), name, name, predicate(depth + 1, fields));
    return new Query(sql, List.of(common.types().get(0), common.types().get(0)));
  }

  /** Adds what it offers to the fields. */
  private String from(int depth, List<Field> fields) {
    StringBuilder sql = new StringBuilder(" FROM ").append(source(depth, fields));
    int more = pick(List.of(0, 0, 1, 1, 2));
    for (int i = 0; i < more; i++) {
      List<Field> right = new ArrayList<>();
      if (depth == 0 && chance(15)) {
        sql.append(lateral(fields, right));
        fields.addAll(right);
        continue;
      }
      String source = source(depth, right);
      String kind =
          pick(List.of("JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "CROSS JOIN"));
      String equality = equality(fields, right);
      features.add(kind.toLowerCase(Locale.ROOT));
      sql.append(' ').append(kind).append(' ').append(source);
      fields.addAll(right);
      if (!kind.equals("CROSS JOIN")) {
        sql.append(" ON ").append(equality);
        if (chance(30) && !kind.equals("FULL JOIN")) {
          sql.append(" AND ").append(predicate(MAX_DEPTH, fields));
        }
      }
    }
    return sql.toString();
  }

  /** A sub-query that sees what stands to its left. */
  private String lateral(List<Field> left, List<Field> right) {
    String alias = "q" + ++aliases;
    Query inner = chance(50) ? plain(MAX_DEPTH, left, types()) : grouped(MAX_DEPTH, left);
    for (int i = 0; i < inner.types().size(); i++) {
      right.add(new Field(alias + ".c" + (i + 1), inner.types().get(i)));
    }
    String join =
        chance(50) ? " CROSS JOIN LATERAL (%s) AS %s" : " LEFT JOIN LATERAL (%s) AS %s ON true";
    return reached("lateral", join.formatted(inner.sql(), alias));
  }

  private String equality(List<Field> left, List<Field> right) {
    for (int attempt = 0; attempt < 20; attempt++) {
      Field one = pick(left);
      Field other = pick(right);
      if (one.type() == other.type()) {
        return one.sql() + " = " + other.sql();
      }
    }
    return scalar(ValueKind.INT, MAX_DEPTH, left) + " = " + scalar(ValueKind.INT, MAX_DEPTH, right);
  }

  private String source(int depth, List<Field> fields) {
    String alias = "q" + ++aliases;
    if (depth < MAX_DEPTH && chance(20)) {
      Query inner = query(depth + 1, List.of());
      for (int i = 0; i < inner.types().size(); i++) {
        fields.add(new Field(alias + ".c" + (i + 1), inner.types().get(i)));
      }
      return "(" + inner.sql() + ") AS " + alias;
    }
    Table table = pick(RandomData.TABLES);
    for (Column column : table.columns()) {
      fields.add(new Field(alias + "." + column.name(), column.type()));
    }
    return table.name() + " AS " + alias;
  }

  private String where(int depth, List<Field> scope) {
    return chance(60) ? " WHERE " + predicate(depth, scope) : "";
  }

  private String predicate(int depth, List<Field> scope) {
    int kind = random.nextInt(depth < MAX_DEPTH ? 13 : 9);
    ValueKind type = pick(List.of(ValueKind.values()));
    return switch (kind) {
      case 0 -> "(" + predicate(depth, scope) + " AND " + predicate(depth, scope) + ")";
      case 1 -> "(" + predicate(depth, scope) + " OR " + predicate(depth, scope) + ")";
      case 2 -> "NOT (" + predicate(depth, scope) + ")";
      case 3 -> scalar(type, MAX_DEPTH, scope) + pick(List.of(" IS NULL", " IS NOT NULL"));
      case 4 ->
          scalar(type, MAX_DEPTH, scope)
              + pick(List.of(" IS DISTINCT FROM ", " IS NOT DISTINCT FROM "))
              + scalar(type, MAX_DEPTH, scope);
      case 5 ->
          "%s IN (%s, %s)"
              .formatted(scalar(type, MAX_DEPTH, scope), data.constant(type), data.constant(type));
      case 6 ->
          scalar(ValueKind.TEXT, MAX_DEPTH, scope)
              + " LIKE "
              + pick(List.of("'a%'", "'%b'", "'_'"));
      case 9 -> {
        Query inner = plain(MAX_DEPTH, scope, List.of(ValueKind.INT));
        yield reached("exists", "EXISTS (" + inner.sql() + ")");
      }
      case 10 -> {
        Query inner = plain(MAX_DEPTH, chance(50) ? scope : List.of(), List.of(type));
        String in = chance(50) ? " IN (" : " NOT IN (";
        yield reached(
            in.strip().toLowerCase(Locale.ROOT),
            scalar(type, MAX_DEPTH, scope) + in + inner.sql() + ")");
      }
      case 12 -> {
        Query inner = plain(MAX_DEPTH, chance(50) ? scope : List.of(), List.of(type));
        String quantifier = pick(List.of("ANY", "ALL"));
        yield reached(
            quantifier.toLowerCase(Locale.ROOT),
            scalar(type, MAX_DEPTH, scope)
                + pick(List.of(" = ", " <> ", " < ", " >= "))
                + quantifier
                + " ("
                + inner.sql()
                + ")");
      }
      default ->
          scalar(type, depth, scope)
              + pick(List.of(" = ", " <> ", " < ", " >= "))
              + scalar(type, MAX_DEPTH, scope);
    };
  }

  private String scalar(ValueKind type, int depth, List<Field> scope) {
    List<Field> fitting = scope.stream().filter(field -> field.type() == type).toList();
    int kind = random.nextInt(10);
    if (kind < 5 && !fitting.isEmpty()) {
      return pick(fitting).sql();
    }
    if (kind == 5) {
      return "CASE WHEN %s THEN %s ELSE %s END"
          .formatted(predicate(MAX_DEPTH, scope), simple(type, scope), simple(type, scope));
    }
    if (kind == 6) {
      return "coalesce(" + simple(type, scope) + ", " + data.constant(type) + ")";
    }
    if (kind == 7 && depth < MAX_DEPTH) {
      return scalarQuery(type, scope);
    }
    return kind == 8 ? operation(type, scope) : simple(type, scope);
  }

  private String simple(ValueKind type, List<Field> scope) {
    List<Field> fitting = scope.stream().filter(field -> field.type() == type).toList();
    return fitting.isEmpty() || chance(25) ? data.constant(type) : pick(fitting).sql();
  }

  private String operation(ValueKind type, List<Field> scope) {
    String one = simple(type, scope);
    String other = simple(type, scope);
    return switch (type) {
      case INT, BIGINT, NUMERIC -> "(" + one + pick(List.of(" + ", " - ")) + other + ")";
      case TEXT -> pick(List.of("upper(" + one + ")", "(" + one + " || " + other + ")"));
      case BOOLEAN -> "(" + one + " = " + other + ")";
      case FLOAT -> "(" + one + pick(List.of(" + ", " * ")) + other + ")";
      case DATE -> "(" + one + " + " + random.nextInt(3) + ")";
      case TIMESTAMP ->
          pick(
              List.of(
                  "(" + one + " + " + simple(ValueKind.INTERVAL, scope) + ")",
                  "date_trunc('day', " + one + ")",
                  "(" + simple(ValueKind.DATE, scope) + " + interval '1 hour')"));
      case INTERVAL ->
          pick(List.of("(" + one + " + " + other + ")", "(" + one + " * 2)", "(- " + one + ")"));
      case JSONB ->
          pick(
              List.of(
                  "(" + one + " -> 'a')",
                  "(" + one + " -> 0)",
                  "to_jsonb(" + simple(ValueKind.INT, scope) + ")"));
      case INTS -> "array_append(" + one + ", " + simple(ValueKind.INT, scope) + ")";
    };
  }

  /** Has one row whatever it reads, so that its answer does not hang on an order. */
  private String scalarQuery(ValueKind type, List<Field> outer) {
    List<Field> fields = new ArrayList<>();
    String from = from(MAX_DEPTH, fields);
    List<Field> scope = new ArrayList<>(fields);
    scope.addAll(outer);
    String where = chance(80) ? " WHERE " + predicate(MAX_DEPTH, scope) : "";
    String argument = simple(type, fields);
    String aggregate =
        switch (type) {
          case BIGINT -> "count(" + argument + ")";
          case BOOLEAN -> "bool_and(" + argument + ")";
          case JSONB -> "jsonb_agg(" + argument + " ORDER BY " + argument + ")";
          case INTS -> {
            String number = simple(ValueKind.INT, fields);
            yield "array_agg(" + number + " ORDER BY " + number + ")";
          }
          case INT, NUMERIC, TEXT, FLOAT, DATE, TIMESTAMP, INTERVAL ->
              pick(List.of("min(", "max(")) + argument + ")";
        };
    return reached("scalar sub-query", "(SELECT " + aggregate + from + where + ")");
  }
}
