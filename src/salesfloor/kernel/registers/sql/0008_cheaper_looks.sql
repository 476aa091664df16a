-- What is looked at for every line, in the cheapest way that says the same.

SET LOCAL ROLE salesfloor_owner;

-- Writes one line in a book whose row is locked, with the personal values that stand beside it.
-- Lengths are asked for by themselves: a pattern that counts costs a tenth of the whole append.
CREATE OR REPLACE FUNCTION register.write_with_values(
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
        IF said !~ '^[a-z][a-z0-9_]*=[0-9a-f]*$' OR length(p_fields[i]) > 60
            OR length(p_commitments[i]) <> 64 OR length(p_salts[i]) <> 32
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

-- Locks the open volume of a site's register and says where its next line will stand; answers
-- nothing but NULL where no volume is open yet.
DROP FUNCTION register.next_line;
CREATE FUNCTION register.next_line(
    p_site_id bigint, p_kind text,
    OUT book_id bigint, OUT volume integer, OUT line_no integer, OUT register_no bigint,
    OUT fills boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE b register.book := register.lock_open(p_site_id, p_kind, NULL);
BEGIN
    IF p_kind <> 'books' AND b.id IS NOT NULL THEN
        book_id := b.id; volume := b.number; line_no := b.lines + 1;
        register_no := b.first_no + b.lines; fills := b.lines + 1 = b.size;
    END IF;
END $$;

REVOKE ALL ON FUNCTION register.next_line FROM PUBLIC;
GRANT EXECUTE ON FUNCTION register.next_line TO salesfloor_app;
RESET ROLE;
