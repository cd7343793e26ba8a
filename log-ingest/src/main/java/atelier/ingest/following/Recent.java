package atelier.ingest.following;

import java.util.List;

/**
 * The last rows of a table, as many as there is room for. A reader keeps the number of the row that it wants next, so that
 * readers cost no room. Guarded by its table.
 */
final class Recent {

    /** A row, as it is sent, and the wishes that it passes. */
    static final class Entry {

        private final Sent.Row row;
        private final List<Wish> wishes;
        /** Of the row among those that passed each of the wishes. */
        private final long[] numbers;

        Entry(Sent.Row row, List<Wish> wishes) {
            this.row = row;
            this.wishes = wishes;
            this.numbers = new long[wishes.size()];
        }

        Sent.Row row() {
            return row;
        }

        private void pass() {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = wishes.get(i).pass();
            }
        }

        private void forget() {
            for (int i = 0; i < numbers.length; i++) {
                wishes.get(i).forget(numbers[i]);
            }
        }

        /** 0 if it did not pass. */
        long numberFor(Wish wish) {
            for (int i = 0; i < numbers.length; i++) {
                if (wishes.get(i) == wish) {
                    return numbers[i];
                }
            }
            return 0;
        }

        /** What it takes, nearly; references and numbers included. */
        long bytes() {
            return row.bytes() + 16L * numbers.length;
        }
    }

    private final Entry[] ring;
    private final long room;
    private long first;
    private long end;
    private long bytes;

    /** @param room in bytes */
    Recent(int rows, long room) {
        this.ring = new Entry[rows];
        this.room = room;
    }

    void add(Entry entry) {
        while (end > first && (end - first == ring.length || bytes + entry.bytes() > room)) {
            Entry oldest = at(first++);
            bytes -= oldest.bytes();
            oldest.forget();
        }
        entry.pass();
        ring[(int) (end++ % ring.length)] = entry;
        bytes += entry.bytes();
    }

    Entry at(long number) {
        return ring[(int) (number % ring.length)];
    }

    /** The oldest that is kept. */
    long first() {
        return first;
    }

    /** The next that will come. */
    long end() {
        return end;
    }
}
