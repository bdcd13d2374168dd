package dev.tidewater.catalog.system;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.engine.function.FunctionOids;
import dev.tidewater.engine.function.FunctionOids.Listed;
import dev.tidewater.engine.function.OrderedSetAggregates;
import dev.tidewater.engine.function.ParameterType;
import dev.tidewater.engine.function.ParameterType.Columns;
import dev.tidewater.engine.function.Signatures;
import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.engine.function.SqlFunction.Arity;
import dev.tidewater.engine.function.SqlFunction.Kind;
import dev.tidewater.engine.function.Volatility;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Functions, aggregates, operators and casts, all out of the one catalog of functions. */
final class PgProcRows {
  private static final int INTERNAL_LANGUAGE = 12;

  private PgProcRows() {}

  static void register(Map<String, RowSource> sources) {
    sources.put("pg_catalog.pg_proc", PgProcRows::functions);
    sources.put("pg_catalog.pg_aggregate", PgProcRows::aggregates);
    sources.put("pg_catalog.pg_operator", PgProcRows::operators);
    sources.put("pg_catalog.pg_cast", PgProcRows::casts);
  }

  private static List<Listed> ofKinds(Kind... kinds) {
    List<Kind> wanted = List.of(kinds);
    return FunctionOids.standard().listed().stream()
        .filter(listed -> wanted.contains(listed.function().kind()))
        .toList();
  }

  private static void functions(SystemContext context, RowWriter rows) {
    long namespace = new DatabaseObjects(context).systemSchemaOid();
    for (Listed listed : ofKinds(Kind.FUNCTION, Kind.AGGREGATE, Kind.WINDOW, Kind.SET_RETURNING)) {
      SqlFunction function = listed.function();
      List<Long> parameters = function.parameters().stream().map(Signatures::oid).toList();
      boolean variadic = function.arity() == Arity.VARIADIC;
      rows.row()
          .set("oid", listed.oid())
          .set("proname", function.name())
          .set("pronamespace", namespace)
          .set("proowner", DatabaseObjects.OWNER_OID)
          .set("prolang", INTERNAL_LANGUAGE)
          .set("procost", 1)
          .set("prorows", function.kind() == Kind.SET_RETURNING ? 100 : 0)
          .set("provariadic", variadic ? parameters.get(parameters.size() - 1) : 0)
          .set("prokind", kind(function.kind()))
          .set("proisstrict", function.nulls().isStrict())
          .set("proretset", function.kind() == Kind.SET_RETURNING)
          .set("provolatile", volatility(function.volatility()))
          .set("proparallel", "s")
          .set("pronargs", parameters.size())
          .set("prorettype", Signatures.oid(function.result()))
          .set("proargtypes", parameters)
          .set("prosrc", function.name());
      if (function.result() instanceof Columns columns) {
        outputs(columns, parameters, rows);
      }
    }
  }

  private static void outputs(Columns columns, List<Long> parameters, RowWriter rows) {
    List<Long> types = new ArrayList<>(parameters);
    columns.types().stream().map(Signatures::oid).forEach(types::add);
    List<String> modes = new ArrayList<>(Collections.nCopies(parameters.size(), "i"));
    modes.addAll(Collections.nCopies(columns.names().size(), "o"));
    List<String> names = new ArrayList<>(Collections.nCopies(parameters.size(), ""));
    names.addAll(columns.names());
    rows.set("proallargtypes", types).set("proargmodes", modes).set("proargnames", names);
  }

  private static String kind(Kind kind) {
    return switch (kind) {
      case FUNCTION, SET_RETURNING, OPERATOR, CAST -> "f";
      case AGGREGATE -> "a";
      case WINDOW -> "w";
    };
  }

  private static String volatility(Volatility volatility) {
    return switch (volatility) {
      case IMMUTABLE -> "i";
      case STABLE -> "s";
      case VOLATILE -> "v";
    };
  }

  private static void aggregates(SystemContext context, RowWriter rows) {
    for (Listed listed : ofKinds(Kind.AGGREGATE)) {
      var direct = OrderedSetAggregates.directArguments(listed.function().name());
      rows.row()
          .set("aggfnoid", listed.oid())
          .set("aggkind", direct.isPresent() ? "o" : "n")
          .set("aggnumdirectargs", direct.orElse(0))
          .set("aggfinalmodify", "r")
          .set("aggmfinalmodify", "r");
    }
  }

  private static void operators(SystemContext context, RowWriter rows) {
    long namespace = new DatabaseObjects(context).systemSchemaOid();
    for (Listed listed : ofKinds(Kind.OPERATOR)) {
      SqlFunction operator = listed.function();
      List<ParameterType> parameters = operator.parameters();
      boolean prefix = parameters.size() == 1;
      rows.row()
          .set("oid", listed.oid())
          .set("oprname", operator.name())
          .set("oprnamespace", namespace)
          .set("oprowner", DatabaseObjects.OWNER_OID)
          .set("oprkind", prefix ? "l" : "b")
          .set("oprcanhash", operator.name().equals("="))
          .set("oprcanmerge", operator.name().equals("="))
          .set("oprleft", prefix ? 0 : Signatures.oid(parameters.get(0)))
          .set("oprright", Signatures.oid(parameters.get(parameters.size() - 1)))
          .set("oprresult", Signatures.oid(operator.result()));
    }
  }

  private static void casts(SystemContext context, RowWriter rows) {
    for (Listed listed : ofKinds(Kind.CAST)) {
      SqlFunction cast = listed.function();
      rows.row()
          .set("oid", listed.oid())
          .set("castsource", Signatures.oid(cast.parameters().get(0)))
          .set("casttarget", Signatures.oid(cast.result()))
          .set("castcontext", context(cast.context().orElse(CastContext.EXPLICIT)))
          .set("castmethod", "f");
    }
  }

  private static String context(CastContext context) {
    return switch (context) {
      case IMPLICIT -> "i";
      case ASSIGNMENT -> "a";
      case EXPLICIT -> "e";
    };
  }
}
