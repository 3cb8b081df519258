-- The archive of tidings, version 3: reviews, and words to search by.

-- What people decided about records, every decision kept. A record is found again after coding anew by the
-- text of its article, the words that report the act, and the type: ids change with the coder's version.
CREATE TABLE reviews (
    number          BIGINT NOT NULL,        -- the order in which they were made, from 1
    text_digest     VARCHAR NOT NULL,
    article         VARCHAR NOT NULL,       -- its id when the review was made
    type            VARCHAR,                -- as coded; null where a record was added, or the article is done
    trigger_start   INTEGER,
    trigger_end     INTEGER,
    decision        VARCHAR NOT NULL,       -- accept, correct, reject, add, done, undone, withdraw
    record          JSON,                   -- what is right: of accept, correct and add
    reviewer        VARCHAR NOT NULL,
    made            TIMESTAMP NOT NULL,     -- UTC
    why             VARCHAR
);

-- The words of each article, as 32 bits of a digest: what the search over the text asks. None where texts are not kept.
CREATE TABLE words (
    word            UINTEGER NOT NULL,
    article         VARCHAR NOT NULL
);
CREATE MACRO words_of(t) AS regexp_extract_all(lower(strip_accents(t)), '[\p{L}\p{N}]+');
CREATE MACRO word_number(w) AS CAST(md5_number_lower(w) % 4294967296 AS UINTEGER);
INSERT INTO words
SELECT word_number(word), id
FROM (SELECT id, unnest(list_distinct(words_of(text))) AS word FROM articles WHERE text IS NOT NULL);
