-- The same rules with less done twice: the guard of the lines makes the hash that it checked before,
-- and whoever holds the next line's lock has its volume found by number. The functions here stand in
-- place of those of the same names in 0002, 0003, 0005 and 0006.

SET LOCAL ROLE salesfloor_owner;

CREATE OR REPLACE FUNCTION register.line_hash(book_name text, l register.line) RETURNS bytea
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    name bytea := convert_to(book_name, 'UTF8');
    kind bytea := convert_to(l.kind, 'UTF8');
    actor bytea := convert_to(l.actor, 'UTF8');
    session bytea := convert_to(l.session, 'UTF8');
    key bytea := convert_to(coalesce(l.key, ''), 'UTF8');
    ref bytea := convert_to(coalesce(l.ref, ''), 'UTF8');
    body bytea := convert_to(l.body, 'UTF8');
    commitments bytea := convert_to(l.commitments, 'UTF8');
BEGIN
    RETURN sha256('\x0001'::bytea
        || int4send(length(name)) || name
        || int8send(l.line_no)
        || int8send((extract(epoch FROM l.recorded_at) * 1000000)::bigint)
        || int8send((extract(epoch FROM l.at) * 1000000)::bigint)
        || int4send(length(kind)) || kind
        || int4send(length(actor)) || actor
        || int4send(length(session)) || session
        || int4send(length(key)) || key
        || int4send(length(ref)) || ref
        || int8send(l.policy_serial)
        || int4send(length(body)) || body
        || int4send(length(commitments)) || commitments
        || l.prev);
END $$;

-- A line follows the one before it, and has the form that the format gives it. One that brings a
-- hash, as out of a backup, brings the right one.
CREATE OR REPLACE FUNCTION register.check_line() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE b register.book; hash bytea;
BEGIN
    SELECT * INTO b FROM register.book WHERE id = NEW.book_id;
    hash := register.line_hash(b.name, NEW);
    NEW.hash := coalesce(NEW.hash, hash);
    IF b.id IS NULL OR NEW.line_no <> b.lines + 1 OR NEW.prev <> b.head OR b.status <> 'OPEN'
        OR NEW.recorded_at < b.last_at OR NEW.hash <> hash THEN
        RAISE EXCEPTION 'line % does not follow in %', NEW.line_no, b.name USING ERRCODE = 'SF004';
    END IF;
    IF NEW.kind <> ALL ('{entry,late_entry,correction,void,override,erasure,day_closing,hand_in,epoch}')
        OR octet_length(NEW.actor) NOT BETWEEN 1 AND 256 OR octet_length(NEW.session) > 64
        OR octet_length(NEW.key) NOT BETWEEN 1 AND 256 OR octet_length(NEW.ref) NOT BETWEEN 1 AND 400
        OR octet_length(NEW.body) NOT BETWEEN 2 AND 65536 OR octet_length(NEW.commitments) > 65536
        OR NEW.ref IS NULL AND NEW.kind IN ('correction', 'void', 'erasure') THEN
        RAISE EXCEPTION 'line % of % has not the form of a line', NEW.line_no, b.name
            USING ERRCODE = 'SF004';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION register.write_line(b register.book, INOUT l register.line)
LANGUAGE plpgsql AS $$
DECLARE c register.clock;
BEGIN
    SELECT * INTO STRICT c FROM register.clock;
    l.recorded_at := CASE c.mode WHEN 'script' THEN l.at ELSE clock_timestamp() + c.ahead END;
    IF l.recorded_at < b.last_at THEN
        IF l.recorded_at < b.last_at - interval '2 seconds' THEN
            RAISE EXCEPTION 'the clock stands % before the last line of %',
                b.last_at - l.recorded_at, b.name USING ERRCODE = 'SF001';
        END IF;
        l.recorded_at := b.last_at;
    END IF;
    IF l.kind = 'entry' AND l.recorded_at > l.at + interval '5 minutes' THEN
        l.kind := 'late_entry';
    END IF;
    l.book_id := b.id;
    l.line_no := b.lines + 1;
    l.prev := b.head;
    INSERT INTO register.line VALUES (l.*) RETURNING * INTO l;
    IF l.line_no = b.size THEN
        UPDATE register.book SET lines = l.line_no, head = l.hash, last_at = l.recorded_at,
            status = 'FULL', closed_at = l.recorded_at WHERE id = b.id;
        IF b.holder_id IS NULL THEN
            PERFORM register.start_volume(b.site_id, split_part(b.name, '/', 1), b.kind, NULL,
                b.size, l.at, l.actor);
        END IF;
    ELSE
        UPDATE register.book SET lines = l.line_no, head = l.hash, last_at = l.recorded_at
            WHERE id = b.id;
    END IF;
END $$;

