package atelier.devstack.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The same for each of a few, at once. */
final class Together {
    private Together() {}

    static <T> void each(List<T> all, Consumer<T> action) {
        List<Thread> threads = new ArrayList<>();
        for (T one : all) {
            threads.add(Thread.ofPlatform().start(() -> action.accept(one)));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
