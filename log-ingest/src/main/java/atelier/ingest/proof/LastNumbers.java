package atelier.ingest.proof;

import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** From a hash to a number, such as that of an aggregate's last event: 16 bytes for each and nothing beside, because there are millions. */
public final class LastNumbers {

    private static final int FIRST = 1 << 12;

    private final int most;
    private long[] hashes = new long[FIRST]; // 0 = free
    private long[] numbers = new long[FIRST];
    private int size;

    /** @param most after so many it is full, though it takes more */
    public LastNumbers(int most) {
        this.most = most;
    }

    /** Two of ten million aggregates share a hash once in three hundred thousand runs. Never 0. */
    public static long hash(byte @Nullable [] source, byte[] aggregate) {
        long hash = mixed(mixed(0xcbf29ce484222325L, source == null ? new byte[0] : source) + 1, aggregate);
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }

    /** FNV-1a. */
    private static long mixed(long start, byte[] bytes) {
        long hash = start;
        for (byte one : bytes) {
            hash = (hash ^ (one & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** 0 if there is none. */
    public long get(long hash) {
        return numbers[place(hash)];
    }

    public void put(long hash, long number) {
        int place = place(hash);
        if (hashes[place] == 0) {
            hashes[place] = hash;
            size++;
        }
        numbers[place] = number;
        if (size > hashes.length / 2) {
            rebuild(hashes.length * 2, _ -> true);
        }
    }

    /** How many of the numbers are such. */
    public long count(LongPredicate wanted) {
        long count = 0;
        for (int i = 0; i < hashes.length; i++) {
            if (hashes[i] != 0 && wanted.test(numbers[i])) {
                count++;
            }
        }
        return count;
    }

    public boolean full() {
        return size > most;
    }

    public void keep(LongPredicate wanted) {
        rebuild(hashes.length, wanted);
    }

    private void rebuild(int capacity, LongPredicate wanted) {
        long[] oldHashes = hashes;
        long[] oldNumbers = numbers;
        hashes = new long[capacity];
        numbers = new long[capacity];
        size = 0;
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0 && wanted.test(oldHashes[i])) {
                int place = place(oldHashes[i]);
                hashes[place] = oldHashes[i];
                numbers[place] = oldNumbers[i];
                size++;
            }
        }
    }

    private int place(long hash) {
        int place = (int) (hash >>> 32) & (hashes.length - 1); // the low bits choose the share
        while (hashes[place] != 0 && hashes[place] != hash) {
            place = (place + 1) & (hashes.length - 1);
        }
        return place;
    }
}
