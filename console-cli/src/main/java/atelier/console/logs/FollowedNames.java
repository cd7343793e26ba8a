package atelier.console.logs;

import java.util.Iterator;
import java.util.List;

/** The tables that can be followed, for shell completion. */
final class FollowedNames implements Iterable<String> {

    static final List<String> ALL =
            List.of("kafka_logs", "application_logs", "audit_logs", "analytics_events", "sms_logs", "email_logs");

    @Override
    public Iterator<String> iterator() {
        return ALL.iterator();
    }
}
