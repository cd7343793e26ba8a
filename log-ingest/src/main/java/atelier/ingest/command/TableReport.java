package atelier.ingest.command;

import atelier.ingest.proof.Finding;
import atelier.ingest.proof.OutboxTally;
import atelier.ingest.proof.Tally;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A line for each topic, then a paragraph for each finding, then the verdict. */
final class TableReport extends Report {

    private static final String[] TITLES = {
        "PARTITIONS", "RECORDS", "ROWS", "MISSING", "BEHIND", "DOUBLED", "ALTERED", "NOT IN KAFKA", "DROPPED BY AGE"
    };

    private final PrintStream out;
    private final boolean content;
    private final Map<String, long[]> topics = new LinkedHashMap<>();
    private final List<OutboxTally> outboxes = new ArrayList<>();
    private final List<String> paragraphs = new ArrayList<>();

    TableReport(PrintStream out, boolean content) {
        this.out = out;
        this.content = content;
    }

    @Override
    void write(Finding finding) {
        String since = moment(finding.since());
        String place = finding.place().isEmpty() ? "" : "  " + finding.place();
        String advice = "    " + finding.advice();
        // Below the last of those that it is for.
        if (!paragraphs.isEmpty() && paragraphs.getLast().equals(advice)) {
            paragraphs.removeLast();
        }
        paragraphs.add(
                finding.kind().words() + place + ": " + finding.what() + (since.isEmpty() ? "" : "; since " + since));
        paragraphs.add(advice);
    }

    @Override
    void write(Tally tally) {
        long[] sums = topics.computeIfAbsent(tally.topic(), _ -> new long[TITLES.length]);
        long[] more = {
            1,
            tally.records(),
            tally.rows(),
            tally.missing(),
            tally.behind(),
            tally.doubled(),
            tally.altered(),
            tally.extra(),
            tally.expired()
        };
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
    }

    @Override
    void write(OutboxTally tally) {
        outboxes.add(tally);
    }

    @Override
    void end() {
        int width = topics.keySet().stream().mapToInt(String::length).max().orElse(0);
        width = Math.max(width, "TOPIC".length());
        boolean[] shown = new boolean[TITLES.length];
        for (int i = 0; i < TITLES.length; i++) {
            int column = i;
            // The last two are rare.
            shown[i] =
                    (i < 7 && (i != 6 || content)) || topics.values().stream().anyMatch(sums -> sums[column] > 0);
        }
        StringBuilder head = new StringBuilder(padded("TOPIC", width));
        for (int i = 0; i < TITLES.length; i++) {
            head.append(shown[i] ? "  " + TITLES[i] : "");
        }
        out.println(head);
        for (Map.Entry<String, long[]> topic : topics.entrySet()) {
            StringBuilder line = new StringBuilder(padded(topic.getKey(), width));
            for (int i = 0; i < TITLES.length; i++) {
                String number = Long.toString(topic.getValue()[i]);
                line.append(
                        shown[i] ? "  " + " ".repeat(Math.max(0, TITLES[i].length() - number.length())) + number : "");
            }
            out.println(line);
        }
        outboxes();
        out.println();
        paragraphs.forEach(out::println);
        out.println(verdict());
    }

    private void outboxes() {
        int width =
                outboxes.stream().mapToInt(outbox -> outbox.source().length()).reduce("OUTBOX".length(), Math::max);
        if (!outboxes.isEmpty()) {
            out.println();
            out.println(padded("OUTBOX", width) + "  KEPT FROM                 PUBLISHED   IN KAFKA  NOT IN KAFKA"
                    + "  DOUBLED  NOT IN OUTBOX  NOT JUDGED");
        }
        for (OutboxTally outbox : outboxes) {
            String keptFrom =
                    outbox.keptFrom() == null ? "-" : moment(outbox.keptFrom().toEpochMilli());
            out.println(padded(outbox.source(), width)
                    + String.format(
                            Locale.ROOT,
                            "  %-24s  %9d  %9d  %12d  %7d  %13d  %10d",
                            keptFrom,
                            outbox.published(),
                            outbox.inKafka(),
                            outbox.lost(),
                            outbox.doubled(),
                            outbox.unknown(),
                            outbox.notJudged()));
        }
    }

    private String verdict() {
        if (findings() > 0) {
            return findings() == 1 ? "1 finding" : findings() + " findings";
        }
        return "complete: each of " + records() + " records in " + partitions() + " partitions has its one row"
                + (content ? ", byte for byte" : "")
                + outboxes.stream()
                        .map(outbox -> "; each of " + outbox.inKafka() + " published events of " + outbox.source()
                                + " is in its topic once")
                        .collect(Collectors.joining());
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
