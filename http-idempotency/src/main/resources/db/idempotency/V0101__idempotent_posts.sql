-- Answers to requests that carried an Idempotency-Key, to be given again.
create table idempotent_posts (
    -- SHA-256 of method, path and key: a path may be longer than an index entry, and a key is nobody's business.
    request_hash bytea       primary key,
    -- SHA-256 of the body that was answered.
    body_hash    bytea       not null,
    status       int         not null,
    location     text,
    etag         text,
    content_type text,
    body         bytea       not null,
    stored_at    timestamptz not null default now()
);

-- Rows arrive in the order of stored_at, so a few pages of index find the old ones.
create index idempotent_posts_stored_at on idempotent_posts using brin (stored_at);
