-- What writes in the registers. Locks are taken in one order: a book, later the book of books;
-- the latter only at the commit (0004), so that a volume that fills makes nobody wait for it.

-- The registers' clock: the server's own, a demo's that runs ahead, or a day script's.
CREATE FUNCTION register.now(claimed timestamptz) RETURNS timestamptz
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE c register.clock;
BEGIN
    SELECT * INTO STRICT c FROM register.clock;
    RETURN CASE c.mode WHEN 'script' THEN claimed ELSE clock_timestamp() + c.ahead END;
END $$;

-- Opens the volume after another of its series, or a series; answers nothing when somebody else
-- was quicker: they took the number after `last_number` was read, or have the volume open.
CREATE FUNCTION register.start_volume(
    p_site_id bigint, p_site_code text, p_kind text, p_holder_id bigint, p_size integer,
    p_at timestamptz, p_actor text
) RETURNS register.book
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    before register.book; opened register.book; last_number integer;
BEGIN
    SELECT max(k.number) INTO last_number FROM register.book k
        WHERE k.site_id = p_site_id AND k.kind = p_kind;
    SELECT * INTO before FROM register.book k
        WHERE k.site_id = p_site_id AND k.kind = p_kind
          AND coalesce(k.holder_id, 0) = coalesce(p_holder_id, 0)
        ORDER BY k.number DESC LIMIT 1;
    IF before.status = 'OPEN' THEN
        RETURN NULL;
    END IF;
    INSERT INTO register.book (site_id, kind, number, name, holder_id, previous, first_no, size,
        opened_at, opened_by)
    SELECT p_site_id, p_kind, n, format('%s/%s/%s', p_site_code, p_kind, n), p_holder_id,
        before.name,
        CASE WHEN p_holder_id IS NULL THEN coalesce(before.first_no + before.lines, 1) ELSE 1 END,
        p_size, greatest(register.now(p_at), before.last_at), p_actor
    FROM (SELECT coalesce(last_number, 0) + 1 AS n) AS next
    ON CONFLICT DO NOTHING
    RETURNING * INTO opened;
    RETURN opened;
END $$;

-- Writes one line in a book whose row is locked; answers the line.
CREATE FUNCTION register.write_line(b register.book, INOUT l register.line)
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
    l.hash := register.line_hash(b.name, l);
    INSERT INTO register.line VALUES (l.*);
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

-- The open volume of a series, locked. A volume that filled while we waited is passed over.
CREATE FUNCTION register.lock_open(p_site_id bigint, p_kind text, p_holder_id bigint)
RETURNS register.book
LANGUAGE plpgsql AS $$
DECLARE b register.book;
BEGIN
    LOOP
        SELECT * INTO b FROM register.book k
            WHERE k.site_id = p_site_id AND k.kind = p_kind
              AND coalesce(k.holder_id, 0) = coalesce(p_holder_id, 0)
              AND k.status = 'OPEN' FOR NO KEY UPDATE;
        IF FOUND OR NOT EXISTS (
            SELECT FROM register.book k
            WHERE k.site_id = p_site_id AND k.kind = p_kind
              AND coalesce(k.holder_id, 0) = coalesce(p_holder_id, 0) AND k.status = 'OPEN'
        ) THEN
            RETURN b;
        END IF;
    END LOOP;
END $$;

-- A line of the site's book of books.
CREATE FUNCTION register.write_in_books(
    p_site_id bigint, p_kind text, p_at timestamptz, p_actor text, p_key text, p_body text
) RETURNS register.line
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE b register.book; l register.line;
BEGIN
    b := register.lock_open(p_site_id, 'books', NULL);
    IF b.id IS NULL THEN
        RAISE EXCEPTION 'site % has no registers', p_site_id USING ERRCODE = 'SF006';
    END IF;
    IF p_key IS NOT NULL THEN
        SELECT * INTO l FROM register.line o WHERE o.key = p_key;
        IF FOUND THEN
            RETURN l;
        END IF;
    END IF;
    l.kind := p_kind; l.at := p_at; l.actor := p_actor; l.session := ''; l.key := p_key;
    l.policy_serial := 0; l.body := p_body; l.commitments := '';
    RETURN register.write_line(b, l);
