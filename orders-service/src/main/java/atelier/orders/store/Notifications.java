package atelier.orders.store;

import atelier.events.NotificationEvent;
import java.sql.Connection;
import java.sql.SQLException;

/** What customers were told, by whichever service. */
public interface Notifications {

    /** Keeps a notification once; one that is no text for people (overlong, control characters) is passed over. */
    void add(Connection connection, NotificationEvent.Push push) throws SQLException;
}
