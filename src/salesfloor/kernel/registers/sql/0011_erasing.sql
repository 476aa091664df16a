-- Personal values beside a line are destroyed with their salts once a notice of it stands in a register;
-- the trigger check_erasure of 0005 looks for it. The line and the chain stay as they are.

SET LOCAL ROLE salesfloor_owner;

CREATE FUNCTION register.erase(p_book_id bigint, p_line_no integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE gone integer;
BEGIN
    DELETE FROM register.value WHERE book_id = p_book_id AND line_no = p_line_no;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;

REVOKE ALL ON FUNCTION register.erase FROM PUBLIC;
GRANT EXECUTE ON FUNCTION register.erase TO salesfloor_app;
RESET ROLE;
