package atelier.ingest.typed;

import java.util.UUID;

/**
 * Someone wants something done with dead letters of a table.
 *
 * @param retry judged again; else discarded
 */
record DeadLetterRequest(UUID id, boolean retry) {}
