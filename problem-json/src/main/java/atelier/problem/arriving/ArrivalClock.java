package atelier.problem.arriving;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The clock of one connection, for its event loop: runs from a request's first byte, before they are decoded, to its last piece. */
final class ArrivalClock extends ChannelInboundHandlerAdapter {
    private static final String BODY =
            "{\"type\":\"urn:atelier:problem:request-timeout\",\"title\":\"Request Timeout\","
                    + "\"status\":408,\"detail\":\"The request took too long to arrive.\"}";

    /** Written past the codec: it has not seen a whole request that it could answer. */
    private static final String ANSWER = "HTTP/1.1 408 Request Timeout\r\nContent-Type: application/problem+json\r\n"
            + "Content-Length: " + BODY.length() + "\r\nConnection: close\r\n\r\n" + BODY;

    private final Duration limit;
    private @Nullable Future<?> running;

    ArrivalClock(Duration limit) {
        this.limit = limit;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (running == null) {
            running = context.executor().schedule(() -> end(context), limit.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    /** What stands behind the codec. */
    ChannelInboundHandler atEnd() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object piece) {
                if (piece instanceof LastHttpContent) {
                    stop();
                }
                context.fireChannelRead(piece);
            }
        };
    }

    private void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }

    private static void end(ChannelHandlerContext context) {
        context.writeAndFlush(Unpooled.copiedBuffer(ANSWER, StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
