-- The archive of tidings, version 5: events of a user's own types, to which PLOVER gives neither quad code nor score.

DROP INDEX events_article;
ALTER TABLE events ALTER COLUMN quad_code DROP NOT NULL;
ALTER TABLE events ALTER COLUMN event_scale DROP NOT NULL;
CREATE INDEX events_article ON events (article);
