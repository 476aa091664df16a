-- Opening, closing and handing in volumes; days and epochs; all of it in the book of books.

CREATE FUNCTION register.site_code(p_site_id bigint) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE code text;
BEGIN
    SELECT split_part(k.name, '/', 1) INTO code FROM register.book k
        WHERE k.site_id = p_site_id AND k.kind = 'books' AND k.number = 1;
    IF code IS NULL THEN
        RAISE EXCEPTION 'site % has no registers', p_site_id USING ERRCODE = 'SF006';
    END IF;
    RETURN code;
END $$;

-- A site's registers begin with its book of books.
CREATE FUNCTION register.open_site(
    p_site_id bigint, p_site_code text, p_at timestamptz, p_actor text, p_size integer
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE opened register.book;
BEGIN
    opened := register.start_volume(p_site_id, p_site_code, 'books', NULL, p_size, p_at, p_actor);
    IF opened.number IS DISTINCT FROM 1 THEN
        RAISE EXCEPTION 'site % has its registers already', p_site_code USING ERRCODE = 'SF004';
    END IF;
END $$;

-- Opens a volume by order: a holder's next book.
CREATE FUNCTION register.open_volume(
    p_site_id bigint, p_kind text, p_holder_id bigint, p_size integer, p_at timestamptz, p_actor text
) RETURNS register.book
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE opened register.book;
BEGIN
    IF p_kind = 'books' THEN
        RAISE EXCEPTION 'the book of books keeps itself' USING ERRCODE = 'SF004';
    END IF;
    LOOP
        IF EXISTS (SELECT FROM register.book k WHERE k.site_id = p_site_id AND k.kind = p_kind
            AND coalesce(k.holder_id, 0) = coalesce(p_holder_id, 0) AND k.status = 'OPEN') THEN
            RAISE EXCEPTION 'a volume of this register is open already' USING ERRCODE = 'SF004';
        END IF;
        opened := register.start_volume(p_site_id, register.site_code(p_site_id), p_kind,
            p_holder_id, p_size, p_at, p_actor);
        EXIT WHEN opened.id IS NOT NULL;
    END LOOP;
    RETURN opened;
END $$;

-- Closes a volume for good; the book of books keeps the final hash.
CREATE FUNCTION register.hand_in(p_book_id bigint, p_at timestamptz, p_actor text)
RETURNS register.book
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE b register.book;
BEGIN
    SELECT * INTO STRICT b FROM register.book WHERE id = p_book_id FOR NO KEY UPDATE;
    IF b.kind = 'books' AND b.status = 'OPEN' THEN
        RAISE EXCEPTION 'the book of books keeps itself' USING ERRCODE = 'SF004';
    END IF;
    IF b.status <> 'HANDED_IN' THEN
        UPDATE register.book SET status = 'HANDED_IN', closed_at = coalesce(closed_at, t),
            handed_in_at = t, handed_in_by = p_actor
            FROM (SELECT greatest(register.now(p_at), b.last_at) AS t) AS moment
            WHERE id = b.id RETURNING register.book.* INTO b;
    END IF;
    RETURN b;
END $$;

-- Lets the volumes of this transaction enter the book of books now, before what is written next.
CREATE FUNCTION register.list_now() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SET CONSTRAINTS register.list_opened, register.list_handed_in IMMEDIATE;
    SET CONSTRAINTS register.list_opened, register.list_handed_in DEFERRED;
END $$;

-- The end of the latest day that was closed; for an epoch, which closes no day, there is no limit.
CREATE FUNCTION register.closed_up_to(p_site_id bigint, p_before timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN p_before = 'infinity' THEN p_before ELSE (
        SELECT coalesce(max(((o.body::json ->> 'day')::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'),
            '-infinity')
        FROM register.book k JOIN register.line o ON o.book_id = k.id AND o.kind = 'day_closing'
        WHERE k.site_id = p_site_id AND k.kind = 'books'
    ) END
$$;

-- Where the volumes stand: how many lines, and the hash of the last one. Left out are those handed
-- in, and those that were full, with another after them, when an earlier day was closed: what
-- became of them is bound already, by the start of the volume after, and the line stays short.
CREATE FUNCTION register.heads(p_site_id bigint, p_before timestamptz) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT '{' || coalesce(string_agg(
        format('%s:[%s,"%s"]', to_json(k.name), last.line_no, encode(last.hash, 'hex')), ','
        ORDER BY k.name COLLATE "C"), '') || '}'
    FROM register.book k CROSS JOIN LATERAL (
        SELECT o.line_no, o.hash FROM register.line o
        WHERE o.book_id = k.id AND o.recorded_at < p_before ORDER BY o.line_no DESC LIMIT 1
    ) AS last
    WHERE k.site_id = p_site_id AND k.kind <> 'books' AND k.status <> 'HANDED_IN'
        AND NOT (k.status = 'FULL' AND k.closed_at < register.closed_up_to(p_site_id, p_before)
            AND EXISTS (SELECT FROM register.book n WHERE n.previous = k.name))
$$;

-- Draws the line under a day. A line belongs to the first closing that counts it, so to one day.
CREATE FUNCTION register.close_day(
    p_site_id bigint, p_day date, p_at timestamptz, p_actor text,
    OUT book_name text, OUT line_no integer, OUT hash bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ends timestamptz := (p_day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai';
    l register.line;
BEGIN
    IF register.now(p_at) < ends THEN
        RAISE EXCEPTION '% is not over', p_day USING ERRCODE = 'SF004';
    END IF;
    PERFORM register.list_now();
    l := register.write_in_books(p_site_id, 'day_closing', p_at, p_actor,
        format('close_day:%s:%s', p_site_id, to_char(p_day, 'YYYY-MM-DD')),
        format('{"day":"%s","do":"close_day","heads":%s}',
            to_char(p_day, 'YYYY-MM-DD'), register.heads(p_site_id, ends)));
    SELECT k.name INTO book_name FROM register.book k WHERE k.id = l.book_id;
    line_no := l.line_no; hash := l.hash;
END $$;

-- Which database this is: a dump restored elsewhere has another.
CREATE FUNCTION register.this_database() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.system_identifier || '.' || d.oid || '.' || c.timeline_id
    FROM pg_control_system() s, pg_control_checkpoint() c, pg_database d
    WHERE d.datname = current_database()
$$;

CREATE TABLE register.seat (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    database text NOT NULL
);
INSERT INTO register.seat (database) VALUES (register.this_database());

-- After a restore: every site's book of books says that an epoch begins, and what it began with.
CREATE FUNCTION register.begin_epoch(p_at timestamptz, p_actor text, p_reason text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE site bigint; sites integer := 0;
BEGIN
    PERFORM register.list_now();
    FOR site IN SELECT k.site_id FROM register.book k
        WHERE k.kind = 'books' AND k.number = 1 ORDER BY k.site_id LOOP
        PERFORM register.write_in_books(site, 'epoch', p_at, p_actor, NULL,
            format('{"database":"%s","do":"begin_epoch","heads":%s,"reason":%s}',
                register.this_database(), register.heads(site, 'infinity'), to_json(p_reason)));
        sites := sites + 1;
    END LOOP;
    UPDATE register.seat SET database = register.this_database();
    RETURN sites;
END $$;

-- Tells whether this database is a restored copy that has not begun its epoch.
CREATE FUNCTION register.is_moved() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT database <> register.this_database() FROM register.seat
$$;
