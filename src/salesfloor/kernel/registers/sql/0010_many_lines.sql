-- Lines of an old book in batches: each follows the one before it, and the volume is told once of them
-- all. Telling it line by line made every line walk past all earlier versions of the volume's row. The
-- functions here stand in place of those of the same names in 0005, 0007 and 0009.

SET LOCAL ROLE salesfloor_owner;

-- A line follows the one before it, and has the form that the format gives it. One that brings a
-- hash, as out of a backup, brings the right one. A late entry may stand ahead of what its volume tells
-- of, next to a line that stands there; by the end of the transaction the volume tells of it.
CREATE OR REPLACE FUNCTION register.check_line() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE b register.book; hash bytea;
BEGIN
    SELECT * INTO b FROM register.book WHERE id = NEW.book_id;
    IF NEW.kind = 'late_entry' AND NEW.line_no > b.lines + 1 AND NEW.line_no <= b.size THEN
        SELECT NEW.line_no - 1, o.hash, o.recorded_at INTO b.lines, b.head, b.last_at
            FROM register.line o WHERE o.book_id = NEW.book_id AND o.line_no = NEW.line_no - 1;
    END IF;
    hash := register.line_hash(b.name, NEW);
    NEW.hash := coalesce(NEW.hash, hash);
    IF b.id IS NULL OR b.lines IS NULL OR NEW.line_no <> b.lines + 1 OR NEW.prev <> b.head
        OR b.status <> 'OPEN' OR NEW.recorded_at < b.last_at OR NEW.hash <> hash THEN
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

-- A volume takes one line after another, is closed when full, and is handed in. Where it tells of several
-- lines at once they stand there, for each was let in behind the one before it.
CREATE OR REPLACE FUNCTION register.check_book() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.status = 'HANDED_IN' OR OLD.status = 'FULL' AND NEW.status = 'OPEN'
        OR NEW.lines > NEW.size OR NEW.status <> ALL ('{OPEN,FULL,HANDED_IN}')
        OR NEW.status <> 'HANDED_IN' AND (NEW.status = 'FULL') <> (NEW.lines = NEW.size)
        OR (NEW.status = 'OPEN') <> (NEW.closed_at IS NULL)
        OR (NEW.status = 'HANDED_IN') <> (NEW.handed_in_at IS NOT NULL AND NEW.handed_in_by <> '')
        OR NOT (NEW.lines = OLD.lines AND NEW.head = OLD.head AND NEW.last_at = OLD.last_at
            OR EXISTS (SELECT FROM register.line l
                WHERE l.book_id = NEW.id AND l.line_no = NEW.lines AND NEW.lines > OLD.lines
                  AND (NEW.lines = OLD.lines + 1 OR l.kind = 'late_entry')
                  AND l.hash = NEW.head AND l.recorded_at = NEW.last_at)) THEN
        RAISE EXCEPTION 'a volume is only filled, closed and handed in' USING ERRCODE = 'SF003';
    END IF;
    RETURN NEW;
END $$;

-- No transaction ends with late entries further ahead than the next line of what their volume tells of.
CREATE FUNCTION register.check_told() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.line_no > (SELECT b.lines + 1 FROM register.book b WHERE b.id = NEW.book_id) THEN
        RAISE EXCEPTION 'line % of volume % is not told of', NEW.line_no, NEW.book_id
            USING ERRCODE = 'SF004';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER check_told AFTER INSERT ON register.line
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'late_entry')
    EXECUTE FUNCTION register.check_told();
ALTER TABLE register.line ENABLE ALWAYS TRIGGER check_told;

-- Writes lines in the open volume of that number, one after another; each has its values in order.
CREATE OR REPLACE FUNCTION register.append_old(
    p_book_id bigint, p_at timestamptz, p_actor text, p_session text, p_policy_serial bigint,
    p_ats timestamptz[], p_bodies text[], p_commitments text[],
    p_lines integer[], p_fields text[], p_values text[], p_salts bytea[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE b register.book; l register.line; before integer;
BEGIN
    SET CONSTRAINTS register.check_told DEFERRED;
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
        l.prev := l.hash;
    END LOOP;
    IF cardinality(p_ats) > 0 THEN
        UPDATE register.book SET lines = l.line_no, head = l.hash, last_at = l.recorded_at,
            status = CASE WHEN l.line_no = size THEN 'FULL' ELSE status END,
            closed_at = CASE WHEN l.line_no = size THEN l.recorded_at END WHERE id = b.id;
    END IF;
    INSERT INTO register.value (book_id, line_no, field, value, salt)
        SELECT b.id, before + v.line, v.field, v.value, v.salt
        FROM unnest(p_lines, p_fields, p_values, p_salts) AS v (line, field, value, salt);
END $$;

REVOKE ALL ON FUNCTION register.check_told FROM PUBLIC;
RESET ROLE;
