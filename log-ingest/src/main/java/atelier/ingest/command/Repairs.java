package atelier.ingest.command;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.proof.Unanswered;
import atelier.ingest.repair.Backfill;
import atelier.ingest.repair.Bound;
import atelier.ingest.repair.Restore;
import atelier.ingest.schema.Migrations;
import java.io.PrintStream;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** {@code logs:backfill} and {@code logs:restore}. */
public final class Repairs {

    private static final Set<String> BACKFILL = Set.of(
            "topic", "partition", "from-offset", "from-time", "to-offset", "to-time", "dry-run", "rate", "format");
    private static final Set<String> RESTORE = Set.of(
            "topic",
            "to-topic",
            "from-offset",
            "from-time",
            "to-offset",
            "to-time",
            "dry-run",
            "force",
            "again",
            "rate",
            "format");

    private final String brokers;
    private final ClickHouse clickHouse;
    private final BooleanSupplier stopping;

    public Repairs(String brokers, ClickHouse clickHouse, BooleanSupplier stopping) {
        this.brokers = brokers;
        this.clickHouse = clickHouse;
        this.stopping = stopping;
    }

    public void backfill(Told told, PrintStream out, PrintStream err) {
        told.onlyKnows(BACKFILL);
        Backfill.Wish wish = new Backfill.Wish(
                topic(told, "topic"),
                (int) told.number("partition", -1),
                bound(told, "from"),
                bound(told, "to"),
                told.flag("dry-run"),
                told.number("rate", 0));
        prepare(wish.dryRun());
        WorkReport report =
                new WorkReport(out, err, "logs:backfill", wish.dryRun() ? "MISSING" : "INSERTED", told, stopping);
        try {
            new Backfill(brokers, clickHouse, report).run(wish);
        } finally {
            report.end();
        }
    }

    public void restore(Told told, PrintStream out, PrintStream err) {
        told.onlyKnows(RESTORE);
        Restore.Wish wish = new Restore.Wish(
                topic(told, "topic"),
                topic(told, "to-topic"),
                bound(told, "from"),
                bound(told, "to"),
                told.flag("dry-run"),
                told.flag("force"),
                told.flag("again"),
                told.number("rate", 0));
        prepare(wish.dryRun());
        WorkReport report =
                new WorkReport(out, err, "logs:restore", wish.dryRun() ? "TO WRITE" : "WRITTEN", told, stopping);
        try {
            new Restore(brokers, clickHouse, report).run(wish);
        } finally {
            report.end();
        }
    }

    /** What is done is put on record, so there must be a table for it; a dry run changes nothing. */
    private void prepare(boolean dryRun) {
        if (dryRun) {
            return;
        }
        try {
            new Migrations().apply(clickHouse);
        } catch (ClickHouseFailure e) {
            throw Unanswered.because("ClickHouse: " + e.getMessage());
        } catch (Migrations.SchemaMismatch e) {
            throw Unanswered.because(String.valueOf(e.getMessage()));
        }
    }

    private static String topic(Told told, String name) {
        return told.last(name).orElseThrow(() -> Unanswered.noSuch("--" + name + " is needed"));
    }

    private static Bound bound(Told told, String end) {
        long offset = told.number(end + "-offset", -1);
        return offset >= 0
                ? new Bound(offset, null)
                : told.moment(end + "-time").map(time -> new Bound(null, time)).orElse(Bound.OPEN);
    }
}
