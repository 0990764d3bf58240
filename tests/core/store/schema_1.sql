-- A history file as the first version of the schema has it, with one run that was interrupted: what every later version
-- must be able to bring up to itself. Never changed.
PRAGMA page_size = 8192;
CREATE TABLE runs ( key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, started_ms INTEGER NOT NULL, duration_ms INTEGER NOT NULL, state INTEGER NOT NULL, verdict INTEGER, targets TEXT NOT NULL, urls TEXT NOT NULL, requests INTEGER NOT NULL, errors INTEGER NOT NULL, achieved_rps REAL, p99_s REAL, hit_ratio REAL, note TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '[]', baseline INTEGER NOT NULL DEFAULT 0, repetition TEXT NOT NULL DEFAULT '', round INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0, search TEXT NOT NULL, writer TEXT NOT NULL DEFAULT '', removed_ms INTEGER);
CREATE INDEX runs_by_start ON runs (started_ms);
CREATE INDEX runs_by_name ON runs (name COLLATE NOCASE);
CREATE INDEX runs_by_duration ON runs (duration_ms);
CREATE INDEX runs_by_verdict ON runs (verdict);
CREATE INDEX runs_by_requests ON runs (requests);
CREATE INDEX runs_by_errors ON runs (errors);
CREATE INDEX runs_by_rate ON runs (achieved_rps);
CREATE INDEX runs_by_p99 ON runs (p99_s);
CREATE INDEX runs_by_hit_ratio ON runs (hit_ratio);
CREATE INDEX runs_by_state ON runs (state);
CREATE TABLE results ( run INTEGER PRIMARY KEY REFERENCES runs (key) ON DELETE CASCADE, data BLOB NOT NULL);
CREATE TABLE seconds ( run INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE, target INTEGER NOT NULL, second INTEGER NOT NULL, data BLOB NOT NULL, UNIQUE (run, target, second));
INSERT INTO runs (id, name, started_ms, duration_ms, state, verdict, targets, urls, requests, errors, achieved_rps, p99_s, note, tags, search) VALUES ('0f6b1c52-3f0e-4f57-9d4c-5d2f1b7a9e11', 'Of long ago', 1795467600123, 20000, 1, 0, '["Slow","Cached"]', '["http://127.0.0.1:5001/","http://127.0.0.1:5000/"]', 500100, 3, 48310.5, 0.2, 'before the change', '["ci"]', 'of long ago before the change slow cached ci');
PRAGMA application_id = 1165189996;
PRAGMA user_version = 1;
