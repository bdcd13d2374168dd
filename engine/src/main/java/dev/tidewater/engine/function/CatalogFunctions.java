package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.BOOLEAN;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.NAME;
import static dev.tidewater.types.ScalarType.OID;
import static dev.tidewater.types.ScalarType.TEXT;

import dev.tidewater.engine.function.SessionFunctions.ObjectKind;
import dev.tidewater.types.SqlType;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Functions about objects of the catalog: what can be seen, how it is defined, comments. */
final class CatalogFunctions {
  private CatalogFunctions() {}

  static void declare(Declarations d) {
    visibility(d);
    definitions(d);
    comments(d);
  }

  private static void visibility(Declarations d) {
    for (String name :
        List.of("pg_table_is_visible", "pg_type_is_visible", "pg_function_is_visible")) {
      ObjectKind kind =
          switch (name) {
            case "pg_table_is_visible" -> ObjectKind.RELATION;
            case "pg_type_is_visible" -> ObjectKind.TYPE;
            default -> ObjectKind.FUNCTION;
          };
      d.function(name, "Whether the search path finds it by its bare name")
          .takes(OID)
          .gives(BOOLEAN)
          .orNull()
          .stable()
          .as(
              Rowwise.bound(
                  call ->
                      args -> isVisible(call.session(), kind, (Long) Rowwise.present(args[0]))));
    }
    for (String name :
        List.of(
            "pg_operator_is_visible",
            "pg_collation_is_visible",
            "pg_conversion_is_visible",
            "pg_opclass_is_visible",
            "pg_opfamily_is_visible",
            "pg_statistics_obj_is_visible",
            "pg_ts_config_is_visible",
            "pg_ts_dict_is_visible",
            "pg_ts_parser_is_visible",
            "pg_ts_template_is_visible")) {
      d.function(name, "Whether the search path finds it by its bare name")
          .takes(OID)
          .gives(BOOLEAN)
          .stable()
          .as(Rowwise.of((Long oid) -> true));
    }
  }

  private static @Nullable Boolean isVisible(SessionFunctions session, ObjectKind kind, long oid) {
    boolean builtIn =
        kind == ObjectKind.FUNCTION && FunctionOids.standard().function(oid).isPresent();
    return builtIn ? Boolean.TRUE : session.isVisible(kind, oid).orElse(null);
  }

  private static void definition(
      Declarations d,
      String name,
      String description,
      BiFunction<SessionFunctions, Long, Optional<String>> function,
      SqlType... types) {
    d.function(name, description)
        .takes(types)
        .gives(TEXT)
        .orNull()
        .stable()
        .as(
            Rowwise.bound(
                call ->
                    args ->
                        function
                            .apply(call.session(), (Long) Rowwise.present(args[0]))
                            .orElse(null)));
  }

  private static void definitions(Declarations d) {
    d.function("pg_get_userbyid", "The name of a user")
        .takes(OID)
        .gives(NAME)
        .stable()
        .as(
            Rowwise.bound(
                call ->
                    args -> {
                      long oid = (Long) Rowwise.present(args[0]);
                      return call.session().userName(oid).orElse("unknown (OID=" + oid + ")");
                    }));
    definition(
        d,
        "pg_get_indexdef",
        "The statement that makes an index",
        SessionFunctions::indexDefinition,
        OID);
    d.function("pg_get_indexdef", "A column of an index, or with 0 the statement that makes it")
        .takes(OID, INT4, BOOLEAN)
        .gives(TEXT)
        .orNull()
        .stable()
        .as(
            Rowwise.bound(
                call ->
                    args -> {
                      long oid = (Long) Rowwise.present(args[0]);
                      int column = (Integer) Rowwise.present(args[1]);
                      return (column == 0
                              ? call.session().indexDefinition(oid)
                              : call.session().indexColumn(oid, column))
                          .orElse(null);
                    }));
    definition(
        d,
        "pg_get_constraintdef",
        "The text of a constraint",
        SessionFunctions::constraintDefinition,
        OID);
    definition(
        d,
        "pg_get_constraintdef",
        "The text of a constraint",
        SessionFunctions::constraintDefinition,
        OID,
        BOOLEAN);
    definition(d, "pg_get_viewdef", "The query of a view", SessionFunctions::viewDefinition, OID);
    definition(
        d, "pg_get_viewdef", "The query of a view", SessionFunctions::viewDefinition, OID, BOOLEAN);
    // Expressions are kept as text in catalog relations, so printing one is giving it back.
    d.function("pg_get_expr", "The text of an expression")
        .takes(TEXT, OID)
        .gives(TEXT)
        .stable()
        .as(Rowwise.ofAll(args -> args[0]));
    d.function("pg_get_expr", "The text of an expression")
        .takes(TEXT, OID, BOOLEAN)
        .gives(TEXT)
        .stable()
        .as(Rowwise.ofAll(args -> args[0]));
    for (String name :
        List.of(
            "pg_get_functiondef",
            "pg_get_ruledef",
            "pg_get_triggerdef",
            "pg_get_statisticsobjdef",
            "pg_get_statisticsobjdef_columns",
            "pg_get_partkeydef",
            "pg_get_partition_constraintdef")) {
      definition(d, name, "Nothing of the kind is kept", (session, oid) -> Optional.empty(), OID);
    }
    for (String name : List.of("pg_get_function_arguments", "pg_get_function_identity_arguments")) {
      definition(d, name, "The parameters of a function", signature(Signatures::arguments), OID);
    }
    definition(
        d, "pg_get_function_result", "What a function gives", signature(Signatures::result), OID);
  }

  private static BiFunction<SessionFunctions, Long, Optional<String>> signature(
      Function<SqlFunction, String> text) {
    // The catalog is not there yet while it is being declared.
    return (session, oid) -> FunctionOids.standard().function(oid).map(text);
  }

  private static void comments(Declarations d) {
    for (String name : List.of("obj_description", "shobj_description")) {
      d.function(name, "The comment on an object of a catalog relation")
          .takes(OID, NAME)
          .gives(TEXT)
          .orNull()
          .stable()
          .as(Rowwise.bound(call -> args -> comment(call.session(), args)));
    }
    d.function("obj_description", "The comment on an object")
        .takes(OID)
        .gives(TEXT)
        .orNull()
        .stable()
        .as(comment(call -> 0));
    d.function("col_description", "The comment on a column")
        .takes(OID, INT4)
        .gives(TEXT)
        .orNull()
        .stable()
        .as(comment(args -> (Integer) Rowwise.present(args[1])));
  }

  /** Functions and operators are described by the catalog itself. */
  private static @Nullable String comment(SessionFunctions session, @Nullable Object[] args) {
    long oid = (Long) Rowwise.present(args[0]);
    String relation = (String) Rowwise.present(args[1]);
    Optional<String> described =
        relation.equals("pg_proc") || relation.equals("pg_operator")
            ? FunctionOids.standard().description(relation, oid)
            : Optional.empty();
    return described.or(() -> session.comment(oid, 0)).orElse(null);
  }

  private static Implementation comment(Function<@Nullable Object[], Integer> column) {
    return Rowwise.bound(
        call ->
            args ->
                call.session()
                    .comment((Long) Rowwise.present(args[0]), column.apply(args))
                    .orElse(null));
  }
}
