-- The archive of tidings, version 1.
--
-- Each record stands whole in `record`, as the wire contract writes it, and again in columns for
-- queries. Offsets are Unicode code points into `articles.text`, end exclusive.

CREATE TABLE articles (
    id              VARCHAR PRIMARY KEY,
    text_digest     VARCHAR NOT NULL,       -- equal for one wire text under two mastheads
    source          VARCHAR NOT NULL,       -- as the user wrote it
    url             VARCHAR,
    publication     VARCHAR,
    language        VARCHAR,
    section         VARCHAR,
    headline        VARCHAR,
    published       DATE,
    published_basis VARCHAR,                -- given, stated, inferred
    text            VARCHAR,                -- null where texts are not kept
    coder           VARCHAR NOT NULL,       -- the program that read and coded it
    record          JSON NOT NULL
);
CREATE INDEX articles_text_digest ON articles (text_digest);

CREATE TABLE events (
    id              VARCHAR PRIMARY KEY,
    article         VARCHAR NOT NULL,
    event           VARCHAR NOT NULL,       -- PLOVER type
    mode            VARCHAR[] NOT NULL,
    context         VARCHAR[] NOT NULL,
    auxiliary       VARCHAR[] NOT NULL,
    quad_code       TINYINT,                -- this and the score: null of a type of the user's own
    event_scale     DOUBLE,
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
CREATE INDEX events_article ON events (article);

-- Every name and code that a party goes by, folded: what the filters --actor and --recipient ask.
CREATE TABLE parties (
    event           VARCHAR NOT NULL,
    role            VARCHAR NOT NULL,       -- actor, recipient
    number          INTEGER NOT NULL,       -- which of them, from 0: one party with two names is one
    name            VARCHAR NOT NULL
);
CREATE INDEX parties_event ON parties (event);

CREATE TABLE quotes (
    article         VARCHAR NOT NULL,
    start           INTEGER NOT NULL,
    "end"           INTEGER NOT NULL,
    kind            VARCHAR NOT NULL,       -- direct, indirect, mixed
    text            VARCHAR,
    speaker         VARCHAR,
    speaker_code    VARCHAR,
    addressee       VARCHAR,
    cue             VARCHAR,
    via             VARCHAR,
    record          JSON NOT NULL
);
CREATE INDEX quotes_article ON quotes (article);

CREATE TABLE refusals (
    article         VARCHAR NOT NULL,       -- the article an act or sentence stands in
    what            VARCHAR NOT NULL,
    reason          VARCHAR NOT NULL,
    start           INTEGER,
    "end"           INTEGER,
    detail          VARCHAR
);
CREATE INDEX refusals_article ON refusals (article);

-- What an article said before its page changed, once for each text: nothing that was coded is lost.
CREATE TABLE superseded (
    article         VARCHAR NOT NULL,
    text_digest     VARCHAR NOT NULL,
    record          JSON NOT NULL,
    events          JSON NOT NULL
);

-- Articles that print the same text.
CREATE VIEW same_text AS
SELECT a.id AS article, b.id AS other
FROM articles a JOIN articles b ON a.text_digest = b.text_digest AND a.id <> b.id;
