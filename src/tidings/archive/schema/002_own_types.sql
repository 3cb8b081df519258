-- Version 2: events of a user's own types, to which PLOVER gives neither quad code nor score.
--
-- The table is made anew: DuckDB aborts where a constraint of a table with a key and rows is dropped.

CREATE TABLE events_2 (
    id              VARCHAR PRIMARY KEY,
    article         VARCHAR NOT NULL,
    event           VARCHAR NOT NULL,       -- PLOVER type, or one of the user's own
    mode            VARCHAR[] NOT NULL,
    context         VARCHAR[] NOT NULL,
    auxiliary       VARCHAR[] NOT NULL,
    quad_code       TINYINT,                -- null for a type of the user's own
    event_scale     DOUBLE,                 -- null for a type of the user's own
    actor           VARCHAR[] NOT NULL,     -- names: canonical where known, else the words
    actor_code      VARCHAR[] NOT NULL,
    actor_sector    VARCHAR[] NOT NULL,
    recipient       VARCHAR[] NOT NULL,
    recipient_code  VARCHAR[] NOT NULL,
    recipient_sector VARCHAR[] NOT NULL,
    date            DATE,                   -- when it happened
    enddate         DATE,
    date_precision  VARCHAR,
    date_basis      VARCHAR,
    place           VARCHAR,
    country_code    VARCHAR,
    geonameid       BIGINT,
    lat             DOUBLE,
    lon             DOUBLE,
    dead            BIGINT,
    injured         BIGINT,
    arrested        BIGINT,
    participants    BIGINT,
    event_text      VARCHAR,
    text            VARCHAR,                -- the sentence; null where texts are not kept
    sentence        INTEGER NOT NULL,       -- its number in the article, from 0
    text_start      INTEGER NOT NULL,
    text_end        INTEGER NOT NULL,
    block           VARCHAR NOT NULL,
    certainty       VARCHAR NOT NULL,       -- asserted, claimed, uncertain, denied
    claimed_by      VARCHAR,                -- null: the reporter
    confidence      DOUBLE NOT NULL,
    same_as         VARCHAR,                -- the leading record; null on the leader
    mentions        INTEGER NOT NULL,       -- sentences of the article that report it
    coder           VARCHAR NOT NULL,
    record          JSON NOT NULL
);

INSERT INTO events_2 SELECT * FROM events;
DROP TABLE events;
ALTER TABLE events_2 RENAME TO events;
CREATE INDEX events_article ON events (article);
