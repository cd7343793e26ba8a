package atelier.ingest.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.ingest.proof.Finding;
import atelier.ingest.proof.Observer;
import atelier.ingest.proof.OutboxTally;
import atelier.ingest.proof.Question;
import atelier.ingest.proof.Tally;
import atelier.ingest.schema.Migrations;
import atelier.ingest.trial.Sender;
import atelier.ingest.trial.Trial;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The outbox of a real service beside real topics: faults that are planted are found, each by its name, and nothing is found where nothing is wrong. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutboxProofTest {

    private static final int DESIGNS = 25;
    private static Trial trial;
    private static DesignsService service;
    private static String topic;

    @BeforeAll
    static void begin() throws Exception {
        trial = new Trial("outbox");
        new Migrations().apply(trial.clickHouse());
        service = new DesignsService(trial);
        topic = trial.group() + ".designs";
        for (int i = 0; i < DESIGNS; i++) {
            service.design(i);
        }
        service.awaitPublished();
    }

    @AfterAll
    static void end() throws Exception {
        service.close();
        trial.close();
    }

    @Test
    @Order(1)
    void findsNothingWhereNothingIsWrongHoweverFewFitIntoMemory() {
        for (int most : new int[] {1000, 4}) {
            Heard heard = ask(Set.of(), null, most);
            assertThat(heard.told).as("with room for " + most).isEmpty();
            assertThat(List.of(heard.tally.events(), heard.tally.published(), heard.tally.inKafka()))
                    .containsOnly((long) DESIGNS);
            assertThat(heard.tally.source()).isEqualTo("designs-service");
            assertThat(heard.tally.keptFrom()).isBetween(Instant.now().minusSeconds(600), Instant.now());
        }
        assertThat(ask(Set.of(), Instant.now().plusSeconds(1), 1000).tally.events())
                .as("later ones")
                .isZero();
    }

    @Test
    @Order(2)
    void doesNotJudgeWhatKafkaMayHaveDropped() throws Exception {
        String brief = trial.topic("brief", 1);
        try (Sender sender = new Sender(trial)) {
            for (int i = 0; i < 3; i++) {
                sender.add(new ProducerRecord<>(brief, 0, bytes("k"), bytes("{}")));
            }
            sender.flush();
        }
        String old = "((now() at time zone 'UTC')::date - 1)::timestamp at time zone 'UTC'";
        service.publishedRow("00000000-0000-7000-8000-000000000001", brief, "planted_old", old);
        service.publishedRow("00000000-0000-7000-8000-000000000002", brief, "planted", "now() + interval '2 h'");
        String lost = "EVENT_LOST brief 0/-1: event 00000000-0000-7000-8000-00000000000%d, number 1 of %s,"
                + " was published by designs-service and is not there";

        assertThat(ask(Set.of(brief), null, 1000).told)
                .as("as long as the beginning is there")
                .containsExactlyInAnyOrder(lost.formatted(1, "planted_old"), lost.formatted(2, "planted"));
        trial.admin()
                .deleteRecords(Map.of(new TopicPartition(brief, 0), RecordsToDelete.beforeOffset(1)))
                .all()
                .get();
        Heard heard = ask(Set.of(brief), null, 1000);
        assertThat(heard.told).containsExactly(lost.formatted(2, "planted"));
        assertThat(heard.tally.notJudged()).isEqualTo(1);
        service.sql("delete from outbox where aggregate_id like 'planted%'");
    }

    @Test
    @Order(3)
    void findsALossADoubleAndAnEventOfNobody() throws Exception {
        service.publishedRow("00000000-0000-7000-8000-000000000003", topic, "planted", "now()");
        service.publishedRow("00000000-0000-7000-8000-000000000004", trial.group() + ".none", "planted", "now()");
        String known = service.id();
        UUID unknown = UUID.randomUUID();
        try (Sender sender = new Sender(trial)) {
            sender.add(said(known, "designs-service", Instant.now()));
            sender.add(said(unknown.toString(), "designs-service", Instant.now()));
            sender.add(said(UUID.randomUUID().toString(), "somebody-else", Instant.now()));
            sender.add(said(
                    UUID.randomUUID().toString(),
                    "designs-service",
                    Instant.now().minusSeconds(86_400)));
            sender.flush();
        }
        for (int most : new int[] {1000, 4}) {
            Heard heard = ask(Set.of(), null, most);
            assertThat(heard.told.stream().map(line -> line.replaceFirst(" \\d/-?\\d+:", ":")))
                    .as("with room for " + most)
                    .containsExactlyInAnyOrder(
                            "EVENT_LOST designs: event 00000000-0000-7000-8000-000000000003, number 1 of planted,"
                                    + " was published by designs-service and is not there",
                            "EVENT_LOST none -1/-1: event 00000000-0000-7000-8000-000000000004, number 1 of planted,"
                                    + " was published by designs-service and is not there; there is no such topic",
                            "EVENT_DOUBLED designs: event " + known + " of designs-service is there again",
                            "EVENT_UNKNOWN designs: event " + unknown
                                    + " says that it is from designs-service, whose outbox does not have it");
            assertThat(List.of(
                            heard.tally.published(),
                            heard.tally.inKafka(),
                            heard.tally.lost(),
                            heard.tally.doubled(),
                            heard.tally.unknown()))
                    .containsExactly(DESIGNS + 2L, (long) DESIGNS, 2L, 1L, 1L);
        }
    }

    @Test
    @Order(4)
    void saysWhoCouldNotBeAskedAndAsksTheOthers() {
        Heard heard = new Heard();
        new OutboxProof(trial.brokers(), trial.clickHouse(), 1000)
                .answer(
                        new Question(Set.of(), null, false, Duration.ZERO),
                        List.of(
                                "http://127.0.0.1:1",
                                "http://127.0.0.1:" + trial.clickHouseServer().port(),
                                service.url()),
                        heard);
        assertThat(heard.told)
                .contains(
                        "SERVICE_SILENT  -1/-1: nothing answers at http://127.0.0.1:1, so nothing is proven of its outbox",
                        "SERVICE_SILENT  -1/-1: http://127.0.0.1:"
                                + trial.clickHouseServer().port()
                                + "/api/outbox answered 404, so nothing is proven of its outbox");
        assertThat(heard.tally.url()).isEqualTo(service.url());
    }

    private static ProducerRecord<byte[], byte[]> said(String id, String source, Instant at) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes("planted"), bytes("{}"));
        record.headers().add("ce_id", bytes(id));
        record.headers().add("ce_source", bytes(source));
        record.headers().add("ce_time", bytes(at.toString()));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Heard ask(Set<String> topics, @Nullable Instant since, int mostEvents) {
        Heard heard = new Heard();
        Question question = new Question(topics, since, false, Duration.ofSeconds(30));
        new OutboxProof(trial.brokers(), trial.clickHouse(), mostEvents)
                .answer(question, List.of(service.url()), heard);
        return heard;
    }

    /** Each finding as {@code KIND topic partition/offset: words}, topics by their short names. */
    private static final class Heard implements Observer {
        private final List<String> told = new ArrayList<>();
        private OutboxTally tally = new OutboxTally("", "", null, 0, 0, 0, 0, 0, 0);

        @Override
        public void found(Finding finding) {
            told.add(finding.kind() + " " + finding.topic().replace(trial.group() + ".", "") + " " + finding.partition()
                    + "/" + finding.from() + ": " + finding.what());
        }

        @Override
        public void compared(Tally other) {
            throw new AssertionError("no partition was asked for: " + other.topic());
        }

        @Override
        public void compared(OutboxTally done) {
            tally = done;
        }

        @Override
        public void progress(String where, long done, long all) {}
    }
}
