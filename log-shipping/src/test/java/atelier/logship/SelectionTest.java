package atelier.logship;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {

    @ParameterizedTest
    @CsvSource({
        "debug, shop,                          DEBUG, main,                                           true",
        "debug, shop,                          TRACE, main,                                           false",
        "warn,  shop,                          INFO,  main,                                           false",
        "warn,  shop,                          ERROR, main,                                           true",
        "trace, org.apache.kafka.clients.Some, ERROR, main,                                           false",
        "trace, org.apache.kafkaesque,         TRACE, main,                                           true",
        "trace, atelier.logship.Shipper,       ERROR, main,                                           false",
        "trace, shop,                          ERROR, log-shipping,                                   false",
        "trace, shop,                          ERROR, kafka-producer-network-thread | log-shipping,   false",
        "trace, shop,                          INFO,  kafka-producer-network-thread | relay,          true",
        "trace, atelier.ingest.lane.Lane,      INFO,  ingest-lane,                                    false",
        "trace, atelier.ingest.lane.Lane,      WARN,  ingest-lane,                                    true",
        "trace, atelier.ingest,                INFO,  ingest-lane,                                    false",
        "trace, atelier.ingestion,             INFO,  main,                                           true"
    })
    void takesLinesOfTheLevelButNoneThatComesOfShipping(
            String least, String logger, String level, String thread, boolean taken) {
        Selection selection = new Selection(Level.toLevel(least), List.of("atelier.ingest"));

        assertThat(selection.takes(Events.event(logger, Level.toLevel(level), thread, "x")))
                .isEqualTo(taken);
    }
}
