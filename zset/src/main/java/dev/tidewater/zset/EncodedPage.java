package dev.tidewater.zset;

/**
 * Where a page of an encoded batch lies and what it begins with.
 *
 * @param offset of its first byte, from the start of the encoded batch
 * @param length bytes stored
 * @param rawLength bytes before compression; equal to {@code length} if it is not compressed
 * @param updates how many it holds
 * @param checksum CRC32C of the stored bytes
 * @param head the first row
 */
public record EncodedPage(
    long offset, int length, int rawLength, int updates, int checksum, byte[] head) {}
