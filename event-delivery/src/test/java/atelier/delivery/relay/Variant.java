package atelier.delivery.relay;

import atelier.delivery.kafka.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;

/** The relay as it is, the relay held still at a bad moment, and relays with one guard taken out. */
enum Variant {
    REAL {
        @Override
        RelayParts parts(Path paused) {
            return new RelayParts();
        }
    },
    /** As it is, but stands still in its first transaction that has events, before the commit. */
    PAUSES_BEFORE_COMMIT {
        @Override
        RelayParts parts(Path paused) {
            return new RelayParts() {
                @Override
                Publisher publisher(KafkaSettings kafka, String database, CursorTopic cursors) {
                    return new KafkaPublisher(kafka, "relay-" + database, cursors) {
                        private boolean withEvents;

                        @Override
                        public void publish(List<OutboxRow> rows, Cursor cursor) {
                            withEvents = !rows.isEmpty();
                            super.publish(rows, cursor);
                        }

                        @Override
                        void commit(KafkaProducer<byte[], byte[]> sending) {
                            sending.flush();
                            if (withEvents) {
                                pauseOnce(paused);
                            }
                            super.commit(sending);
                        }
                    };
                }
            };
        }
    },
    /** Every instance publishes, each under a transactional id of its own. */
    UNFENCED {
        @Override
        RelayParts parts(Path paused) {
            return new RelayParts() {
                @Override
                Lease lease(Connection session, Runnable onLoss) {
                    return new Lease(session, onLoss);
                }

                @Override
                Publisher publisher(KafkaSettings kafka, String database, CursorTopic cursors) {
                    return new KafkaPublisher(
                            kafka, "relay-" + database + ProcessHandle.current().pid(), cursors);
                }
            };
        }
    },
    /** The cursor follows in a transaction of its own; pauses between the two. */
    CURSOR_AFTERWARDS {
        @Override
        RelayParts parts(Path paused) {
            return new RelayParts() {
                @Override
                Publisher publisher(KafkaSettings kafka, String database, CursorTopic cursors) {
                    return new KafkaPublisher(kafka, "relay-" + database, cursors) {
                        @Override
                        public void publish(List<OutboxRow> rows, Cursor cursor) {
                            if (!rows.isEmpty()) {
                                transact(rows.stream().map(OutboxRow::message).toList());
                                pauseOnce(paused);
                            }
                            transact(List.of(cursors.record(cursor)));
                        }
                    };
                }
            };
        }
    },
    /** The cursor is the snapshot that was read up to. */
    UNCUT {
        @Override
        RelayParts parts(Path paused) {
            return new RelayParts() {
                @Override
                Snapshot reached(Snapshot seen, long highest, Snapshot delivered) {
                    return seen;
                }
            };
        }
    };

    private static final long PAUSE_NANOS = 3_000_000_000L;

    /** @param paused made when a variant pauses */
    abstract RelayParts parts(Path paused);

    private static void pauseOnce(Path paused) {
        try {
            if (!Files.exists(paused)) {
                Files.createFile(paused);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
