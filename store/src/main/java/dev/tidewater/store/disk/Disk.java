package dev.tidewater.store.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Files, with the durability that POSIX gives and no more: bytes of a file survive a crash once
 * {@link DiskOutput#sync} returned, and a name (made, renamed or deleted) once {@link
 * #syncDirectory} of its directory returned. Before that either may be lost, and an unsynced write
 * may be there in part.
 *
 * <p>Safe for use by many threads. A full disk is an {@link IOException}; {@link DiskErrors} gives
 * each its meaning.
 */
public interface Disk {
  /** Opens a new file for writing; an error if the name is taken. */
  DiskOutput create(Path file) throws IOException;

  /** Opens a file for reading; {@link java.nio.file.NoSuchFileException} if there is none. */
  DiskInput open(Path file) throws IOException;

  /** Renames atomically; replaces what has the new name. */
  void rename(Path from, Path to) throws IOException;

  /** True if there was such a file. */
  boolean delete(Path file) throws IOException;

  /** Makes a directory and those above it, durably; does nothing if it is there. */
  void createDirectories(Path directory) throws IOException;

  /** Makes the names in a directory durable. */
  void syncDirectory(Path directory) throws IOException;

  /** Names of files and directories directly below, in order; empty if there is no directory. */
  List<Path> list(Path directory) throws IOException;

  boolean isDirectory(Path path) throws IOException;
}
