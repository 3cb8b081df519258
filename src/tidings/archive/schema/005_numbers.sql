-- The archive of tidings, version 5: numbers, by which a million events are asked without comparing words.
--
-- The numbers of articles, events, names and places are of this file alone, and an article that is coded anew gets
-- other ones: what is to last is noted by the id. `known_as`, `shown_as`, `names` and `places` follow from `events`.

CREATE SEQUENCE article_numbers;
CREATE SEQUENCE event_numbers;
ALTER TABLE articles ADD COLUMN number INTEGER;
ALTER TABLE events ADD COLUMN number INTEGER;
ALTER TABLE events ADD COLUMN article_number INTEGER;
ALTER TABLE events ADD COLUMN place_number INTEGER;
UPDATE articles SET number = nextval('article_numbers');
UPDATE events SET number = nextval('event_numbers');

-- Every place as events name it, once.
CREATE TABLE places (
    number          INTEGER NOT NULL,
    place           VARCHAR NOT NULL,       -- canonical where known, else the words
    extracted_place VARCHAR,                -- the words
    country         VARCHAR,
    country_code    VARCHAR,
    lat             DOUBLE,
    lon             DOUBLE,
    resolution      INTEGER,                -- 1 country to 5 sub-city
    uncertainty_km  DOUBLE
);
CREATE TEMP TABLE placed AS
SELECT number, place, loc->>'$.extracted_place' AS extracted_place, loc->>'$.country' AS country, country_code, lat, lon,
    CAST(loc->>'$.resolution' AS INTEGER) AS resolution, CAST(loc->>'$.uncertainty_km' AS DOUBLE) AS uncertainty_km
FROM (SELECT number, place, country_code, lat, lon, record->'$.event_loc' AS loc FROM events WHERE place IS NOT NULL);
INSERT INTO places
SELECT row_number() OVER (), * FROM (SELECT DISTINCT * EXCLUDE (number) FROM placed ORDER BY ALL);
UPDATE events SET article_number = found.article_number, place_number = found.place_number
FROM (
    SELECT e.number, a.number AS article_number, p.number AS place_number
    FROM events e
    JOIN articles a ON a.id = e.article
    LEFT JOIN (
        SELECT d.number AS event, s.number FROM placed d JOIN places s
        ON d.place = s.place AND d.extracted_place IS NOT DISTINCT FROM s.extracted_place
        AND d.country IS NOT DISTINCT FROM s.country AND d.country_code IS NOT DISTINCT FROM s.country_code
        AND d.lat IS NOT DISTINCT FROM s.lat AND d.lon IS NOT DISTINCT FROM s.lon
        AND d.resolution IS NOT DISTINCT FROM s.resolution AND d.uncertainty_km IS NOT DISTINCT FROM s.uncertainty_km
    ) p ON p.event = e.number
) found
WHERE found.number = events.number;
DROP TABLE placed;

-- Every name and code of a party, once: as it is shown, and folded as the filters ask for it.
CREATE TABLE names (
    number          INTEGER NOT NULL,
    name            VARCHAR NOT NULL
);
INSERT INTO names
SELECT row_number() OVER (ORDER BY name), name
FROM (SELECT name FROM parties UNION SELECT unnest(actor) FROM events UNION SELECT unnest(recipient) FROM events);

-- Every name and code that the parties of an event go by, with what is counted of the event: what the filters --actor
-- and --recipient ask. In runs that are each in order, so that of a run only what has the name is read.
CREATE TABLE known_as (
    name            INTEGER NOT NULL,       -- folded
    number          INTEGER NOT NULL,       -- the event's
    article_number  INTEGER NOT NULL,
    place_number    INTEGER,
    event           VARCHAR NOT NULL,       -- this and what follows: as in `events`
    quad_code       TINYINT,
    event_scale     DOUBLE,
    date            DATE,
    enddate         DATE,
    certainty       VARCHAR NOT NULL,
    confidence      DOUBLE NOT NULL,
    leads           BOOLEAN NOT NULL,       -- `same_as` is null
    alone           BOOLEAN NOT NULL,       -- there is no recipient
    acts            BOOLEAN NOT NULL,       -- an actor, not a recipient
    party           INTEGER NOT NULL,       -- which of them, from 0: one party with two names is one
    first           BOOLEAN NOT NULL,       -- of several parties of the event that go by this name
    first_of_role   BOOLEAN NOT NULL        -- of several of its actors, or of its recipients
);
CREATE TEMP TABLE known AS
SELECT n.number AS name, e.number, p.role = 'actor' AS acts, p.number AS party
FROM parties p JOIN events e ON e.id = p.event JOIN names n ON n.name = p.name;
INSERT INTO known_as
SELECT k.name, e.number, e.article_number, e.place_number, e.event, e.quad_code, e.event_scale, e.date, e.enddate,
    e.certainty, e.confidence, e.same_as IS NULL, len(e.recipient) = 0, k.acts, k.party, k.first, k.first_of_role
FROM events e JOIN (
    SELECT *, row_number() OVER (PARTITION BY name, number ORDER BY acts DESC, party) = 1 AS first,
        row_number() OVER (PARTITION BY name, number, acts ORDER BY party) = 1 AS first_of_role
    FROM known
) k ON k.number = e.number
ORDER BY k.name, e.number;
DROP TABLE known;

-- The names that an event shows, each once: what events are grouped by.
CREATE TABLE shown_as (
    number          INTEGER NOT NULL,       -- the event's
    name            INTEGER NOT NULL,
    acts            BOOLEAN NOT NULL,
    party           INTEGER NOT NULL        -- the first that is called so
);
INSERT INTO shown_as
SELECT s.number, n.number, s.acts, min(s.party)
FROM (
    SELECT number, unnest(actor) AS name, true AS acts, generate_subscripts(actor, 1) - 1 AS party FROM events
    UNION ALL
    SELECT number, unnest(recipient), false, generate_subscripts(recipient, 1) - 1 FROM events
) s JOIN names n ON n.name = s.name
GROUP BY ALL ORDER BY ALL;

DROP TABLE parties;
CREATE VIEW parties AS
SELECT e.id AS event, CASE WHEN k.acts THEN 'actor' ELSE 'recipient' END AS role, k.party AS number, n.name
FROM known_as k JOIN events e ON e.number = k.number JOIN names n ON n.number = k.name;

-- The words of articles are in runs too. A number that no article has any more counts for nothing.
CREATE TEMP TABLE numbered AS SELECT w.word, a.number AS article FROM words w JOIN articles a ON a.id = w.article;
DROP TABLE words;
CREATE TABLE words (
    word            UINTEGER NOT NULL,
    article         INTEGER NOT NULL
);
INSERT INTO words SELECT * FROM numbered ORDER BY ALL;
DROP TABLE numbered;

-- The last article whose names and words are in a run; those of later ones stand behind, as they came.
CREATE TABLE in_order (
    article         INTEGER NOT NULL
);
INSERT INTO in_order SELECT coalesce(max(number), 0) FROM articles;
