-- The registers: books (volumes), their lines, and the personal values beside the lines.
-- docs/algorithms/registers.md has the format to the byte.

DO $$
DECLARE
    wanted text;
    right_wanted text := CASE WHEN current_setting('server_version_num')::int >= 160000
        THEN 'SET' ELSE 'MEMBER' END;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['salesfloor_owner', 'salesfloor_app', 'salesfloor_verify'] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
                EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            END IF;
            IF NOT pg_has_role(current_user, wanted, right_wanted) THEN
                EXECUTE format('GRANT %I TO %I', wanted, current_user);
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;  -- roles are the server's: another of its databases was quicker
        END;
    END LOOP;
END $$;

-- All that follows belongs to a role that nobody logs in as.
CREATE SCHEMA register AUTHORIZATION salesfloor_owner;
SET LOCAL ROLE salesfloor_owner;

CREATE TABLE register.clock (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    mode text NOT NULL DEFAULT 'real' CHECK (mode IN ('real', 'demo', 'script')),
    ahead interval NOT NULL DEFAULT interval '0'
);
INSERT INTO register.clock DEFAULT VALUES;

-- Checks of form stand in the triggers of 0005, not here: PostgreSQL prepares every CHECK anew for
-- every statement, which costs half as much again as the whole append. Foreign keys likewise; the
-- triggers ask the same question of a row that they read anyway.
CREATE TABLE register.book (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id bigint NOT NULL,
    kind text NOT NULL,
    number integer NOT NULL,
    name text NOT NULL UNIQUE,
    holder_id bigint,
    previous text,
    first_no bigint NOT NULL,
    size integer NOT NULL,
    genesis bytea NOT NULL,
    opened_at timestamptz NOT NULL,
    opened_by text NOT NULL,
    lines integer NOT NULL,
    head bytea NOT NULL,
    last_at timestamptz NOT NULL,
    status text NOT NULL,
    closed_at timestamptz,
    handed_in_at timestamptz,
    handed_in_by text,
    CONSTRAINT one_number_a_series UNIQUE (site_id, kind, number)
) WITH (fillfactor = 40);
CREATE UNIQUE INDEX c3_2_3_1_one_open_volume
    ON register.book (site_id, kind, coalesce(holder_id, 0)) WHERE status = 'OPEN';

CREATE TABLE register.line (
    book_id bigint NOT NULL,
    line_no integer NOT NULL,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor text NOT NULL,
    session text NOT NULL,
    key text,
    ref text,
    policy_serial bigint NOT NULL,
    body text NOT NULL,
    commitments text NOT NULL,
    prev bytea NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (book_id, line_no)
);
CREATE UNIQUE INDEX line_key ON register.line (key) WHERE key IS NOT NULL;
CREATE UNIQUE INDEX c3_2_3_3_one_strike_a_line
    ON register.line (ref) WHERE kind IN ('correction', 'void');
CREATE INDEX line_of_note ON register.line (book_id, line_no)
    WHERE kind NOT IN ('entry', 'late_entry');
CREATE INDEX line_erased ON register.line (ref) WHERE kind = 'erasure';

-- A line holds only a salted commitment of each personal value; the value stands here.
CREATE TABLE register.value (
    book_id bigint NOT NULL,
    line_no integer NOT NULL,
    field text NOT NULL,
    value text NOT NULL,
    salt bytea NOT NULL,
    PRIMARY KEY (book_id, line_no, field)
);
