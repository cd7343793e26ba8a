package atelier.orders.store;

import atelier.events.NotificationEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What customers were told, by whichever service. */
public interface Notifications {

    /** Whether it is text for people: not overlong, of a calendar, without characters that cannot be kept. */
    boolean keeps(NotificationEvent.Push push);

    /** Keeps, in one statement, those of the notifications that it {@link #keeps}; of several with one id the first. */
    void add(Connection connection, List<NotificationEvent.Push> pushes) throws SQLException;
}
