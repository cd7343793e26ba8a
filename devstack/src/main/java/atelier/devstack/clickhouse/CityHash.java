package atelier.devstack.clickhouse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** CityHash128 of Google's CityHash 1.0.2, the checksum of ClickHouse's compressed blocks (later versions differ). */
final class CityHash {
    private static final long K0 = 0xc3a5c85c97cb3127L;
    private static final long K1 = 0xb492b66fbe98f273L;
    private static final long K2 = 0x9ae16a3b2f90404fL;
    private static final long K3 = 0xc949d7c7509e6557L;
    private static final long MUL = 0x9ddfea08eb382d69L;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private CityHash() {}

    /** 128 bits, the low half first. */
    record Hash(long low, long high) {}

    static Hash hash128(byte[] s, int from, int length) {
        if (length >= 16) {
            return seeded(s, from + 16, length - 16, long64(s, from) ^ K3, long64(s, from + 8));
        }
        if (length >= 8) {
            return seeded(s, from, 0, long64(s, from) ^ (length * K0), long64(s, from + length - 8) ^ K1);
        }
        return seeded(s, from, length, K0, K1);
    }

    private static Hash seeded(byte[] s, int from, int length, long low, long high) {
        return length < 128 ? murmur(s, from, length, low, high) : new Rounds(low, high, length).hash(s, from, length);
    }

    /** The 56 bytes of state of the long form: x, y, z and two pairs. */
    private static final class Rounds {
        private long x;
        private long y;
        private long z;
        private Hash v;
        private Hash w;

        Rounds(long low, long high, int length) {
            x = low;
            y = high;
            z = length * K1;
            v = new Hash(0, 0);
            w = v;
        }

        Hash hash(byte[] s, int from, int length) {
            long first = rotate(y ^ K1, 49) * K1 + long64(s, from);
            v = new Hash(first, rotate(first, 42) * K1 + long64(s, from + 8));
            w = new Hash(rotate(y + z, 35) * K1 + x, rotate(x + long64(s, from + 88), 53) * K1);
            int at = from;
            int left = length;
            for (; left >= 128; left -= 128) {
                round(s, at);
                round(s, at + 64);
                at += 128;
            }
            y += rotate(w.low, 37) * K0 + z;
            x += rotate(v.low + z, 49) * K0;
            for (int done = 32; done < left + 32; done += 32) {
                tail(s, at + left - done);
            }
            x = hash16(x, v.low);
            y = hash16(y, w.low);
            return new Hash(hash16(x + v.high, w.high) + y, hash16(x + w.high, y + v.high));
        }

        private void round(byte[] s, int at) {
            x = rotate(x + y + v.low + long64(s, at + 16), 37) * K1;
            y = rotate(y + v.high + long64(s, at + 48), 42) * K1;
            x ^= w.high;
            y ^= v.low;
            z = rotate(z ^ w.low, 33);
            v = weak32(s, at, v.high * K1, x + w.low);
            w = weak32(s, at + 32, z + w.high, y);
            long swapped = z;
            z = x;
            x = swapped;
        }

        private void tail(byte[] s, int at) {
            y = rotate(y - x, 42) * K0 + v.high;
            long low = w.low + long64(s, at + 16);
            x = rotate(x, 49) * K0 + low;
            w = new Hash(low + v.low, w.high);
            v = weak32(s, at, v.low, v.high);
        }
    }

    private static Hash murmur(byte[] s, int from, int length, long low, long high) {
        long a = low;
        long b = high;
        long c;
        long d;
        if (length <= 16) {
            a = mix(a * K1) * K1;
            c = b * K1 + upTo16(s, from, length);
            d = mix(a + (length >= 8 ? long64(s, from) : c));
        } else {
            c = hash16(long64(s, from + length - 8) + K1, a);
            d = hash16(b + length, c + long64(s, from + length - 16));
            a += d;
            int at = from;
            for (int left = length - 16; left > 0; left -= 16) {
                a = (a ^ mix(long64(s, at) * K1) * K1) * K1;
                b ^= a;
                c = (c ^ mix(long64(s, at + 8) * K1) * K1) * K1;
                d ^= c;
                at += 16;
            }
        }
        a = hash16(a, c);
        b = hash16(d, b);
        return new Hash(a ^ b, hash16(b, a));
    }

    private static long upTo16(byte[] s, int from, int length) {
        if (length > 8) {
            long b = long64(s, from + length - 8);
            return hash16(long64(s, from), rotate(b + length, length)) ^ b;
        }
        if (length >= 4) {
            return hash16(length + (int32(s, from) << 3), int32(s, from + length - 4));
        }
        if (length > 0) {
            int y = (s[from] & 0xff) + ((s[from + (length >> 1)] & 0xff) << 8);
            int z = length + ((s[from + length - 1] & 0xff) << 2);
            return mix(y * K2 ^ z * K3) * K2;
        }
        return K2;
    }

    private static Hash weak32(byte[] s, int at, long seedA, long seedB) {
        long a = seedA + long64(s, at);
        long last = long64(s, at + 24);
        long b = rotate(seedB + a + last, 21);
        long c = a;
        a += long64(s, at + 8) + long64(s, at + 16);
        b += rotate(a, 44);
        return new Hash(a + last, b + c);
    }

    private static long hash16(long u, long v) {
        long a = mix((u ^ v) * MUL);
        return mix((v ^ a) * MUL) * MUL;
    }

    private static long mix(long value) {
        return value ^ (value >>> 47);
    }

    private static long rotate(long value, int bits) {
        return Long.rotateRight(value, bits);
    }

    private static long long64(byte[] s, int at) {
        return (long) LONG.get(s, at);
    }

    private static long int32(byte[] s, int at) {
        return (int) INT.get(s, at) & 0xffffffffL;
    }
}
