package atelier.ingest.lane;

import org.apache.kafka.clients.consumer.Consumer;

/** What a lane is made of; all of it lives and ends with the lane. */
record LaneParts(
        Consumer<byte[], byte[]> consumer,
        PlaceInGroup place,
        Membership membership,
        Arrivals arrivals,
        Gaps gaps,
        Unreadable unreadable,
        Lookout lookout,
        BatchWriter writer,
        Holdings holdings) {}
