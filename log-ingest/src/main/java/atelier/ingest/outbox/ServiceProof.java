package atelier.ingest.outbox;

import atelier.ingest.proof.Finding;
import atelier.ingest.proof.Finding.Kind;
import atelier.ingest.proof.KafkaReader;
import atelier.ingest.proof.Landscape;
import atelier.ingest.proof.Observer;
import atelier.ingest.proof.OutboxTally;
import atelier.ingest.proof.Question;
import atelier.ingest.proof.Share;
import atelier.ingest.proof.Stretch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * One outbox beside its topics. First Kafka's ends, then the rows, then Kafka's records up to where it ends by then: so a
 * published row must be among the records, and a record below the first ends must be among the rows.
 */
final class ServiceProof {

    private final String url;
    private final ServiceOutbox outbox;
    private final Landscape kafka;
    private final KafkaReader reader;
    private final Set<Uuid> restored;
    private final Question question;
    private final Observer observer;
    private final int mostEvents;
    private final Telling telling;
    private final @Nullable Instant since;

    private long events;
    private long published;
    private long notJudged;

    /** @param restored topics that hold copies of records */
    ServiceProof(
            String url,
            ServiceOutbox outbox,
            Landscape kafka,
            KafkaReader reader,
            Set<Uuid> restored,
            Question question,
            Observer observer,
            int mostEvents) {
        this.url = url;
        this.outbox = outbox;
        this.kafka = kafka;
        this.reader = reader;
        this.restored = restored;
        this.question = question;
        this.observer = observer;
        this.mostEvents = mostEvents;
        this.telling = new Telling(observer);
        this.since = question.since() == null ? null : question.since().truncatedTo(ChronoUnit.MICROS);
    }

    /** @throws ServiceSilent if it does not tell what it has */
    OutboxTally run() {
        Queue<Share> shares = new ArrayDeque<>(List.of(Share.ALL));
        OutboxPage last;
        do {
            Known known = new Known(shares.remove(), mostEvents);
            last = pass(known);
            shares.addAll(known.leftOver());
        } while (!shares.isEmpty());
        telling.end(last.source());
        return new OutboxTally(
                url,
                last.source(),
                last.keptFrom(),
                events,
                published,
                telling.count(Kind.EVENT_LOST),
                telling.count(Kind.EVENT_DOUBLED),
                telling.count(Kind.EVENT_UNKNOWN),
                notJudged);
    }

    private OutboxPage pass(Known known) {
        Map<TopicPartition, Long> before = new HashMap<>();
        kafka.stretches(question.topics(), null).forEach(one -> before.put(one.partition(), one.end()));
        OutboxPage last = outbox.each(since, row -> {
            if (question.topics().isEmpty() || question.topics().contains(row.topic())) {
                known.add(row);
            }
        });
        Topics topics = Topics.settled(kafka, known.topics(), since, question.patience(), observer::stopping);
        Claims claims = new Claims(last.source(), later(last.keptFrom(), since), before);
        Sightings sightings = new Sightings(topics, known, claims, telling, observer);
        for (Stretch stretch : topics.stretches()) {
            sightings.in(stretch, reader, restored.contains(stretch.topicId()));
        }
        topics.read();
        events += known.listed();
        published += known.published();
        if (known.missing() > 0) {
            outbox.each(since, row -> {
                if (known.isMissing(row)) {
                    missing(row, topics, last.source());
                }
            });
        }
        return last;
    }

    private static Instant later(@Nullable Instant one, @Nullable Instant other) {
        Instant first = one == null ? Instant.MAX : one; // an empty outbox knows of nothing
        return other == null || first.isAfter(other) ? first : other;
    }

    private void missing(OutboxRow row, Topics topics, String source) {
        Stretch stretch = topics.stretchOf(row);
        if (stretch != null && topics.mayBeDropped(stretch, row)) {
            notJudged++;
            return;
        }
        String why = stretch == null
                ? "; there is no such topic"
                : topics.open(stretch) ? "; a transaction is open there, which may hide it" : "";
        telling.found(new Finding(
                Kind.EVENT_LOST,
                row.topic(),
                stretch == null ? -1 : stretch.partition().partition(),
                -1,
                -1,
                1,
                row.createdAt().toEpochMilli(),
                "event " + row.id() + ", number " + row.sequence() + " of " + row.aggregate() + ", was published by "
                        + source + " and is not there" + why));
    }
}
