-- Lines of an old book that come in together fill a volume of their own. A line's own time is the one
-- that the old book tells; all are recorded at the moment at which they come in.

SET LOCAL ROLE salesfloor_owner;

-- Writes lines in the open volume of that number, one after another; each has its values in order.
CREATE FUNCTION register.append_old(
    p_book_id bigint, p_at timestamptz, p_actor text, p_session text, p_policy_serial bigint,
    p_ats timestamptz[], p_bodies text[], p_commitments text[],
    p_lines integer[], p_fields text[], p_values text[], p_salts bytea[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE b register.book; l register.line; before integer;
BEGIN
    SELECT * INTO b FROM register.book k
        WHERE k.id = p_book_id AND k.kind <> 'books' AND k.status = 'OPEN' FOR NO KEY UPDATE;
    IF NOT FOUND OR b.lines + cardinality(p_ats) > b.size THEN
        RAISE EXCEPTION 'volume % has no room for these lines', p_book_id USING ERRCODE = 'SF004';
    END IF;
    before := b.lines;
    l.kind := 'late_entry'; l.actor := p_actor; l.session := p_session;
    l.policy_serial := p_policy_serial; l.book_id := b.id;
    l.recorded_at := greatest(register.now(p_at), b.last_at);
    l.prev := b.head;
    FOR i IN 1 .. cardinality(p_ats) LOOP
        l.line_no := before + i; l.at := p_ats[i]; l.body := p_bodies[i];
        l.commitments := p_commitments[i]; l.hash := NULL;
        INSERT INTO register.line VALUES (l.*) RETURNING hash INTO l.hash;
        UPDATE register.book SET lines = l.line_no, head = l.hash, last_at = l.recorded_at,
            status = CASE WHEN l.line_no = size THEN 'FULL' ELSE status END,
            closed_at = CASE WHEN l.line_no = size THEN l.recorded_at END WHERE id = b.id;
        l.prev := l.hash;
    END LOOP;
    INSERT INTO register.value (book_id, line_no, field, value, salt)
        SELECT b.id, before + v.line, v.field, v.value, v.salt
        FROM unnest(p_lines, p_fields, p_values, p_salts) AS v (line, field, value, salt);
END $$;

REVOKE ALL ON FUNCTION register.append_old FROM PUBLIC;
GRANT EXECUTE ON FUNCTION register.append_old TO salesfloor_app;
RESET ROLE;