END $$;

-- A correction, a voiding or an erasure names the line that it is about.
CREATE FUNCTION register.check_reference(p_site_id bigint, p_kind text, p_line_kind text, p_ref text)
RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE struck text;
BEGIN
    SELECT o.kind INTO struck FROM register.book k JOIN register.line o ON o.book_id = k.id
        WHERE k.name = split_part(p_ref, ':', 1) AND k.site_id = p_site_id AND k.kind <> 'books'
          AND (k.kind = p_kind OR p_line_kind = 'erasure')
          AND p_ref = k.name || ':' || o.line_no
          AND o.line_no = substring(p_ref FROM ':([0-9]{1,9})$')::integer;
    IF struck IS NULL THEN
        RAISE EXCEPTION 'there is no line % to correct', p_ref USING ERRCODE = 'SF006';
    END IF;
    IF p_line_kind = 'erasure' THEN
        RETURN;
    END IF;
    IF struck NOT IN ('entry', 'late_entry', 'override') THEN
        RAISE EXCEPTION 'line % is no entry: corrections are not corrected', p_ref
            USING ERRCODE = 'SF007';
    END IF;
    IF EXISTS (SELECT FROM register.line WHERE ref = p_ref AND kind IN ('correction', 'void')) THEN
        RAISE EXCEPTION 'line % is struck already', p_ref USING ERRCODE = 'SF008';
    END IF;
END $$;

-- The one way to write a line: locks the book, numbers, chains; opens the next volume when full.
-- A key that was used answers the line written then, or is refused when it now says otherwise.
CREATE FUNCTION register.append(
    p_site_id bigint, p_kind text, p_holder_id bigint, p_size integer, p_line_kind text,
    p_at timestamptz, p_actor text, p_session text, p_key text, p_ref text,
    p_policy_serial bigint, p_body text,
    p_fields text[], p_values text[], p_salts bytea[], p_commitments text[],
    OUT book_id bigint, OUT book_name text, OUT volume integer, OUT line_no integer,
    OUT register_no bigint, OUT recorded_at timestamptz, OUT hash bytea, OUT filled boolean,
    OUT repeated boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    b register.book; l register.line; count integer := cardinality(p_fields);
BEGIN
    IF p_kind = 'books' OR p_line_kind = 'epoch' THEN
        RAISE EXCEPTION 'the book of books keeps itself' USING ERRCODE = 'SF004';
    END IF;
    IF (cardinality(p_values), cardinality(p_salts), cardinality(p_commitments))
        IS DISTINCT FROM (count, count, count) THEN
        RAISE EXCEPTION 'every personal value has a field, a salt and a commitment'
            USING ERRCODE = 'SF004';
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
        l.commitments := '';
        FOR i IN 1 .. count LOOP
            IF p_fields[i] !~ '^[a-z][a-z0-9_]{0,59}$' OR length(p_salts[i]) <> 32
                OR octet_length(p_values[i]) NOT BETWEEN 1 AND 65536
                OR p_commitments[i] !~ '^[0-9a-f]{64}$' OR p_fields[i] <= p_fields[i - 1] COLLATE "C" THEN
                RAISE EXCEPTION 'value % has not the form of a value', p_fields[i]
                    USING ERRCODE = 'SF004';
            END IF;
            l.commitments := l.commitments || CASE WHEN i > 1 THEN ' ' ELSE '' END
                || p_fields[i] || '=' || p_commitments[i];
        END LOOP;
        l := register.write_line(b, l);
        IF count > 0 THEN
            INSERT INTO register.value (book_id, line_no, field, value, salt)
                SELECT l.book_id, l.line_no, v.field, v.value, v.salt
                FROM unnest(p_fields, p_values, p_salts) AS v (field, value, salt);
        END IF;
    END IF;
    book_id := b.id; book_name := b.name; volume := b.number; line_no := l.line_no;
    register_no := b.first_no + l.line_no - 1; recorded_at := l.recorded_at; hash := l.hash;
    filled := NOT repeated AND l.line_no = b.size;
END $$;
