package dev.tidewater.coordinator.execute;

import dev.tidewater.host.local.CancellationToken;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the running statement should stop: asked for by the user, or because it has taken longer
 * than {@code statement_timeout}. Asked by the session's thread, told by any.
 */
final class Cancellation {
  private enum Reason {
    NONE("none"),
    USER("canceling statement due to user request"),
    TIMEOUT("canceling statement due to statement timeout");

    private final String message;

    Reason(String message) {
      this.message = message;
    }
  }

  private Reason reason = Reason.NONE;
  private boolean running;
  private @Nullable ScheduledFuture<?> timeout;
  private CancellationToken token = new CancellationToken();

  /** A statement begins on this thread. */
  synchronized void begin(ScheduledExecutorService timeouts, String statementTimeout) {
    end();
    reason = Reason.NONE;
    running = true;
    token = new CancellationToken();
    Duration limit = duration(statementTimeout);
    if (!limit.isZero()) {
      timeout =
          timeouts.schedule(() -> stop(Reason.TIMEOUT), limit.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** The statement has ended, its rows included. */
  synchronized void end() {
    running = false;
    if (timeout != null) {
      timeout.cancel(false);
      timeout = null;
    }
  }

  void cancel() {
    stop(Reason.USER);
  }

  private synchronized void stop(Reason why) {
    if (running && reason == Reason.NONE) {
      reason = why;
      token.cancel();
    }
  }

  /** The running statement goes on with a query that an earlier one began. */
  synchronized void resume(CancellationToken earlier) {
    if (token != earlier) {
      token = earlier;
      if (reason != Reason.NONE) {
        token.cancel();
      }
    }
    running = true;
  }

  /** For the query that the running statement runs. */
  synchronized CancellationToken token() {
    return token;
  }

  /** Throws if the statement should stop. */
  synchronized void check() {
    if (reason != Reason.NONE) {
      throw new TidewaterException(ErrorCode.QUERY_CANCELED, reason.message);
    }
  }

  private static Duration duration(String setting) {
    String number = setting.replaceAll("[^0-9]", "");
    String unit = setting.replaceAll("[0-9 ]", "");
    long value = number.isEmpty() ? 0 : Long.parseLong(number);
    return switch (unit) {
      case "us" -> Duration.ofNanos(value * 1000);
      case "s" -> Duration.ofSeconds(value);
      case "min" -> Duration.ofMinutes(value);
      case "h" -> Duration.ofHours(value);
      case "d" -> Duration.ofDays(value);
      default -> Duration.ofMillis(value);
    };
  }
}
