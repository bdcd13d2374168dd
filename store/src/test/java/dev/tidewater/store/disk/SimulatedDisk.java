package dev.tidewater.store.disk;

import dev.tidewater.testkit.disk.LossyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The lossy disk of the testkit as a disk of the store. */
public final class SimulatedDisk implements Disk {
  private final LossyDisk disk;

  public SimulatedDisk(LossyDisk disk) {
    this.disk = disk;
  }

  @Override
  public DiskOutput create(Path file) throws IOException {
    LossyDisk.OpenFile opened = disk.create(file);
    return new DiskOutput() {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        opened.write(bytes, offset, length);
      }

      @Override
      public void sync() throws IOException {
        opened.sync();
      }

      @Override
      public void close() {
        opened.close();
      }
    };
  }

  @Override
  public DiskInput open(Path file) throws IOException {
    LossyDisk.OpenFile opened = disk.open(file);
    return new DiskInput() {
      @Override
      public long size() throws IOException {
        return opened.size();
      }

      @Override
      public void read(long position, byte[] target, int offset, int length) throws IOException {
        opened.read(position, target, offset, length);
      }

      @Override
      public void close() {
        opened.close();
      }
    };
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public boolean delete(Path file) {
    return disk.delete(file);
  }

  @Override
  public void createDirectories(Path directory) {
    disk.createDirectories(directory);
  }

  @Override
  public void syncDirectory(Path directory) {
    disk.syncDirectory(directory);
  }

  @Override
  public List<Path> list(Path directory) {
    return disk.list(directory);
  }

  @Override
  public boolean isDirectory(Path path) {
    return disk.isDirectory(path);
  }
}
