package atelier.delivery.relay;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.kafka.KafkaServer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.ResponseHeader;

/** Appends to a transaction behind its coordinator's back, as producers could before brokers asked the coordinator. */
final class UnverifiedProduce {
    private static final short VERSION = ProduceRequest.LAST_STABLE_VERSION_BEFORE_TRANSACTION_V2;

    private UnverifiedProduce() {}

    static void allow(KafkaServer kafka) throws Exception {
        ConfigResource brokers = new ConfigResource(ConfigResource.Type.BROKER, "");
        AlterConfigOp off = new AlterConfigOp(
                new ConfigEntry("transaction.partition.verification.enable", "false"), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(brokers, List.of(off))).all().get();
        }
    }

    static void send(
            KafkaServer kafka,
            String transactionalId,
            ProducerRecord<byte[], byte[]> record,
            int partition,
            long producer,
            short epoch)
            throws IOException {
        MemoryRecords records = MemoryRecords.withTransactionalRecords(
                Compression.NONE,
                producer,
                epoch,
                0,
                new SimpleRecord(
                        System.currentTimeMillis(),
                        record.key(),
                        record.value(),
                        record.headers().toArray()));
        TopicProduceDataCollection topics = new TopicProduceDataCollection();
        topics.add(new TopicProduceData()
                .setName(record.topic())
                .setPartitionData(
                        List.of(new PartitionProduceData().setIndex(partition).setRecords(records))));
        ProduceRequest request = ProduceRequest.builder(new ProduceRequestData()
                        .setTransactionalId(transactionalId)
                        .setAcks((short) -1)
                        .setTimeoutMs(5_000)
                        .setTopicData(topics))
                .build(VERSION);
        ByteBuffer bytes = request.serializeWithHeader(new RequestHeader(ApiKeys.PRODUCE, VERSION, "test", 1));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), kafka.port())) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(bytes.remaining());
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            ByteBuffer answer = ByteBuffer.wrap(in.readNBytes(in.readInt()));
            ResponseHeader.parse(answer, ApiKeys.PRODUCE.responseHeaderVersion(VERSION));
            assertThat(ProduceResponse.parse(new ByteBufferAccessor(answer), VERSION)
                            .errorCounts()
                            .keySet())
                    .as("append to " + record.topic() + "-" + partition)
                    .containsExactly(Errors.NONE);
        }
    }
}
