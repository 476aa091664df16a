-- Nobody alters or removes a line: not the product, not SQL by its role, not a replica setting.
-- The owner of the tables can still take these guards away; then the chain shows it.

CREATE FUNCTION register.refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% of a register is refused: a mistake is struck by a correcting line (3.2.3.3)',
        TG_OP USING ERRCODE = 'SF003';
END $$;

-- A line follows the one before it, and has the form that the format gives it.
CREATE FUNCTION register.check_line() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE b register.book;
BEGIN
    SELECT * INTO b FROM register.book WHERE id = NEW.book_id;
    IF NOT FOUND OR NEW.line_no <> b.lines + 1 OR NEW.prev <> b.head OR b.status <> 'OPEN'
        OR NEW.recorded_at < b.last_at OR NEW.hash <> register.line_hash(b.name, NEW) THEN
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

-- A new volume starts empty, from the hash of its own facts.
CREATE FUNCTION register.start_book() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE before register.book;
BEGIN
    IF NEW.kind !~ '^[a-z][a-z_]{0,39}$' OR NEW.number < 1 OR NEW.first_no < 1
        OR NEW.size < 1 OR NEW.kind = 'books' AND NEW.size < 2  -- it lists itself
        OR NEW.holder_id < 1 OR octet_length(NEW.opened_by) NOT BETWEEN 1 AND 256
        OR NEW.name !~ '^[^/:[:space:][:cntrl:]]{1,64}/[a-z_]+/[0-9]+$'
        OR split_part(NEW.name, '/', 2) <> NEW.kind
        OR split_part(NEW.name, '/', 3) <> NEW.number::text THEN
        RAISE EXCEPTION 'volume % has not the form of a volume', NEW.name USING ERRCODE = 'SF004';
    END IF;
    IF NEW.previous IS NOT NULL THEN
        SELECT * INTO STRICT before FROM register.book
            WHERE name = NEW.previous AND site_id = NEW.site_id AND kind = NEW.kind;
        IF before.status = 'OPEN' THEN
            RAISE EXCEPTION '% is still open', before.name USING ERRCODE = 'SF004';
        END IF;
    END IF;
    NEW.genesis := register.start_hash(NEW, before.head);
    NEW.head := NEW.genesis;
    NEW.lines := 0;
    NEW.last_at := NEW.opened_at;
    NEW.status := 'OPEN';
    NEW.closed_at := NULL; NEW.handed_in_at := NULL; NEW.handed_in_by := NULL;
    RETURN NEW;
END $$;

-- A volume takes one line after another, is closed when full, and is handed in.
CREATE FUNCTION register.check_book() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.status = 'HANDED_IN' OR OLD.status = 'FULL' AND NEW.status = 'OPEN'
        OR NEW.lines > NEW.size OR NEW.status <> ALL ('{OPEN,FULL,HANDED_IN}')
        OR NEW.status <> 'HANDED_IN' AND (NEW.status = 'FULL') <> (NEW.lines = NEW.size)
        OR (NEW.status = 'OPEN') <> (NEW.closed_at IS NULL)
        OR (NEW.status = 'HANDED_IN') <> (NEW.handed_in_at IS NOT NULL AND NEW.handed_in_by <> '')
        OR NOT (NEW.lines = OLD.lines AND NEW.head = OLD.head AND NEW.last_at = OLD.last_at
            OR EXISTS (SELECT FROM register.line l
                WHERE l.book_id = NEW.id AND l.line_no = OLD.lines + 1 AND l.line_no = NEW.lines
                  AND l.hash = NEW.head AND l.recorded_at = NEW.last_at)) THEN
        RAISE EXCEPTION 'a volume is only filled, closed and handed in' USING ERRCODE = 'SF003';
    END IF;
    RETURN NEW;
END $$;

-- At the commit, so that the book of books is the last lock of every transaction.
CREATE FUNCTION register.list_volume() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE clock text;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        PERFORM register.write_in_books(NEW.site_id, 'hand_in', NEW.handed_in_at, NEW.handed_in_by,
            NULL, format('{"do":"hand_in","final":"%s","lines":%s,"volume":%s}',
                encode(NEW.head, 'hex'), NEW.lines, to_json(NEW.name)));
        RETURN NULL;
    END IF;
    SELECT CASE WHEN NEW.kind = 'books' THEN format('"clock":"%s",', c.mode) ELSE '' END INTO clock
        FROM register.clock c;
    PERFORM register.write_in_books(NEW.site_id, 'entry', NEW.opened_at, NEW.opened_by, NULL,
        format('{%s"do":"open_volume","start":"%s","volume":%s}',
            clock, encode(NEW.genesis, 'hex'), to_json(NEW.name)));
    RETURN NULL;
