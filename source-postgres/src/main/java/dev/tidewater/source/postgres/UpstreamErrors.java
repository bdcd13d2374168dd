package dev.tidewater.source.postgres;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what the upstream database or its driver complains about into an error of ours. */
final class UpstreamErrors {
  private UpstreamErrors() {}

  static TidewaterException translate(PostgresConnection connection, SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    TidewaterException translated =
        switch (state) {
          case "28P01" ->
              new TidewaterException(
                      ErrorCode.INVALID_PASSWORD,
                      "PostgreSQL at {host}:{port} refused the password of user {user}",
                      error)
                  .hint("Check USER and PASSWORD of the connection.");
          case "28000" ->
              new TidewaterException(
                      ErrorCode.INVALID_AUTHORIZATION_SPECIFICATION,
                      "PostgreSQL at {host}:{port} does not let user {user} in",
                      error)
                  .hint("Check USER and SSL MODE of the connection, and the server's pg_hba.conf.");
          case "3D000" ->
              new TidewaterException(
                  ErrorCode.INVALID_CATALOG_NAME,
                  "PostgreSQL at {host}:{port} has no database {database}",
                  error);
          case "42501" ->
              new TidewaterException(
                      ErrorCode.INSUFFICIENT_PRIVILEGE,
                      "PostgreSQL user {user} lacks a privilege",
                      error)
                  .hint(
                      "The user needs the REPLICATION attribute, and SELECT on every table of the"
                          + " publication.");
          case "55006" ->
              new TidewaterException(
                      ErrorCode.OBJECT_IN_USE, "the replication slot is in use", error)
                  .hint("It is free again once the other reader has gone.");
          case "08001", "08003", "08004", "08006", "57P01", "57P02", "57P03" ->
              new TidewaterException(
                      ErrorCode.CONNECTION_FAILURE,
                      "cannot reach PostgreSQL at {host}:{port}, or lost the connection to it",
                      error)
                  .hint("Check HOST, PORT and SSL MODE of the connection, and that it runs.");
          default ->
              new TidewaterException(
                  ErrorCode.EXTERNAL_SYSTEM, "PostgreSQL at {host}:{port} reports an error", error);
        };
    return translated
        .with("host", connection.host())
        .with("port", connection.port())
        .with("user", connection.user())
        .with("database", connection.database())
        .detail(detail(error));
  }

  private static String detail(SQLException error) {
    ServerErrorMessage server =
        error instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    String text = server == null ? error.getMessage() : server.getMessage();
    Throwable cause = error.getCause();
    if (server == null && cause != null && cause.getMessage() != null) {
      text = text + " (" + cause.getMessage() + ")";
    }
    return text == null ? error.getClass().getSimpleName() : text;
  }
}
