package atelier.delivery.consuming;

import atelier.delivery.testing.Effects;
import atelier.delivery.testing.TestDatabase;

/** A consumer in a process of its own: database URL, brokers, topic, group. */
final class ConsumerProcess {
    private ConsumerProcess() {}

    public static void main(String[] args) throws InterruptedException {
        ConsumerLoop loop =
                ConsumerFixture.loop(TestDatabase.at(args[0]), args[1], args[2], args[3], Effects.handler());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(loop::close));
        loop.start();
        Thread.currentThread().join();
    }
}
