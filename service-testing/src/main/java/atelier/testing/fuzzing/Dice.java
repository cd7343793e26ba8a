package atelier.testing.fuzzing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.random.RandomGenerator;

/** Every choice that is made at random. */
record Dice(RandomGenerator random) {
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both may be the answer. */
    int between(int least, int most) {
        return random.nextInt(least, Math.max(least, most) + 1);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    /** True once in so many times. */
    boolean oncePer(int times) {
        return random.nextInt(times) == 0;
    }

    byte[] bytes(int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    <T> T oneOf(List<T> all) {
        return all.get(below(all.size()));
    }

    JsonNode oneOf(JsonNode all) {
        return all.valueStream().skip(below(all.size())).findFirst().orElseThrow();
    }
}
