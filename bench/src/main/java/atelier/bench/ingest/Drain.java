package atelier.bench.ingest;

import atelier.bench.measure.Usage;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/**
 * What it took to bring one backlog into a table; processor seconds are per million events.
 *
 * @param perSecond events, over the time until the last of them but for what only waited for a timer
 * @param serverCpu until the server had merged all that it wants to merge
 * @param peakMib the most resident memory of the client's process; 0 = none of its own
 * @param serverPeakMib of the server's process
 */
record Drain(
        double perSecond,
        double clientCpu,
        double serverCpu,
        double brokerCpu,
        long peakMib,
        long serverPeakMib,
        LogTable.Parts parts) {

    private static final long LOOK_NANOS = 20_000_000;
    private static final long LONGEST_SILENCE_NANOS = 60_000_000_000L;
    private static final double SECOND = 1e9;
    private static final double MILLION = 1e6;
    /** From this share on the best rate so far counts: the end of a backlog may wait for a full batch. */
    private static final double MOST = 0.8;

    double cpu() {
        return clientCpu + serverCpu;
    }

    /**
     * @param table what the way has made ready, with or without rows
     * @param ended called when all rows are there, before merges are waited for
     */
    static Drain of(Way way, LogTable table, Backlog backlog, Servers servers, AutoCloseable ended) throws Exception {
        long before = table.rows();
        Usage.forgetPeak(servers.clickHousePid());
        if (way.clientPid() != 0) {
            Usage.forgetPeak(way.clientPid());
        }
        double client = way.clientSeconds();
        double server = Usage.seconds(servers.clickHousePid());
        double broker = Usage.seconds(servers.kafkaPid());
        double rate = watch(way, table, before, backlog);
        client = way.clientSeconds() - client;
        broker = Usage.seconds(servers.kafkaPid()) - broker;
        long peak = way.clientPid() == 0 ? 0 : Usage.peakMib(way.clientPid());
        ended.close();
        table.settle();
        server = Usage.seconds(servers.clickHousePid()) - server;
        double millions = backlog.events() / MILLION;
        Drain drain = new Drain(
                rate,
                client / millions,
                server / millions,
                broker / millions,
                peak,
                Usage.peakMib(servers.clickHousePid()),
                table.parts());
        Progress.say(String.format(
                Locale.ROOT,
                "  %s: %.0f events/s, CPU %.2f + %.2f s per million, %s",
                way.name(),
                rate,
                drain.clientCpu,
                drain.serverCpu,
                drain.parts));
        return drain;
    }

    /** Events per second. */
    private static double watch(Way way, LogTable table, long before, Backlog backlog) throws Exception {
        backlog.release();
        long begin = System.nanoTime();
        CompletableFuture<Void> going = going(way);
        double best = 0;
        long rows = 0;
        long grew = begin;
        while (rows < backlog.events()) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (going.isCompletedExceptionally()) {
                going.join();
            }
            long now = table.rows() - before;
            long time = System.nanoTime();
            if (now > rows) {
                grew = time;
                rows = now;
                best = rows < MOST * backlog.events() ? 0 : Math.max(best, rows * SECOND / (time - begin));
            } else if (time - grew > LONGEST_SILENCE_NANOS) {
                throw new IllegalStateException(way.name() + " stands still at " + rows + " of " + backlog.events());
            }
        }
        going.join();
        return best;
    }

    private static CompletableFuture<Void> going(Way way) {
        return CompletableFuture.runAsync(() -> {
            try {
                way.go();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }
}
