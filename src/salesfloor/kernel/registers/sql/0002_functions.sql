-- What writes in the registers: one function appends, one opens a volume, one closes it.

CREATE FUNCTION register.now(claimed timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT CASE mode WHEN 'script' THEN claimed ELSE clock_timestamp() + ahead END
    FROM register.clock
$$;

-- One field of the hashed form: four bytes of length, then the bytes.
CREATE FUNCTION register.packed(field bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT int4send(length(field)) || field $$;

CREATE FUNCTION register.microseconds(at timestamptz) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT int8send((extract(epoch FROM at) * 1000000)::bigint) $$;

CREATE FUNCTION register.line_hash(book_name text, l register.line) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sha256(
        '\x0001'::bytea
        || register.packed(convert_to(book_name, 'UTF8'))
        || int8send(l.line_no)
        || register.microseconds(l.recorded_at)
        || register.microseconds(l.at)
        || register.packed(convert_to(l.kind, 'UTF8'))
        || register.packed(convert_to(l.actor, 'UTF8'))
        || register.packed(convert_to(l.session, 'UTF8'))
        || register.packed(convert_to(coalesce(l.key, ''), 'UTF8'))
        || register.packed(convert_to(coalesce(l.ref, ''), 'UTF8'))
        || int8send(l.policy_serial)
        || register.packed(convert_to(l.body, 'UTF8'))
        || register.packed(convert_to(l.commitments, 'UTF8'))
        || l.prev
    )
$$;

-- Writes one line in a book whose row is already locked; answers the line.
CREATE FUNCTION register.write_line(b register.book, INOUT l register.line)
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    l.book_id := b.id;
    l.line_no := b.lines + 1;
    l.recorded_at := register.now(l.at);
    IF l.recorded_at < b.last_at - interval '2 seconds' THEN
        RAISE EXCEPTION 'the clock stands % before the last line of %', b.last_at - l.recorded_at, b.name
            USING ERRCODE = 'SF001';
    END IF;
    l.recorded_at := greatest(l.recorded_at, b.last_at);
    IF l.kind = 'entry' AND l.recorded_at > l.at + interval '5 minutes' THEN
        l.kind := 'late_entry';
    END IF;
    l.prev := b.head;
    l.hash := register.line_hash(b.name, l);
    INSERT INTO register.line SELECT l.*;
    UPDATE register.book SET lines = l.line_no, head = l.hash, last_at = l.recorded_at,
        status = CASE WHEN l.line_no = b.size THEN 'FULL' ELSE status END,
        closed_at = CASE WHEN l.line_no = b.size THEN l.recorded_at END
        WHERE id = b.id;
END $$;

CREATE FUNCTION register.blank_line(kind text, at timestamptz, actor text, body text)
RETURNS register.line LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog AS $$
DECLARE l register.line;
BEGIN
    l.kind := kind; l.at := at; l.actor := actor; l.session := ''; l.policy_serial := 0;
    l.body := body; l.commitments := '';
    RETURN l;
END $$;

-- Every volume is entered in the site's book of books, and starts from that line's hash.
CREATE FUNCTION register.open_volume(
    p_site_id bigint, p_kind text, p_holder_id bigint, p_size integer, p_at timestamptz, p_actor text
) RETURNS register.book
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    books register.book; before register.book; opened register.book; l register.line; site_code text;
BEGIN
    SELECT * INTO STRICT books FROM register.book
        WHERE site_id = p_site_id AND kind = 'books' AND status = 'OPEN' FOR UPDATE;
    site_code := split_part(books.name, '/', 1);
    SELECT * INTO before FROM register.book
        WHERE site_id = p_site_id AND kind = p_kind ORDER BY number DESC LIMIT 1;
    opened.number := coalesce(before.number, 0) + 1;
    opened.first_no := CASE WHEN p_holder_id IS NULL
        THEN coalesce(before.first_no + before.lines, 1) ELSE 1 END;
    opened.name := site_code || '/' || p_kind || '/' || opened.number;
    l := register.write_line(books, register.blank_line('entry', p_at, p_actor, format(
        '{"do":"open_volume","first_no":%s,"holder":%s,"previous":"%s","size":%s,"volume":%s}',
        opened.first_no, coalesce(p_holder_id::text, 'null'), coalesce(encode(before.head, 'hex'), ''),
        p_size, to_json(opened.name))));
    INSERT INTO register.book (site_id, kind, number, name, holder_id, first_no, size, genesis, head,
        last_at, opened_at)
    VALUES (p_site_id, p_kind, opened.number, opened.name, p_holder_id, opened.first_no, p_size,
        l.hash, l.hash, l.recorded_at, l.recorded_at)
    RETURNING * INTO opened;
    RETURN opened;
END $$;

-- A site's book of books starts from the hash of the site's code.
CREATE FUNCTION register.open_site(p_site_id bigint, p_site_code text, p_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE start bytea := sha256(convert_to('salesfloor books ' || p_site_code, 'UTF8'));
BEGIN
    INSERT INTO register.book (site_id, kind, number, name, first_no, size, genesis, head, last_at, opened_at)
    VALUES (p_site_id, 'books', 1, p_site_code || '/books/1', 1, 1000000, start, start, p_at, p_at);
END $$;

-- The one way to write a line. Locks the book, numbers, chains, opens the next volume when full.
CREATE FUNCTION register.append(
    p_site_id bigint, p_kind text, p_holder_id bigint, p_size integer, p_line_kind text,
    p_at timestamptz, p_actor text, p_session text, p_key text, p_ref text,
    p_policy_serial bigint, p_body text, p_commitments text,
    p_fields text[], p_values text[], p_salts bytea[],
    OUT book_id bigint, OUT volume integer, OUT line_no integer, OUT register_no bigint,
    OUT recorded_at timestamptz, OUT hash bytea, OUT filled boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE b register.book; l register.line;
BEGIN
    SELECT * INTO b FROM register.book k
        WHERE k.site_id = p_site_id AND k.kind = p_kind
          AND coalesce(k.holder_id, 0) = coalesce(p_holder_id, 0)
          AND k.status = 'OPEN' FOR UPDATE;
    IF NOT FOUND THEN
        IF p_holder_id IS NOT NULL THEN
            RAISE EXCEPTION 'no open book' USING ERRCODE = 'SF002';
        END IF;
        PERFORM register.open_volume(p_site_id, p_kind, NULL, p_size, p_at, p_actor);
        SELECT * INTO STRICT b FROM register.book k
            WHERE k.site_id = p_site_id AND k.kind = p_kind AND k.status = 'OPEN' FOR UPDATE;
    END IF;
    l.kind := p_line_kind; l.at := p_at; l.actor := p_actor; l.session := p_session; l.key := p_key;
    l.ref := p_ref; l.policy_serial := p_policy_serial; l.body := p_body;
    l.commitments := p_commitments;
    l := register.write_line(b, l);
    IF cardinality(p_fields) > 0 THEN
        INSERT INTO register.value
            SELECT b.id, l.line_no, v.field, v.value, v.salt
            FROM unnest(p_fields, p_values, p_salts) AS v (field, value, salt);
    END IF;
    book_id := b.id; volume := b.number; line_no := l.line_no; recorded_at := l.recorded_at;
    hash := l.hash; register_no := b.first_no + l.line_no - 1; filled := l.line_no = b.size;
    IF filled AND p_holder_id IS NULL THEN
        PERFORM register.open_volume(p_site_id, p_kind, NULL, p_size, p_at, p_actor);
    END IF;
END $$;

-- Closes or hands in a volume; the book of books keeps the final hash.
CREATE FUNCTION register.hand_in(p_book_id bigint, p_at timestamptz, p_actor text) RETURNS register.book
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE b register.book; books register.book;
BEGIN
    SELECT * INTO STRICT b FROM register.book WHERE id = p_book_id FOR UPDATE;
    IF b.status = 'HANDED_IN' THEN
        RETURN b;
    END IF;
    SELECT * INTO STRICT books FROM register.book
        WHERE site_id = b.site_id AND kind = 'books' AND status = 'OPEN' FOR UPDATE;
    PERFORM register.write_line(books, register.blank_line('hand_in', p_at, p_actor, format(
        '{"do":"hand_in","final":"%s","lines":%s,"volume":%s}',
        encode(b.head, 'hex'), b.lines, to_json(b.name))));
    UPDATE register.book SET status = 'HANDED_IN', handed_in_at = p_at,
        closed_at = coalesce(closed_at, p_at)
        WHERE id = b.id RETURNING * INTO b;
    RETURN b;
END $$;
