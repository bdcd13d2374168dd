package dev.tidewater.benchmarks.sink;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * How much heap a process used, seen at each garbage collection: before it, garbage included, which
 * is the peak; and after it, which is about what was needed. Plain Java: it is also compiled for
 * Flink. Safe for many threads.
 */
public final class HeapWatch {
  private static final Set<String> HEAP_POOLS =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toSet());

  private final AtomicLong peakBytes = new AtomicLong();
  private final AtomicLong peakLiveBytes = new AtomicLong();

  private HeapWatch() {}

  /** Watches from now on, as long as the process lives. */
  public static HeapWatch start() {
    HeapWatch watch = new HeapWatch();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, handback) -> watch.collected(notification), null, null);
    }
    return watch;
  }

  private void collected(Notification notification) {
    GcInfo info =
        GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
            .getGcInfo();
    peakBytes.accumulateAndGet(heapBytes(info.getMemoryUsageBeforeGc()), Math::max);
    peakLiveBytes.accumulateAndGet(heapBytes(info.getMemoryUsageAfterGc()), Math::max);
  }

  private static long heapBytes(Map<String, MemoryUsage> pools) {
    return pools.entrySet().stream()
        .filter(pool -> HEAP_POOLS.contains(pool.getKey()))
        .mapToLong(pool -> pool.getValue().getUsed())
        .sum();
  }

  /** Forgets what was seen. */
  public void reset() {
    peakBytes.set(0);
    peakLiveBytes.set(0);
  }

  public long peakMebibytes() {
    return peakBytes.get() >> 20;
  }

  /** Just after a collection, so still with what that one did not collect: an upper bound. */
  public long peakLiveMebibytes() {
    return peakLiveBytes.get() >> 20;
  }
}
