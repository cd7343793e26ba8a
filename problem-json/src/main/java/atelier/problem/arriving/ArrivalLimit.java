package atelier.problem.arriving;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.value.PropertyResolver;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Puts a clock on every connection: REQUEST_SECONDS. The server's own limits start anew with each byte. */
@Singleton
final class ArrivalLimit implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private static final int MOST_SECONDS = 3600;

    private final Duration limit;

    ArrivalLimit(PropertyResolver properties) {
        String seconds = properties.getProperty("request.seconds", String.class).orElse("30");
        if (!seconds.matches("[0-9]{1,4}")
                || Integer.parseInt(seconds) < 1
                || Integer.parseInt(seconds) > MOST_SECONDS) {
            throw new ConfigurationException("REQUEST_SECONDS is '" + seconds + "'; allowed: 1 to " + MOST_SECONDS);
        }
        this.limit = Duration.ofSeconds(Integer.parseInt(seconds));
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new OnListener());
        return event.getBean();
    }

    private final class OnListener implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new OnConnection(channel.pipeline()) : this;
        }
    }

    private final class OnConnection implements NettyServerCustomizer {
        private final ChannelPipeline pipeline;

        OnConnection(ChannelPipeline pipeline) {
            this.pipeline = pipeline;
        }

        @Override
        public void onStreamPipelineBuilt() {
            String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
            if (pipeline.get(codec) != null) {
                ArrivalClock clock = new ArrivalClock(limit);
                pipeline.addBefore(codec, "arrival-begin", clock);
                pipeline.addAfter(codec, "arrival-end", clock.atEnd());
            }
        }
    }
}
