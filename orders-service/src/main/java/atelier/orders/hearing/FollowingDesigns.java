package atelier.orders.hearing;

import atelier.delivery.consuming.ReceivedRecord;
import atelier.delivery.outbox.Tx;
import atelier.events.Envelope;
import atelier.orders.holding.SettlingHolds;
import atelier.orders.order.DesignId;
import atelier.orders.order.DesignStatus;
import atelier.orders.order.Reason;
import atelier.orders.store.KnownDesigns;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps this service's copy of a design's status, and settles the orders that waited for it. */
@Singleton
final class FollowingDesigns {
    private static final Logger LOG = LoggerFactory.getLogger(FollowingDesigns.class);

    private final KnownDesigns designs;
    private final SettlingHolds settling;

    FollowingDesigns(KnownDesigns designs, SettlingHolds settling) {
        this.designs = designs;
        this.settling = settling;
    }

    /** Before the first of several designs is followed: without it two that are followed in another order than an order names them could wait for each other. */
    void reserve(Tx tx, List<String> designIds) throws SQLException {
        designs.reserve(
                tx.connection(),
                designIds.stream()
                        .flatMap(id -> DesignId.parse(id).stream())
                        .distinct()
                        .toList());
    }

    void follow(Tx tx, String designId, String word, @Nullable String why, ReceivedRecord record) throws SQLException {
        Optional<DesignId> id = DesignId.parse(designId);
        Optional<DesignStatus> status = DesignStatus.of(word).filter(named -> named != DesignStatus.UNKNOWN);
        if (id.isEmpty() || status.isEmpty()) {
            LOG.warn("passed over {}: its design or status is none that can be", record.coordinates());
            return;
        }
        // First the design, then the orders: an order that is being placed either sees this status or is found here.
        if (designs.apply(tx.connection(), id.get(), status.get(), sequence(record))) {
            settle(tx, id.get(), status.get(), why, record);
            LOG.info("design {} is {}", id.get(), status.get().word());
        } else {
            LOG.info("passed over {}: a newer status of {} is known", record.coordinates(), id.get());
        }
    }

    private void settle(Tx tx, DesignId design, DesignStatus status, @Nullable String why, ReceivedRecord record)
            throws SQLException {
        Reason reason = new Reason(design + " is " + status.word() + (why == null || why.isBlank() ? "" : ": " + why));
        switch (status.verdict()) {
            case ORDERABLE -> settling.approved(tx, design, reason, record.cause());
            case REFUSED -> settling.refused(tx, design, reason, record.cause());
            case UNDECIDED -> {}
        }
    }

    /** Events of ours are numbered; others may not be. */
    private static long sequence(ReceivedRecord record) {
        Envelope envelope = record.received().envelope();
        Long sequence = envelope == null ? null : envelope.sequence();
        return sequence == null ? 0 : Math.max(0, sequence);
    }
}
