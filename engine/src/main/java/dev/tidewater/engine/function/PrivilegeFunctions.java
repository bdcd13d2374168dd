package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.BOOLEAN;
import static dev.tidewater.types.ScalarType.NAME;
import static dev.tidewater.types.ScalarType.OID;
import static dev.tidewater.types.ScalarType.TEXT;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code has_table_privilege} and its family: by name or oid, of the current user or another. */
final class PrivilegeFunctions {
  private static final List<String> KINDS =
      List.of(
          "table", "schema", "database", "function", "sequence", "type", "tablespace", "language");

  private PrivilegeFunctions() {}

  static void declare(Declarations d) {
    for (String kind : KINDS) {
      String name = "has_" + kind + "_privilege";
      for (ScalarType object : List.of(TEXT, OID)) {
        d.function(name, "Whether the current user has a privilege")
            .takes(object, TEXT)
            .gives(BOOLEAN)
            .stable()
            .as(Rowwise.bound(call -> args -> ofCurrentUser(call, kind, args)));
        for (ScalarType user : List.of(NAME, OID)) {
          d.function(name, "Whether a user has a privilege")
              .takes(user, object, TEXT)
              .gives(BOOLEAN)
              .stable()
              .as(Rowwise.bound(call -> args -> ofUser(call, kind, args)));
        }
      }
    }
    for (ScalarType role : List.of(NAME, OID)) {
      d.function("pg_has_role", "Whether the current user is a member of a role")
          .takes(role, TEXT)
          .gives(BOOLEAN)
          .stable()
          .as(Rowwise.bound(call -> args -> ofCurrentUser(call, "role", args)));
    }
  }

  private static Object ofCurrentUser(BoundCall call, String kind, @Nullable Object[] args) {
    return call.session()
        .hasPrivilege(
            Optional.empty(),
            kind,
            String.valueOf(Rowwise.present(args[0])),
            (String) Rowwise.present(args[1]));
  }

  private static Object ofUser(BoundCall call, String kind, @Nullable Object[] args) {
    Object user = Rowwise.present(args[0]);
    String name =
        user instanceof Long oid
            ? call.session()
                .userName(oid)
                .orElseThrow(
                    () ->
                        new TidewaterException(
                                ErrorCode.UNDEFINED_OBJECT, "role with OID {oid} does not exist")
                            .with("oid", oid))
            : (String) user;
    return call.session()
        .hasPrivilege(
            Optional.of(name),
            kind,
            String.valueOf(Rowwise.present(args[1])),
            (String) Rowwise.present(args[2]));
  }
}
