package atelier.ingest.outbox;

import atelier.ingest.proof.Finding;
import atelier.ingest.proof.Finding.Kind;
import atelier.ingest.proof.KafkaReader;
import atelier.ingest.proof.KafkaRecords;
import atelier.ingest.proof.Observer;
import atelier.ingest.proof.Stretch;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Goes through the topics' records, notes which events are there, and tells which are there again or should not be. */
final class Sightings {

    private static final int RECORDS_PER_PROGRESS = 4096;

    private final Topics topics;
    private final Known known;
    private final Claims claims;
    private final Telling telling;
    private final Observer observer;

    Sightings(Topics topics, Known known, Claims claims, Telling telling, Observer observer) {
        this.topics = topics;
        this.known = known;
        this.claims = claims;
        this.telling = telling;
        this.observer = observer;
    }

    /** @param copies whether the topic also holds copies, of which nothing is said */
    void in(Stretch stretch, KafkaReader reader, boolean copies) {
        KafkaRecords records = reader.read(stretch, observer::stopping);
        long floor = -1;
        for (ConsumerRecord<byte[], byte[]> record = records.peek(); record != null; record = records.peek()) {
            if (records.floor() != floor) {
                floor = records.floor();
                topics.firstKept(stretch.partition(), record.timestamp());
            }
            look(record, copies);
            if (record.offset() % RECORDS_PER_PROGRESS == 0) {
                observer.progress(
                        claims.source() + "'s outbox in " + stretch.partition(),
                        record.offset() - stretch.from(),
                        stretch.size());
            }
            records.skip();
        }
    }

    private void look(ConsumerRecord<byte[], byte[]> record, boolean copies) {
        byte[] id = claims.id(record);
        if (id == null) {
            return;
        }
        long hash = Known.hash(record.topic(), id);
        if (!known.concerns(hash)) {
            return;
        }
        long times = known.seen(hash);
        if (times > 1 && !copies) {
            tell(Kind.EVENT_DOUBLED, record, " of " + claims.source() + " is there again");
        } else if (times == 0 && claims.mustBeKnown(record)) {
            tell(
                    Kind.EVENT_UNKNOWN,
                    record,
                    " says that it is from " + claims.source() + ", whose outbox does not have it");
        }
    }

    /** @param what of the event, after its name */
    private void tell(Kind kind, ConsumerRecord<byte[], byte[]> record, String what) {
        telling.found(new Finding(
                kind,
                record.topic(),
                record.partition(),
                record.offset(),
                record.offset(),
                1,
                record.timestamp(),
                claims.name(record) + what));
    }
}
