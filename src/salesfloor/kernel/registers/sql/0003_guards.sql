-- Nobody alters or removes a line: not the product, not SQL by its role, not a replica setting.

CREATE FUNCTION register.refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION '% of a register is refused: a mistake is struck by a correcting line (3.2.3.3)', TG_OP
        USING ERRCODE = 'SF003';
END $$;

CREATE FUNCTION register.check_line() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE b register.book;
BEGIN
    SELECT * INTO STRICT b FROM register.book WHERE id = NEW.book_id;
    IF NEW.line_no <> b.lines + 1 OR NEW.prev <> b.head OR b.status <> 'OPEN'
        OR NEW.hash <> register.line_hash(b.name, NEW) THEN
        RAISE EXCEPTION 'line % does not follow in %', NEW.line_no, b.name USING ERRCODE = 'SF004';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION register.check_book() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF (NEW.id, NEW.site_id, NEW.kind, NEW.number, NEW.name, NEW.first_no, NEW.size, NEW.genesis)
        IS DISTINCT FROM
       (OLD.id, OLD.site_id, OLD.kind, OLD.number, OLD.name, OLD.first_no, OLD.size, OLD.genesis)
       OR NEW.lines NOT IN (OLD.lines, OLD.lines + 1)
       OR NEW.lines = OLD.lines AND NEW.head <> OLD.head THEN
        RAISE EXCEPTION 'a volume is only filled, closed and handed in' USING ERRCODE = 'SF003';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER check_line BEFORE INSERT ON register.line FOR EACH ROW EXECUTE FUNCTION register.check_line();
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON register.line FOR EACH ROW EXECUTE FUNCTION register.refuse();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON register.line FOR EACH STATEMENT EXECUTE FUNCTION register.refuse();
CREATE TRIGGER check_book BEFORE UPDATE ON register.book FOR EACH ROW EXECUTE FUNCTION register.check_book();
CREATE TRIGGER no_delete BEFORE DELETE ON register.book FOR EACH ROW EXECUTE FUNCTION register.refuse();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON register.book FOR EACH STATEMENT EXECUTE FUNCTION register.refuse();
CREATE TRIGGER no_change BEFORE UPDATE ON register.value FOR EACH ROW EXECUTE FUNCTION register.refuse();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON register.value FOR EACH STATEMENT EXECUTE FUNCTION register.refuse();

ALTER TABLE register.line ENABLE ALWAYS TRIGGER check_line;
ALTER TABLE register.line ENABLE ALWAYS TRIGGER no_change;
ALTER TABLE register.line ENABLE ALWAYS TRIGGER no_truncate;
ALTER TABLE register.book ENABLE ALWAYS TRIGGER check_book;
ALTER TABLE register.book ENABLE ALWAYS TRIGGER no_delete;
ALTER TABLE register.book ENABLE ALWAYS TRIGGER no_truncate;
ALTER TABLE register.value ENABLE ALWAYS TRIGGER no_change;
ALTER TABLE register.value ENABLE ALWAYS TRIGGER no_truncate;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA register FROM PUBLIC;
GRANT USAGE ON SCHEMA register TO salesfloor_app, salesfloor_verify;
GRANT SELECT ON ALL TABLES IN SCHEMA register TO salesfloor_app, salesfloor_verify;
GRANT EXECUTE ON FUNCTION register.append, register.open_volume, register.open_site, register.hand_in,
    register.now TO salesfloor_app;

-- The schema belongs to a role that nobody logs in as.
DO $$
DECLARE thing record;
BEGIN
    FOR thing IN SELECT format('TABLE register.%I', tablename) AS name FROM pg_tables WHERE schemaname = 'register'
        UNION ALL SELECT format('FUNCTION %s', p.oid::regprocedure) FROM pg_proc p
            WHERE p.pronamespace = 'register'::regnamespace
    LOOP
        EXECUTE 'ALTER ' || thing.name || ' OWNER TO salesfloor_owner';
    END LOOP;
    EXECUTE 'ALTER SCHEMA register OWNER TO salesfloor_owner';
END $$;