END $$;

-- A clock that is set is told in every book of books.
CREATE FUNCTION register.tell_clock() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE site bigint;
BEGIN
    PERFORM register.list_now();
    FOR site IN SELECT k.site_id FROM register.book k
        WHERE k.kind = 'books' AND k.number = 1 ORDER BY k.site_id LOOP
        PERFORM register.write_in_books(site, 'epoch', register.now(clock_timestamp()), 'salesfloor',
            NULL, format('{"ahead_seconds":%s,"clock":"%s","do":"set_clock"}',
                floor(extract(epoch FROM NEW.ahead)), NEW.mode));
    END LOOP;
    RETURN NULL;
END $$;

-- A personal value goes only after a notice of its erasure stands in a register.
CREATE FUNCTION register.check_erasure() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM register.book k JOIN register.line o
            ON o.kind = 'erasure' AND o.ref = k.name || ':' || OLD.line_no
        WHERE k.id = OLD.book_id
    ) THEN
        RAISE EXCEPTION 'a value is erased after its notice only' USING ERRCODE = 'SF003';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER check_line BEFORE INSERT ON register.line FOR EACH ROW EXECUTE FUNCTION register.check_line();
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON register.line FOR EACH ROW EXECUTE FUNCTION register.refuse();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON register.line FOR EACH STATEMENT EXECUTE FUNCTION register.refuse();
CREATE TRIGGER start_book BEFORE INSERT ON register.book FOR EACH ROW EXECUTE FUNCTION register.start_book();
CREATE TRIGGER check_book BEFORE UPDATE ON register.book FOR EACH ROW EXECUTE FUNCTION register.check_book();
CREATE TRIGGER no_change BEFORE UPDATE OF id, site_id, kind, number, name, holder_id, previous, first_no, size,
    genesis, opened_at, opened_by ON register.book FOR EACH ROW EXECUTE FUNCTION register.refuse();
CREATE TRIGGER no_delete BEFORE DELETE ON register.book FOR EACH ROW EXECUTE FUNCTION register.refuse();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON register.book FOR EACH STATEMENT EXECUTE FUNCTION register.refuse();
CREATE CONSTRAINT TRIGGER list_opened AFTER INSERT ON register.book
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register.list_volume();
CREATE CONSTRAINT TRIGGER list_handed_in AFTER UPDATE ON register.book
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.status <> 'HANDED_IN' AND NEW.status = 'HANDED_IN')
    EXECUTE FUNCTION register.list_volume();
CREATE TRIGGER no_change BEFORE UPDATE ON register.value FOR EACH ROW EXECUTE FUNCTION register.refuse();
CREATE TRIGGER check_erasure BEFORE DELETE ON register.value FOR EACH ROW EXECUTE FUNCTION register.check_erasure();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON register.value FOR EACH STATEMENT EXECUTE FUNCTION register.refuse();
CREATE TRIGGER tell_clock AFTER UPDATE ON register.clock FOR EACH ROW EXECUTE FUNCTION register.tell_clock();

DO $$
DECLARE guard record;
BEGIN
    FOR guard IN SELECT t.tgname, t.tgrelid::regclass AS guarded FROM pg_trigger t
        JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'register'::regnamespace AND NOT t.tgisinternal LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', guard.guarded, guard.tgname);
    END LOOP;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA register FROM PUBLIC;
GRANT USAGE ON SCHEMA register TO salesfloor_app, salesfloor_verify;
GRANT SELECT ON ALL TABLES IN SCHEMA register TO salesfloor_app, salesfloor_verify;
GRANT EXECUTE ON FUNCTION register.append, register.open_site, register.open_volume, register.hand_in,
    register.close_day, register.begin_epoch, register.is_moved, register.now TO salesfloor_app;
GRANT EXECUTE ON FUNCTION register.now, register.is_moved TO salesfloor_verify;
RESET ROLE;
