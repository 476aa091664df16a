-- The least that 'register a visitor' can be: lock the book, next number, chain, insert, move
-- the turn; and a customer found by phone.  Both yardsticks run this.

CREATE SCHEMA yardstick;

CREATE TABLE yardstick.book (
    id integer PRIMARY KEY,
    next_no bigint NOT NULL DEFAULT 1,
    head bytea NOT NULL DEFAULT sha256('least'),
    turn integer NOT NULL DEFAULT 0,
    people integer NOT NULL DEFAULT 24
);
INSERT INTO yardstick.book (id) SELECT generate_series(1, 16);

CREATE TABLE yardstick.line (
    book integer NOT NULL REFERENCES yardstick.book,
    no bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    receiver integer NOT NULL,
    body text NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (book, no)
);

CREATE TABLE yardstick.customer (
    phone text PRIMARY KEY,
    owner integer NOT NULL,
    made_at timestamptz NOT NULL,
    lapses_at timestamptz NOT NULL
);

CREATE FUNCTION yardstick.register(which integer, written text, OUT line_no bigint, OUT receiver integer)
LANGUAGE plpgsql AS $$
DECLARE b yardstick.book; line_hash bytea;
BEGIN
    SELECT * INTO STRICT b FROM yardstick.book WHERE id = which FOR UPDATE;
    line_hash := sha256(b.head || convert_to(written, 'UTF8'));
    INSERT INTO yardstick.line (book, no, receiver, body, hash)
        VALUES (which, b.next_no, b.turn, written, line_hash);
    UPDATE yardstick.book SET next_no = next_no + 1, head = line_hash, turn = (turn + 1) % people
        WHERE id = which;
    line_no := b.next_no; receiver := b.turn;
END $$;
