package atelier.bench;

import java.io.IOException;
import java.sql.SQLException;

/** One customer with one connection; for one thread. */
interface OrderClient extends AutoCloseable {

    /** Places an order of two lines; answers its id when it is committed. */
    String place() throws IOException, SQLException;

    @Override
    void close() throws IOException, SQLException;

    /** Opens clients of one kind. */
    interface Kind {
        OrderClient open() throws IOException, SQLException;
    }
}
