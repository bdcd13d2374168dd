package dev.tidewater.coordinator.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.store.DurableRegister;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimestampOracleTest {
  private final AtomicLong clock = new AtomicLong(1_000_000);
  private final Register register = new Register();

  /** A register that outlives the oracles of a test. */
  private static final class Register implements DurableRegister {
    private Versioned current = new Versioned(0, null);
    private int writes;
    private boolean diskFull;

    @Override
    public Versioned read() {
      return current;
    }

    @Override
    public boolean compareAndSet(long expectedVersion, byte[] value) {
      if (diskFull) {
        throw new TidewaterException(ErrorCode.DISK_FULL, "no space left");
      }
      if (current.version() != expectedVersion) {
        return false;
      }
      current = new Versioned(expectedVersion + 1, value);
      writes++;
      return true;
    }

    @Override
    public long increment() {
      throw new UnsupportedOperationException();
    }
  }

  private TimestampOracle start() {
    return new TimestampOracle(register, clock::get);
  }

  @Test
  void writesGetTimesThatGrowWhileTheClockStands() {
    TimestampOracle oracle = start();

    long first = oracle.nextWrite();
    long second = oracle.nextWrite();

    assertThat(second).isGreaterThan(first);
  }

  @Test
  void neverGoesBackWithTheClock() {
    TimestampOracle oracle = start();
    long before = oracle.nextWrite();

    clock.addAndGet(-500_000);

    assertThat(oracle.now()).isGreaterThanOrEqualTo(before);
    assertThat(oracle.nextWrite()).isGreaterThan(before);
  }

  @Test
  void aNewOracleStartsBeyondEveryTimeOfTheOldOne() {
    TimestampOracle old = start();
    long last = 0;
    for (int i = 0; i < 10_000; i++) {
      last = old.nextWrite();
    }
    old.markVisible(last);

    clock.addAndGet(-500_000);
    TimestampOracle fresh = start();

    assertThat(fresh.nextWrite()).isGreaterThan(last);
    assertThat(fresh.visible()).isGreaterThan(last);
  }

  @Test
  void readsAreNotBeforeWhatWasSeen() {
    TimestampOracle oracle = start();
    long write = oracle.nextWrite();

    oracle.markVisible(write);

    assertThat(oracle.visible()).isGreaterThanOrEqualTo(write);
  }

  @Test
  void readsGoOnWhileTheCeilingCannotBeWritten() {
    TimestampOracle oracle = start();
    long write = oracle.nextWrite();
    oracle.markVisible(write);
    clock.addAndGet(10 * TimestampOracle.RESERVE_MILLIS);
    register.diskFull = true;

    assertThatThrownBy(oracle::nextWrite).isInstanceOf(TidewaterException.class);
    oracle.markVisible(oracle.visible());

    assertThat(oracle.visible()).isEqualTo(write);
    register.diskFull = false;
    assertThat(oracle.nextWrite()).isEqualTo(clock.get());
  }

  @Test
  void reservesRarely() {
    TimestampOracle oracle = start();

    for (int i = 0; i < 100; i++) {
      clock.addAndGet(10);
      oracle.now();
    }

    assertThat(register.writes).isLessThan(5);
  }

  @Test
  void stopsWhenAnotherServerHasTakenOver() {
    TimestampOracle oracle = start();
    start();
    clock.addAndGet(10 * TimestampOracle.RESERVE_MILLIS);

    assertThatThrownBy(oracle::now)
        .isInstanceOfSatisfying(
            TidewaterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FENCED));
  }

  @Property(tries = 200)
  void timesGrowOverAnyRunOfClocksAndRestarts(
      @ForAll @Size(min = 1, max = 40)
          java.util.List<@IntRange(min = -5000, max = 5000) Integer> jumps) {
    Register durable = new Register();
    AtomicLong time = new AtomicLong(1_000_000);
    @Nullable TimestampOracle oracle = null;
    long last = 0;
    for (int jump : jumps) {
      time.addAndGet(jump);
      if (oracle == null || jump % 7 == 0) {
        oracle = new TimestampOracle(durable, time::get);
      }
      long next = oracle.nextWrite();
      assertThat(next).isGreaterThan(last);
      last = next;
    }
  }
}
