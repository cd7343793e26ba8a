package atelier.ingest.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceInGroupTest {

    private final PlaceInGroup place = new PlaceInGroup();

    @Test
    void isNotSettledWhileAJoinIsUnderWay() {
        assertThat(place.settled()).isFalse();
        place.asked();
        place.settled("a", 1);
        assertThat(place.settled()).isTrue();
        place.asked();
        assertThat(place.settled()).isFalse();
    }

    @Test
    void isUnbrokenForTheSameMemberOneGenerationLater() {
        place.settled("a", 7);

        assertThat(place.unbrokenUpTo("a", 7)).isTrue();
        assertThat(place.unbrokenUpTo("a", 8)).isTrue();
    }

    @Test
    void isBrokenWhenAGenerationWasMissedOrTheMemberIsANewOne() {
        assertThat(place.unbrokenUpTo("a", 1)).isFalse();
        place.settled("a", 7);

        assertThat(place.unbrokenUpTo("a", 9)).isFalse();
        assertThat(place.unbrokenUpTo("b", 8)).isFalse();
        assertThat(place.unbrokenUpTo("", -1)).isFalse();
    }
}