-- Writes one line in a book whose row is locked, with the personal values that stand beside it.
CREATE FUNCTION register.write_with_values(
    b register.book, INOUT l register.line,
    p_fields text[], p_values text[], p_salts bytea[], p_commitments text[]
) LANGUAGE plpgsql AS $$
DECLARE count integer := cardinality(p_fields); said text;
BEGIN
    IF (cardinality(p_values), cardinality(p_salts), cardinality(p_commitments))
        IS DISTINCT FROM (count, count, count) THEN
        RAISE EXCEPTION 'every personal value has a field, a salt and a commitment'
            USING ERRCODE = 'SF004';
    END IF;
    l.commitments := '';
    FOR i IN 1 .. count LOOP
        said := p_fields[i] || '=' || p_commitments[i];
        IF said !~ '^[a-z][a-z0-9_]{0,59}=[0-9a-f]{64}$' OR length(p_salts[i]) <> 32
            OR octet_length(p_values[i]) NOT BETWEEN 1 AND 65536
            OR p_fields[i] <= p_fields[i - 1] COLLATE "C" THEN
            RAISE EXCEPTION 'value % has not the form of a value', p_fields[i]
                USING ERRCODE = 'SF004';
        END IF;
        l.commitments := l.commitments || CASE WHEN i > 1 THEN ' ' ELSE '' END || said;
    END LOOP;
    l := register.write_line(b, l);
    IF count > 0 THEN
        INSERT INTO register.value (book_id, line_no, field, value, salt)
            SELECT l.book_id, l.line_no, v.field, v.value, v.salt
            FROM unnest(p_fields, p_values, p_salts) AS v (field, value, salt);
    END IF;
END $$;

-- The one way to write a line: locks the book, numbers, chains; opens the next volume when full.
-- A key that was used answers the line written then, or is refused when it now says otherwise.
CREATE OR REPLACE FUNCTION register.append(
    p_site_id bigint, p_kind text, p_holder_id bigint, p_size integer, p_line_kind text,
    p_at timestamptz, p_actor text, p_session text, p_key text, p_ref text,
    p_policy_serial bigint, p_body text,
    p_fields text[], p_values text[], p_salts bytea[], p_commitments text[],
    OUT book_id bigint, OUT book_name text, OUT volume integer, OUT line_no integer,
    OUT register_no bigint, OUT recorded_at timestamptz, OUT hash bytea, OUT filled boolean,
    OUT repeated boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    b register.book; l register.line;
BEGIN
    IF p_kind = 'books' OR p_line_kind = 'epoch' THEN
        RAISE EXCEPTION 'the book of books keeps itself' USING ERRCODE = 'SF004';
    END IF;
    LOOP
        b := register.lock_open(p_site_id, p_kind, p_holder_id);
        EXIT WHEN b.id IS NOT NULL;
        IF p_holder_id IS NOT NULL THEN
            RAISE EXCEPTION 'no open book' USING ERRCODE = 'SF002';
        END IF;
        PERFORM register.start_volume(p_site_id, register.site_code(p_site_id), p_kind, NULL,
            p_size, p_at, p_actor);
    END LOOP;
    repeated := false;
    IF p_key IS NOT NULL THEN
        SELECT * INTO l FROM register.line o WHERE o.key = p_key;
        repeated := FOUND;
    END IF;
    IF repeated THEN
        SELECT * INTO STRICT b FROM register.book k WHERE k.id = l.book_id;
        IF (b.site_id, b.kind, l.actor, l.ref, l.body)
            IS DISTINCT FROM (p_site_id, p_kind, p_actor, p_ref, p_body)
            OR EXISTS (
                SELECT FROM unnest(p_fields, p_values) AS n (field, value)
                FULL JOIN (SELECT v.field, v.value FROM register.value v
                    WHERE v.book_id = l.book_id AND v.line_no = l.line_no) AS o USING (field)
                WHERE n.value IS DISTINCT FROM o.value
            ) THEN
            RAISE EXCEPTION 'key % was used for another line', p_key USING ERRCODE = 'SF005';
        END IF;
    ELSE
        IF p_line_kind IN ('correction', 'void', 'erasure') THEN
            PERFORM register.check_reference(p_site_id, p_kind, p_line_kind, p_ref);
        END IF;
        l.kind := p_line_kind; l.at := p_at; l.actor := p_actor; l.session := p_session;
        l.key := p_key; l.ref := p_ref; l.policy_serial := p_policy_serial; l.body := p_body;
        l := register.write_with_values(b, l, p_fields, p_values, p_salts, p_commitments);
    END IF;
    book_id := b.id; book_name := b.name; volume := b.number; line_no := l.line_no;
    register_no := b.first_no + l.line_no - 1; recorded_at := l.recorded_at; hash := l.hash;
    filled := NOT repeated AND l.line_no = b.size;
END $$;

-- Writes the line that `next_line` spoke of, and no other.
DROP FUNCTION register.append_next;
CREATE FUNCTION register.append_next(
    p_book_id bigint, p_line_no integer, p_site_id bigint, p_kind text, p_at timestamptz,
    p_actor text, p_session text, p_policy_serial bigint, p_body text,
    p_fields text[], p_values text[], p_salts bytea[], p_commitments text[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE b register.book; l register.line;
BEGIN
    SELECT * INTO b FROM register.book k
        WHERE k.id = p_book_id AND k.site_id = p_site_id AND k.kind = p_kind AND k.kind <> 'books'
          AND k.holder_id IS NULL AND k.status = 'OPEN' AND k.lines = p_line_no - 1
        FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'line % of volume % is taken', p_line_no, p_book_id USING ERRCODE = 'SF004';
    END IF;
    l.kind := 'entry'; l.at := p_at; l.actor := p_actor; l.session := p_session;
    l.policy_serial := p_policy_serial; l.body := p_body;
    PERFORM register.write_with_values(b, l, p_fields, p_values, p_salts, p_commitments);
END $$;

REVOKE ALL ON FUNCTION register.append_next, register.write_with_values FROM PUBLIC;
GRANT EXECUTE ON FUNCTION register.append_next TO salesfloor_app;
RESET ROLE;
