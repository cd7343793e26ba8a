package atelier.delivery.relay;

/** What a relay is doing. */
public enum RelayRole {
    /** Connecting, or trying again after something failed. */
    STARTING,
    /** Publishing. */
    ACTIVE,
    /** Another relay of this database publishes; ready to take over. */
    STANDBY,
    /** Not publishing until an operator has decided something. */
    REFUSED,
    /** Closed. */
    STOPPED
}
