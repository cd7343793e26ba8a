package atelier.logship;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/** Puts into the buffer what is logged, on the thread that logs it. Stays with the root logger when the log is configured anew. */
final class ShippingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> implements LoggerContextListener {
    private final Selection selection;
    private final LineWriter writer;
    private final Buffer buffer;

    ShippingAppender(Selection selection, LineWriter writer, Buffer buffer) {
        this.selection = selection;
        this.writer = writer;
        this.buffer = buffer;
    }

    void attachTo(LoggerContext log) {
        setContext(log);
        setName(Shipper.NAME);
        start();
        log.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(this);
        log.addListener(this);
    }

    void detachFrom(LoggerContext log) {
        log.removeListener(this);
        log.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
        stop();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (selection.takes(event)) {
            buffer.offer(writer.line(event), Selection.isGrave(event));
        }
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    @Override
    public void onReset(LoggerContext log) {
        start();
        log.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(this);
    }

    @Override
    public void onStart(LoggerContext log) {}

    @Override
    public void onStop(LoggerContext log) {}

    @Override
    public void onLevelChange(Logger logger, Level level) {}
}
