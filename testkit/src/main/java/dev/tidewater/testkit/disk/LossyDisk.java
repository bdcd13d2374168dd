package dev.tidewater.testkit.disk;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files in memory with exactly the durability that POSIX promises. At a crash each file keeps what
 * was synced and some part of what was written since, the end of which may be zeros instead; each
 * name that was made, renamed or deleted since its directory was last synced has either happened or
 * not. Can be full, and can be told to lie about syncs, to prove that a test would notice.
 *
 * <p>Open files know where they were opened; {@link #openFiles} lists those that were not closed.
 * One thread. Deterministic for a seed.
 */
public final class LossyDisk {
  /** The largest part of a write that may be lost inside bytes that are otherwise there. */
  private static final int SECTOR_BYTES = 512;

  private final Power power;
  private final Random random;
  private final SortedMap<Path, Inode> names = new TreeMap<>();
  private final SortedMap<Path, Inode> durableNames = new TreeMap<>();
  private final List<NameChange> unsyncedNames = new ArrayList<>();
  private final Set<Path> directories = new LinkedHashSet<>();
  private final Set<OpenFile> openFiles = new LinkedHashSet<>();
  private long capacityBytes = Long.MAX_VALUE;
  private boolean liesAboutSyncs;
  private boolean liesAboutDirectorySyncs;
  private Runnable beforeOperation = () -> {};

  /** What a file holds, under whatever name. */
  private static final class Inode {
    private byte[] bytes = new byte[0];
    private int length;
    private int syncedLength;

    void append(byte[] source, int offset, int count) {
      if (length + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
      }
      System.arraycopy(source, offset, bytes, length, count);
      length += count;
    }
  }

  /** Names that change together: null is a name that goes. */
  private record NameChange(Path directory, SortedMap<Path, Inode> set, Set<Path> removed) {}

  public LossyDisk(Power power, Random random) {
    this.power = power;
    this.random = random;
  }

  /** Bytes of all files together beyond which writes fail. */
  public void limitTo(long bytes) {
    capacityBytes = bytes;
  }

  public void unlimited() {
    capacityBytes = Long.MAX_VALUE;
  }

  /** From now on a file's sync does nothing. */
  public void lieAboutSyncs() {
    liesAboutSyncs = true;
  }

  /** From now on a directory's sync does nothing. */
  public void lieAboutDirectorySyncs() {
    liesAboutDirectorySyncs = true;
  }

  /** Something to run before each operation: another thread of the simulated process, say. */
  public void beforeOperation(Runnable work) {
    beforeOperation = work;
  }

  private void operation() {
    beforeOperation.run();
    power.use();
  }

  /** Forgets what a crash forgets. The power must be restored before the disk is used again. */
  public void crash() {
    for (NameChange change : unsyncedNames) {
      if (random.nextBoolean()) {
        applyTo(durableNames, change);
      }
    }
    unsyncedNames.clear();
    names.clear();
    names.putAll(durableNames);
    for (Inode inode : new LinkedHashSet<>(names.values())) {
      tear(inode);
    }
    openFiles.clear();
  }

  private void tear(Inode inode) {
    int unsynced = inode.length - inode.syncedLength;
    if (unsynced == 0) {
      return;
    }
    int kept = random.nextInt(unsynced + 1);
    inode.length = inode.syncedLength + kept;
    if (kept > 0 && random.nextBoolean()) {
      int zeros = 1 + random.nextInt(Math.min(kept, SECTOR_BYTES));
      Arrays.fill(inode.bytes, inode.length - zeros, inode.length, (byte) 0);
    }
    inode.syncedLength = inode.length;
  }

  private static void applyTo(SortedMap<Path, Inode> target, NameChange change) {
    target.keySet().removeAll(change.removed());
    target.putAll(change.set());
  }

  private void change(Path directory, SortedMap<Path, Inode> set, Set<Path> removed) {
    NameChange change = new NameChange(directory, set, removed);
    applyTo(names, change);
    unsyncedNames.add(change);
  }

  public OpenFile create(Path file) throws IOException {
    operation();
    if (names.containsKey(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    if (!directories.contains(parent(file))) {
      throw new FileNotFoundException(parent(file) + " is no directory");
    }
    Inode inode = new Inode();
    change(parent(file), new TreeMap<>(Collections.singletonMap(file, inode)), Set.of());
    return opened(file, inode);
  }

  public OpenFile open(Path file) throws IOException {
    operation();
    return opened(file, existing(file));
  }

  private OpenFile opened(Path file, Inode inode) {
    OpenFile opened = new OpenFile(file, inode, new Throwable("opened here"));
    openFiles.add(opened);
    return opened;
  }

  private Inode existing(Path file) throws IOException {
    Inode inode = names.get(file);
    if (inode == null) {
      throw new NoSuchFileException(file.toString());
    }
    return inode;
  }

  public void rename(Path from, Path to) throws IOException {
    operation();
    Inode inode = existing(from);
    if (!parent(from).equals(parent(to))) {
      throw new IOException("this disk renames within a directory only");
    }
    change(
        parent(to),
        new TreeMap<>(Collections.singletonMap(to, inode)),
        Collections.singleton(from));
  }

  public boolean delete(Path file) {
    operation();
    boolean existed = names.containsKey(file);
    if (existed) {
      change(parent(file), new TreeMap<>(), Collections.singleton(file));
    }
    return existed;
  }

  /** Directories are durable at once: their loss is not what this disk is for. */
  public void createDirectories(Path directory) {
    operation();
    for (Path path = directory; path != null; path = path.getParent()) {
      directories.add(path);
    }
  }

  public void syncDirectory(Path directory) {
    operation();
    if (liesAboutDirectorySyncs) {
      return;
    }
    for (NameChange change : List.copyOf(unsyncedNames)) {
      if (change.directory().equals(directory)) {
        applyTo(durableNames, change);
        unsyncedNames.remove(change);
      }
    }
  }

  public List<Path> list(Path directory) {
    operation();
    List<Path> found = new ArrayList<>();
    for (Path known : directories) {
      if (directory.equals(known.getParent())) {
        found.add(known);
      }
    }
    for (Path file : names.keySet()) {
      if (directory.equals(file.getParent())) {
        found.add(file);
      }
    }
    Collections.sort(found);
    return found;
  }

  public boolean isDirectory(Path path) {
    operation();
    return directories.contains(path);
  }

  /** All files, without counting as an operation. */
  public Set<Path> files() {
    return Collections.unmodifiableSet(names.keySet());
  }

  /** Changes one byte of a file, as a bad disk does. */
  public void corrupt(Path file, int position) throws IOException {
    existing(file).bytes[position] ^= 0x40;
  }

  public int sizeBytes(Path file) throws IOException {
    return existing(file).length;
  }

  /** Where the files were opened that are still open. */
  public List<Throwable> openFiles() {
    return openFiles.stream().map(file -> file.openedAt).toList();
  }

  private long usedBytes() {
    return names.values().stream().mapToLong(inode -> inode.length).sum();
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("not below a directory: " + file);
    }
    return parent;
  }

  /** A file open for appending and reading. */
  public final class OpenFile implements AutoCloseable {
    private final Path file;
    private final Inode inode;
    private final Throwable openedAt;

    private OpenFile(Path file, Inode inode, Throwable openedAt) {
      this.file = file;
      this.inode = inode;
      this.openedAt = openedAt;
    }

    /** Appends; a full disk takes a part of it. */
    public void write(byte[] bytes, int offset, int length) throws IOException {
      operation();
      checkOpen();
      long room = Math.max(0, capacityBytes - usedBytes());
      if (length > room) {
        inode.append(bytes, offset, (int) room);
        throw new IOException(file + ": No space left on device");
      }
      inode.append(bytes, offset, length);
    }

    public void sync() throws IOException {
      operation();
      checkOpen();
      if (!liesAboutSyncs) {
        inode.syncedLength = inode.length;
      }
    }

    public long size() throws IOException {
      checkOpen();
      return inode.length;
    }

    public void read(long position, byte[] target, int offset, int length) throws IOException {
      operation();
      checkOpen();
      if (position < 0 || position + length > inode.length) {
        throw new EOFException(file + " ends at " + inode.length);
      }
      System.arraycopy(inode.bytes, (int) position, target, offset, length);
    }

    private void checkOpen() throws IOException {
      if (!openFiles.contains(this)) {
        throw new IOException(file + " is closed");
      }
    }

    @Override
    public void close() {
      openFiles.remove(this);
    }
  }
}
