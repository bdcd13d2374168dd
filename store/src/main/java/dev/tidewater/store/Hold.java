package dev.tidewater.store;

/**
 * Keeps a collection's since from passing a time. A durable hold outlives the process and is found
 * again by its holder's name; it only moves forward.
 */
public interface Hold extends AutoCloseable {
  CollectionId collection();

  String holder();

  long time();

  /** Moves forward; durable for a durable hold once this returns. Going back is an error. */
  void advanceTo(long time);

  /** Gives the hold up for good. */
  void release();

  /** Lets go of this handle; a durable hold stays, a volatile one is released. */
  @Override
  void close();
}
