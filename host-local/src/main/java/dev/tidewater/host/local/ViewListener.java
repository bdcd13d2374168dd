package dev.tidewater.host.local;

/** Told of changes of a view's status, on a thread of the cluster; must return soon. */
@FunctionalInterface
public interface ViewListener {
  void statusChanged(ViewStatus status);
}
