package atelier.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypeIdTest {
    @Test
    void isWrittenAsTheSpecificationShows() {
        TypeId id = new TypeId("prefix", UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));
        assertThat(id).hasToString("prefix_01h455vb4pex5vsknk084sn02q");
        assertThat(TypeId.parse("prefix", id.toString())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "order_",
                "order_01h455vb4pex5vsknk084sn02",
                "order_01h455vb4pex5vsknk084sn02qq",
                "order_81h455vb4pex5vsknk084sn02q",
                "order_01h455vb4pex5vsknk084sn0lq",
                "order_01H455VB4PEX5VSKNK084SN02Q",
                "orders01h455vb4pex5vsknk084sn02q",
                "design_1h455vb4pex5vsknk084sn02q"
            })
    void isNotReadFromAnythingElse(String text) {
        assertThat(TypeId.parse("order", text)).isEmpty();
    }

    @Test
    void refusesAPrefixThatTheSpecificationDoesNotAllow() {
        assertThatThrownBy(() -> TypeId.next("Order")).hasMessageContaining("'Order'");
    }

    @Test
    void carriesAVersion7UuidThatSortsByTime() {
        Instant time = Instant.parse("2026-11-20T10:15:30.123456Z");
        UUID id = Uuid7.at(time, -1L);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(time.toEpochMilli());
        assertThat(id.toString()).isLessThan(Uuid7.at(time.plusNanos(1_000), 0L).toString());
        assertThat(TypeId.next("order").uuid().version()).isEqualTo(7);
    }
}
