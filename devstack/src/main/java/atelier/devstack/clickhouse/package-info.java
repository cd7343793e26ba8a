/**
 * ClickHouse's own engine (libchdb, in this process) behind ClickHouse's HTTP interface, so that its clients need no change.
 *
 * <p>Invariant: the only room in the repository that touches native memory, and nothing above {@code ChdbSession} sees a
 * {@code MemorySegment}; every statement runs in a session of its own, so nothing a request does outlives it but its data.
 *
 * <p>The way of a request: {@link atelier.devstack.clickhouse.ClickHouseHttp} reads it ({@code HttpQuery}), keeps the
 * whole body back until its last byte has come ({@code Spool}: a cut-off INSERT writes nothing), tells an INSERT with
 * data from any other statement ({@code SqlText}), and runs it in a fresh {@code ChdbSession}.
 *
 * <p>The HTTP server is the JDK's: it needs no dependency, hands a broken body to its reader as an error, and a request
 * gets a platform thread, which the engine wants anyway (a foreign call pins a virtual thread). Its one limit met here:
 * a request line must be a valid URI, so {@code > " { }} in {@code ?query=} have to be percent-encoded.
 *
 * <p>Where it differs from a ClickHouse server:
 *
 * <ul>
 *   <li>Sessions ({@code session_id}), roles, users and quotas mean nothing: no temporary tables between requests, and
 *       {@code SET} or {@code USE} alone has no effect on the next request.
 *   <li>There is no {@code system.query_log} and no native protocol; {@code async_insert} inserts at once.
 *   <li>A client's query id is kept in the setting {@code log_comment}: {@code SELECT … FROM system.processes} and
 *       {@code KILL QUERY} are rewritten to it, the engine's own id is another.
 *   <li>A body is read to its end before the statement starts, so a cut-off INSERT writes nothing at all (a server may
 *       have written whole blocks), and one that is too big is refused with code 307.
 *   <li>{@code INSERT … SELECT … FROM input(…)} is refused with code 48: the engine would silently write nothing.
 *   <li>JSON, Pretty, Parquet and other formats with a frame, and results with totals, are put together in memory; the
 *       row formats (RowBinary…, Native, TSV…, CSV…, JSONEachRow…) are streamed.
 * </ul>
 */
@NullMarked
package atelier.devstack.clickhouse;

import org.jspecify.annotations.NullMarked;
