package atelier.devstack.run;

/** What a part is; the order is the order of stopping: who writes goes before what is written to. */
enum Kind {
    SERVICE,
    KAFKA,
    CLICKHOUSE,
    POSTGRES
}
