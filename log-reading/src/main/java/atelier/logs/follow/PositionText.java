package atelier.logs.follow;

import atelier.logs.filter.BadFilter;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A position as a short text that a client keeps for us: a version, the floor, and for each topic its id and the offsets of
 * its partitions, all numbers in seven bits a byte, in base64url.
 */
final class PositionText {

    /** So that it fits into a header: some 1,700 partitions. */
    static final int LONGEST = 12_000;

    private static final int VERSION = 1;
    private static final long MOST_PARTITION = 0xffff_ffffL;
    private static final long MOST_OFFSET = 1L << 62;
    private static final long LATEST_FLOOR =
            Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

    private PositionText() {}

    static String of(NavigableMap<Partition, Long> offsets, Instant floor) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        number(floor.toEpochMilli(), out);
        Map<UUID, NavigableMap<Long, Long>> topics = offsets.entrySet().stream()
                .collect(Collectors.groupingBy(
                        last -> last.getKey().topic(),
                        TreeMap::new,
                        Collectors.toMap(
                                last -> last.getKey().number(),
                                Map.Entry::getValue,
                                (one, other) -> other,
                                TreeMap::new)));
        topics.forEach((topic, partitions) -> {
            ByteBuffer id = ByteBuffer.allocate(16).putLong(topic.getMostSignificantBits());
            out.writeBytes(id.putLong(topic.getLeastSignificantBits()).array());
            number(partitions.size(), out);
            partitions.forEach((partition, offset) -> {
                number(partition, out);
                number(offset + 1, out);
            });
        });
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    /** @throws BadFilter if it is not what {@link #of} wrote */
    static Position parse(String text) {
        try {
            if (text.length() <= LONGEST) {
                return read(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)));
            }
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            // Refused below, as what is too long is.
        }
        throw new BadFilter("cursor", "is not one that was given as id of an event");
    }

    private static Position read(ByteBuffer in) {
        if (in.get() != VERSION) {
            throw new IllegalArgumentException("another version");
        }
        Instant floor = Instant.ofEpochMilli(number(in, LATEST_FLOOR));
        NavigableMap<Partition, Long> offsets = new TreeMap<>();
        while (in.hasRemaining()) {
            UUID topic = new UUID(in.getLong(), in.getLong());
            long partitions = number(in, LONGEST);
            for (long i = 0; i < partitions; i++) {
                offsets.put(new Partition(topic, number(in, MOST_PARTITION)), number(in, MOST_OFFSET) - 1);
            }
        }
        return new Position(offsets, floor);
    }

    private static void number(long number, ByteArrayOutputStream out) {
        long left = number;
        while (left >= 0x80) {
            out.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    private static long number(ByteBuffer in, long most) {
        long number = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = in.get();
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                if (number > most) {
                    break;
                }
                return number;
            }
        }
        throw new IllegalArgumentException("too large");
    }
}
