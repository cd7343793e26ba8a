package atelier.devstack.clickhouse;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import atelier.devstack.clickhouse.ChdbSession.Bound;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A statement as the C functions take it: pointers and lengths, which the engine copies during the call. */
final class ChdbArguments {
    private ChdbArguments() {}

    /** @return what the function returns: a result or an insert stream */
    static MemorySegment pass(MethodHandle function, MemorySegment connection, Bound statement) {
        try (Arena arena = Arena.ofConfined()) {
            Text sql = Text.of(arena, statement.sql());
            Text format = Text.of(arena, statement.format());
            Texts names = Texts.of(arena, statement.parameters().keySet());
            Texts values = Texts.of(arena, statement.parameters().values());
            long count = statement.parameters().size();
            return ChdbNative.call(() -> (MemorySegment) function.invokeExact(
                    connection,
                    sql.bytes,
                    sql.length,
                    format.bytes,
                    format.length,
                    names.pointers,
                    names.lengths,
                    values.pointers,
                    values.lengths,
                    count));
        }
    }

    /** UTF-8, with a zero behind, because parts of the engine's parser look one byte ahead. */
    record Text(MemorySegment bytes, long length) {
        static Text of(SegmentAllocator arena, String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            MemorySegment segment = arena.allocate(utf8.length + 1L);
            MemorySegment.copy(MemorySegment.ofArray(utf8), 0, segment, 0, utf8.length);
            return new Text(segment, utf8.length);
        }
    }

    private record Texts(MemorySegment pointers, MemorySegment lengths) {
        static Texts of(SegmentAllocator arena, Collection<String> texts) {
            List<String> ordered = new ArrayList<>(texts);
            MemorySegment pointers = arena.allocate(ADDRESS, ordered.size() + 1L);
            MemorySegment lengths = arena.allocate(JAVA_LONG, ordered.size() + 1L);
            for (int i = 0; i < ordered.size(); i++) {
                Text text = Text.of(arena, ordered.get(i));
                pointers.setAtIndex(ADDRESS, i, text.bytes);
                lengths.setAtIndex(JAVA_LONG, i, text.length);
            }
            return new Texts(pointers, lengths);
        }
    }
}
