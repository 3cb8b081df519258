-- The archive of tidings, version 2: stories.
--
-- `sketches`, `links`, `story_articles`, `stories` and `story_events` follow from the articles and events
-- and can be made again from them: `tidings stories --update` does, for what is new or has changed.

-- What articles are compared by. There are no words in it, only digests of them; each column is whole
-- numbers one behind the other, of four bytes (weights: two), the lowest byte first.
CREATE TABLE sketches (
    article          VARCHAR PRIMARY KEY,
    version          VARCHAR NOT NULL,      -- digest of the text and the day that were sketched
    terms            BLOB NOT NULL,         -- CRC-32 of the weightiest words, ascending
    weights          BLOB NOT NULL,         -- their weights, in 2047ths of the whole's length
    headline_terms   BLOB NOT NULL,
    headline_weights BLOB NOT NULL,
    shingles         BLOB NOT NULL,         -- digests of five words in a row, those under `bound`
    bound            UBIGINT NOT NULL
);

-- Pairs of articles that are alike, each once.
CREATE TABLE links (
    article          VARCHAR NOT NULL,
    other            VARCHAR NOT NULL,
    likeness         DOUBLE NOT NULL,       -- up to 1
    copy             BOOLEAN NOT NULL       -- one prints the text of the other
);

-- Where each article belongs. An article without a row here waits for `tidings stories --update`.
CREATE TABLE story_articles (
    article          VARCHAR PRIMARY KEY,
    story            VARCHAR NOT NULL,
    copy_of          VARCHAR,               -- the article whose text this one prints
    alias            VARCHAR NOT NULL,      -- the story's id, had this been its first article: leads here for ever
    block            VARCHAR NOT NULL       -- digest of the articles that were grouped together
);
CREATE INDEX story_articles_story ON story_articles (story);

CREATE TABLE stories (
    id               VARCHAR PRIMARY KEY,   -- digest of its first article
    headline         VARCHAR,               -- null where texts are not kept
    section          VARCHAR,
    first_date       DATE,
    last_date        DATE,
    articles         INTEGER NOT NULL,
    outlets          INTEGER NOT NULL,
    copies           INTEGER NOT NULL,
    events           INTEGER NOT NULL,
    article          VARCHAR NOT NULL,      -- the one whose headline it has
    actors           VARCHAR[] NOT NULL,
    countries        VARCHAR[] NOT NULL,
    record           JSON NOT NULL
);

-- Events of a story, joined across its articles.
CREATE TABLE story_events (
    story            VARCHAR NOT NULL,
    id               VARCHAR NOT NULL,      -- the fullest of the joined events
    event            VARCHAR NOT NULL,
    date             DATE,
    outlets          INTEGER NOT NULL,      -- independent of each other
    reports          VARCHAR[] NOT NULL,    -- the joined events, by the day of their articles
    certainty        VARCHAR NOT NULL,
    record           JSON NOT NULL
);
CREATE INDEX story_events_story ON story_events (story);
