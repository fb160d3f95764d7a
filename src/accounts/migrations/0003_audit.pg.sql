-- Who did what when and from where. Rows are added and never changed or removed; every ten minutes those added are sealed.
-- Texts are never null, so that a row has one form to be sealed in. It names accounts by id alone: who an id was goes when the
-- account is erased.
CREATE TABLE audit_events (
    id $ID,
    happened_at TEXT NOT NULL,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    client TEXT NOT NULL,
    request_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX audit_events_by_account ON audit_events (account_id, id);

CREATE TABLE audit_seals (
    id $ID,
    sealed_at TEXT NOT NULL,
    first_event BIGINT NOT NULL,
    last_event BIGINT NOT NULL,
    previous_seal TEXT NOT NULL,
    seal TEXT NOT NULL
);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log is only ever added to'; END $$;
CREATE TRIGGER audit_events_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_seals_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seals
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
