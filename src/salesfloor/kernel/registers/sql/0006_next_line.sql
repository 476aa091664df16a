-- A line whose number is asked for first, so that all that names the number can go along with it.

SET LOCAL ROLE salesfloor_owner;

-- Locks the open volume of a site's register and says where its next line will stand; answers
-- nothing where no volume is open yet.
CREATE FUNCTION register.next_line(
    p_site_id bigint, p_kind text,
    OUT book_id bigint, OUT volume integer, OUT line_no integer, OUT register_no bigint,
    OUT fills boolean
) RETURNS SETOF record
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE b register.book := register.lock_open(p_site_id, p_kind, NULL);
BEGIN
    IF p_kind = 'books' OR b.id IS NULL THEN
        RETURN;
    END IF;
    book_id := b.id; volume := b.number; line_no := b.lines + 1;
    register_no := b.first_no + b.lines; fills := b.lines + 1 = b.size;
    RETURN NEXT;
END $$;

-- Writes the line that `next_line` spoke of, and no other.
CREATE FUNCTION register.append_next(
    p_book_id bigint, p_line_no integer, p_site_id bigint, p_kind text, p_size integer, p_at timestamptz,
    p_actor text, p_session text, p_policy_serial bigint, p_body text,
    p_fields text[], p_values text[], p_salts bytea[], p_commitments text[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE written record;
BEGIN
    SELECT a.book_id, a.line_no INTO written FROM register.append(
        p_site_id, p_kind, NULL, p_size, 'entry', p_at, p_actor, p_session, NULL, NULL,
        p_policy_serial, p_body, p_fields, p_values, p_salts, p_commitments) a;
    IF (written.book_id, written.line_no) IS DISTINCT FROM (p_book_id, p_line_no) THEN
        RAISE EXCEPTION 'line % of volume % is taken', p_line_no, p_book_id USING ERRCODE = 'SF004';
    END IF;
END $$;

REVOKE ALL ON FUNCTION register.next_line, register.append_next FROM PUBLIC;
GRANT EXECUTE ON FUNCTION register.next_line, register.append_next TO salesfloor_app;
RESET ROLE;
