-- The registers: books (volumes) and their lines, written by functions only.

DO $$
DECLARE wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['salesfloor_owner', 'salesfloor_app', 'salesfloor_verify'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        END IF;
        IF NOT pg_has_role(current_user, wanted, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO %I', wanted, current_user);
        END IF;
    END LOOP;
END $$;

CREATE SCHEMA register;

CREATE TABLE register.clock (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    mode text NOT NULL DEFAULT 'real' CHECK (mode IN ('real', 'demo', 'script')),
    ahead interval NOT NULL DEFAULT interval '0'
);
INSERT INTO register.clock DEFAULT VALUES;

CREATE TABLE register.book (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id bigint NOT NULL,
    kind text NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    name text NOT NULL UNIQUE,
    holder_id bigint,
    first_no bigint NOT NULL CHECK (first_no > 0),
    size integer NOT NULL CHECK (size > 0),
    lines integer NOT NULL DEFAULT 0 CHECK (lines BETWEEN 0 AND size),
    status text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'FULL', 'CLOSED', 'HANDED_IN')),
    genesis bytea NOT NULL CHECK (length(genesis) = 32),
    head bytea NOT NULL CHECK (length(head) = 32),
    last_at timestamptz NOT NULL,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    handed_in_at timestamptz,
    CONSTRAINT one_number_a_series UNIQUE (site_id, kind, number)
);
CREATE UNIQUE INDEX c3_2_3_1_one_open_volume
    ON register.book (site_id, kind, coalesce(holder_id, 0)) WHERE status = 'OPEN';

CREATE TABLE register.line (
    book_id bigint NOT NULL REFERENCES register.book,
    line_no integer NOT NULL CHECK (line_no > 0),
    kind text NOT NULL CHECK (kind IN ('entry', 'late_entry', 'correction', 'void', 'override',
        'erasure', 'day_closing', 'hand_in', 'epoch')),
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
CREATE UNIQUE INDEX one_strike_a_line ON register.line (ref) WHERE kind = 'correction';

-- Personal values stand beside the lines; a line holds only a salted commitment of each.
CREATE TABLE register.value (
    book_id bigint NOT NULL,
    line_no integer NOT NULL,
    field text NOT NULL,
    value text NOT NULL,
    salt bytea NOT NULL CHECK (length(salt) = 32),
    PRIMARY KEY (book_id, line_no, field),
    FOREIGN KEY (book_id, line_no) REFERENCES register.line
);
