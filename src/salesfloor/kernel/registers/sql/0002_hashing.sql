-- The hashed forms. Leading byte 0: a line. 1 is kept for nodes of a tree over lines. 2: a start.
-- The second byte is the version of the format.

-- One field: four bytes of length, then the bytes.
CREATE FUNCTION register.packed(field bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT pg_catalog.int4send(pg_catalog.length(field)) || field $$;

CREATE FUNCTION register.microseconds(at timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT (extract(epoch FROM at) * 1000000)::bigint $$;

CREATE FUNCTION register.line_hash(book_name text, l register.line) RETURNS bytea
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
        || int8send(register.microseconds(l.recorded_at))
        || int8send(register.microseconds(l.at))
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

-- What a volume starts from: its own facts and the final hash of the volume before it.
CREATE FUNCTION register.start_hash(b register.book, previous_head bytea) RETURNS bytea
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN sha256('\x0201'::bytea
        || register.packed(convert_to(b.name, 'UTF8'))
        || int8send(b.first_no)
        || int8send(b.size)
        || int8send(coalesce(b.holder_id, 0))
        || int8send(register.microseconds(b.opened_at))
        || register.packed(convert_to(b.opened_by, 'UTF8'))
        || register.packed(convert_to(coalesce(b.previous, ''), 'UTF8'))
        || register.packed(coalesce(previous_head, ''::bytea)));
END $$;
