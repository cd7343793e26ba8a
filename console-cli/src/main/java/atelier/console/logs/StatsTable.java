package atelier.console.logs;

import atelier.console.session.Session;
import atelier.console.text.Column;
import atelier.console.text.Grid;
import atelier.console.text.Grid.Cell;
import atelier.console.text.Size;
import atelier.console.text.Style;
import atelier.console.text.Visible;
import atelier.logs.stats.By;
import atelier.logs.stats.Stat;
import atelier.logs.stats.Stats;
import atelier.logs.time.Stamp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** Counts for people: bars, and for minutes a line of small columns that is as wide as the screen. */
record StatsTable(Stats stats, Session session, ZoneId zone) {

    private static final int BAR_COLUMNS = 20;
    private static final long MINUTE_SECONDS = 60;

    void print() {
        if (stats.stats().isEmpty()) {
            return;
        }
        if (stats.by() == By.MINUTE) {
            spark();
        } else {
            grid();
        }
    }

    private void grid() {
        Grid grid = new Grid(
                session.screen(),
                Column.left(stats.by().word().toUpperCase(Locale.ROOT), 8),
                Column.right("RECORDS"),
                Column.right("PER SECOND"),
                Column.right("SIZE"),
                Column.right("ERRORS"),
                Column.left("", BAR_COLUMNS));
        long largest = stats.stats().stream().mapToLong(Stat::records).max().orElse(0);
        for (Stat stat : stats.stats()) {
            grid.row(
                    Cell.of(stat.label().size() == 0 ? "(none)" : Visible.line(stat.label())),
                    Cell.of(Long.toString(stat.records())),
                    Cell.of(brief(stats.perSecond(stat))),
                    Cell.of(Size.of(stat.bytes())),
                    errors(stat.failed() + stat.invalid(), stat.errorPercent()),
                    new Cell(Bars.bar(stat.records(), largest, BAR_COLUMNS), Style.CYAN));
        }
        grid.lines().forEach(session.out()::line);
        session.out()
                .line(Style.DIM.on(
                        stats.records() + " records in " + Stamp.span(Duration.between(stats.from(), stats.to()))
                                + ", from " + Stamp.full(stats.from(), zone),
                        session.screen()));
    }

    private static Cell errors(long errors, double percent) {
        return errors == 0 ? new Cell("-", Style.DIM) : new Cell(brief(percent) + " %", Style.RED);
    }

    private void spark() {
        long minutes = Math.max(
                1, (Duration.between(stats.from(), stats.to()).toSeconds() + MINUTE_SECONDS - 1) / MINUTE_SECONDS);
        int columns = (int) Math.min(minutes, session.screen().width());
        long perColumn = (minutes + columns - 1) / columns;
        long[] records = new long[(int) ((minutes + perColumn - 1) / perColumn)];
        long[] errors = new long[records.length];
        long most = 0;
        for (Stat stat : stats.stats()) {
            long minute = Duration.between(stats.from(), Stats.minute(stat)).toSeconds() / MINUTE_SECONDS;
            int at = (int) Math.clamp(minute / perColumn, 0, records.length - 1L);
            records[at] += stat.records();
            errors[at] += stat.failed() + stat.invalid();
            most = Math.max(most, stat.records());
        }
        session.out().line(Style.CYAN.on(Bars.spark(records), session.screen()));
        long wrong = stats.stats().stream()
                .mapToLong(stat -> stat.failed() + stat.invalid())
                .sum();
        if (wrong > 0) {
            session.out().line(Style.RED.on(Bars.spark(errors), session.screen()));
        }
        session.out().line(Style.DIM.on(axis(stats.from(), stats.to(), records.length), session.screen()));
        long all = stats.stats().stream().mapToLong(Stat::records).sum();
        session.out()
                .line(all + " records, " + wrong + " errors; most in a minute " + most + "; a column is "
                        + (perColumn == 1 ? "a minute" : perColumn + " minutes"));
    }

    private String axis(Instant from, Instant to, int width) {
        String left = Stamp.brief(from, zone);
        String right = Stamp.brief(to, zone);
        return left + " ".repeat(Math.max(2, width - left.length() - right.length())) + right;
    }

    /** Three digits that matter are enough for eyes. */
    private static String brief(double number) {
        int digits = number >= 100 ? 0 : number >= 1 ? 1 : 3;
        return BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }
}
