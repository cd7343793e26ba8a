package atelier.events;

/**
 * Something that happened, said to other services.
 *
 * <p>One family per topic; the records of a family are listed in it, so that a {@code switch} over a family is checked for completeness by the compiler.
 */
public sealed interface Event permits CallerEvent, DesignEvent, NotificationEvent, OrderEvent {

    /** The CloudEvents type, for example {@code order.created}. */
    String type();

    /** The topic's default name; what it is really called is a setting of the publishing service. */
    String topic();

    /** The id of the aggregate that it happened to: the record's key, so that one aggregate's events stay in order. */
    String aggregateId();
}
