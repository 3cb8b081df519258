-- Version 4: what a run and a followed feed remember, so that a kill at any instant costs nothing.

-- Pages that were read before. A key is a digest of the page, and of the program and settings that read it.
CREATE TABLE seen_pages (
    key             VARCHAR NOT NULL,
    article         VARCHAR,                -- null: refused
    text_digest     VARCHAR,
    reason          VARCHAR,                -- of the refusal
    detail          VARCHAR
);

CREATE TABLE feeds (
    url             VARCHAR PRIMARY KEY,
    title           VARCHAR,
    etag            VARCHAR,                -- what the server gave to ask by: did it change since?
    modified        VARCHAR,
    asked           TIMESTAMP,              -- when it answered last; UTC, as all times here
    not_before      TIMESTAMP,              -- the server, or failures in a row, ask for so much patience
    failures        INTEGER NOT NULL        -- in a row
);

-- Every article that a feed told of, once for its link.
CREATE TABLE feed_articles (
    link            VARCHAR PRIMARY KEY,
    feed            VARCHAR NOT NULL,       -- the one that told of it first
    published       DATE,
    state           VARCHAR NOT NULL,       -- waiting, coded, refused, failed
    failures        INTEGER NOT NULL,
    not_before      TIMESTAMP,
    reason          VARCHAR
);
