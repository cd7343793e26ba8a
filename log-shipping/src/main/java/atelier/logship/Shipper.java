package atelier.logship;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes lines from the buffer to Kafka, on a thread of its own, until the buffer is closed. */
final class Shipper implements Runnable {

    /** Of the thread, and of the client that it uses. */
    static final String NAME = "log-shipping";

    private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Buffer buffer;
    private final LogTopic topic;
    private final Duration before;
    private final AtomicLong shipped = new AtomicLong();
    private Duration pause = FIRST_PAUSE;
    private boolean waiting;

    /** @param before how long the first lines wait: a service that starts has better things to do than to connect for them */
    Shipper(Buffer buffer, LogTopic topic, Duration before) {
        this.buffer = buffer;
        this.topic = topic;
        this.before = before;
    }

    @Override
    public void run() {
        try (topic) {
            buffer.pause(before);
            boolean goOn = true;
            while (goOn) {
                boolean last = buffer.isClosing();
                List<byte[]> lines = buffer.next();
                goOn = !lines.isEmpty() && (ship(lines) || !last);
            }
        } catch (InterruptedException e) {
            // The end, and no time left; whoever closes says how many lines that costs.
        }
    }

    /** False if Kafka has none of them, after a pause if there is time. */
    private boolean ship(List<byte[]> lines) throws InterruptedException {
        try {
            Sent sent = topic.send(lines);
            buffer.release(sent.settled(), sent.refused());
            shipped.addAndGet(sent.settled() - sent.refused());
            if (waiting) {
                LOG.info("Log lines are shipped again");
            }
            waiting = false;
            pause = FIRST_PAUSE;
            return true;
        } catch (Unshipped e) {
            if (!waiting) {
                LOG.warn("Log lines wait to be shipped: {}", e.getMessage());
            }
            waiting = true;
            buffer.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            return false;
        }
    }

    /** Lines that Kafka has. */
    long shipped() {
        return shipped.get();
    }
}
