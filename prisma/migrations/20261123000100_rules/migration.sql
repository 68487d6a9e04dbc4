-- What the schema language cannot say: the rules that make wrong data impossible.


-- ---------------------------------------------------------------- accounts and staff
ALTER TABLE account
  ADD CONSTRAINT account_name_given CHECK (btrim(name) <> ''),
  ADD CONSTRAINT account_attempts CHECK ("failedAttempts" >= 0);
ALTER TABLE account_session ADD CONSTRAINT account_session_times CHECK ("expiresAt" > "createdAt");
ALTER TABLE verification_code
  ADD CONSTRAINT verification_code_times CHECK ("expiresAt" > "sentAt" AND "consumedAt" >= "sentAt"),
  ADD CONSTRAINT verification_code_attempts CHECK (attempts BETWEEN 0 AND 5);
ALTER TABLE division
  ADD CONSTRAINT division_code CHECK (code ~ '^[0-9]{6}$'),
  ADD CONSTRAINT division_level CHECK (level BETWEEN 1 AND 3),
  ADD CONSTRAINT division_times CHECK ("validTo" > "validFrom");
ALTER TABLE staff ADD CONSTRAINT staff_username CHECK (username ~ '^[a-z0-9][a-z0-9._-]{1,39}$');

-- ---------------------------------------------------------------- photos
ALTER TABLE photo
  ADD CONSTRAINT photo_size CHECK (width > 0 AND height > 0 AND bytes > 0),
  ADD CONSTRAINT photo_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT photo_place CHECK (
    (latitude IS NULL) = (longitude IS NULL) AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180);

-- ---------------------------------------------------------------- filings
ALTER TABLE filing
  ADD CONSTRAINT "filing_districtCode_fkey" FOREIGN KEY ("districtCode") REFERENCES division (code) ON DELETE NO ACTION ON UPDATE NO ACTION,
  ADD CONSTRAINT filing_version CHECK (version >= 1 AND revision >= 0),
  ADD CONSTRAINT filing_content CHECK (jsonb_typeof(content) = 'object'),
  ADD CONSTRAINT filing_submitted CHECK (
    status = 'DRAFT'
    OR (revision >= 1 AND "submittedAt" IS NOT NULL AND "warnAt" IS NOT NULL AND "dueAt" IS NOT NULL
        AND "districtCode" IS NOT NULL AND kind IS NOT NULL)),
  ADD CONSTRAINT filing_deadline CHECK ("submittedAt" <= "warnAt" AND "warnAt" <= "dueAt"),
  ADD CONSTRAINT filing_claim CHECK (
    (status = 'IN_REVIEW') = ("claimedById" IS NOT NULL)
    AND ("claimedById" IS NULL) = ("claimedAt" IS NULL)
    AND ("claimedById" IS NULL) = ("claimExpiresAt" IS NULL)
    AND "claimedAt" < "claimExpiresAt"),
  ADD CONSTRAINT filing_reviewed CHECK (
    (status IN ('RETURNED', 'DECLINED', 'APPROVED', 'COLLECTED')) = ("reviewedAt" IS NOT NULL)),
  ADD CONSTRAINT filing_collected CHECK ((status = 'COLLECTED') = ("collectedAt" IS NOT NULL)),
  ADD CONSTRAINT filing_times CHECK (
    "submittedAt" >= "createdAt" AND "reviewedAt" >= "submittedAt" AND "collectedAt" >= "reviewedAt"),
  ADD CONSTRAINT filing_stage CHECK (
    (status IN ('APPROVED', 'COLLECTED')) = ("emissionStage" IS NOT NULL) AND "emissionStage" ~ '^[0-4DX]$'),
  ADD CONSTRAINT filing_consent CHECK ("filerId" = "ownerId" OR "ownerConsentAt" IS NOT NULL);
ALTER TABLE filing_revision ADD CONSTRAINT filing_revision_number CHECK (number >= 1);
ALTER TABLE decision_reason ADD CONSTRAINT decision_reason_text CHECK (btrim(text) <> '');
ALTER TABLE notice ADD CONSTRAINT notice_times CHECK ("readAt" >= "createdAt");

-- A submitted revision is a record: nobody edits it.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER filing_revision_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON filing_revision
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER revision_photo_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON revision_photo
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON decision
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ---------------------------------------------------------------- numbers and machines
ALTER TABLE number_series
  ADD CONSTRAINT number_series_prefix CHECK (prefix ~ '^[0-9A-HJ-NP-Z]{0,4}$'),
  ADD CONSTRAINT number_series_range CHECK (
    0 <= "firstSerial" AND "firstSerial" <= "lastSerial" AND length("lastSerial"::text) <= 8 - length(prefix)),
  ADD CONSTRAINT number_series_next CHECK ("nextSerial" BETWEEN "firstSerial" AND "lastSerial" + 1),
  ADD CONSTRAINT number_series_warning CHECK ("warnBelow" >= 0);

-- No two series may ever hand out the same body. Bodies have a fixed length, so a series is a range of texts.
CREATE TYPE body_range AS RANGE (subtype = text, collation = "C");
ALTER TABLE number_series ADD CONSTRAINT number_series_apart EXCLUDE USING gist (
  body_range(
    prefix || lpad("firstSerial"::text, 8 - length(prefix), '0'),
    prefix || lpad("lastSerial"::text, 8 - length(prefix), '0'), '[]') WITH &&);

ALTER TABLE machine
  ADD CONSTRAINT "machine_districtCode_fkey" FOREIGN KEY ("districtCode") REFERENCES division (code) ON DELETE NO ACTION ON UPDATE NO ACTION,
  ADD CONSTRAINT machine_number_body CHECK ("numberBody" ~ '^[0-9A-HJ-NP-Z]{8}$'),
  ADD CONSTRAINT machine_stage CHECK ("emissionStage" ~ '^[0-4DX]$'),
  ADD CONSTRAINT machine_token CHECK (length("checkToken") >= 22),
  ADD CONSTRAINT machine_area_given CHECK ("districtCode" IS NOT NULL);
ALTER TABLE machine_number
  ADD CONSTRAINT machine_number_format CHECK (number ~ '^[0-4DX]-[0-9A-HJ-NP-Z]{8}$'),
  ADD CONSTRAINT machine_number_times CHECK ("validTo" > "validFrom");
CREATE UNIQUE INDEX machine_number_current ON machine_number ("machineId") WHERE "validTo" IS NULL;

-- ---------------------------------------------------------------- pickups and prints
-- A code is unique among the uncollected ones of a bureau; a collected one is free again.
CREATE UNIQUE INDEX pickup_code_waiting ON pickup ("bureauId", "codeIndex") WHERE "collectedAt" IS NULL;
CREATE INDEX pickup_waiting ON pickup ("bureauId", "createdAt", id) WHERE "collectedAt" IS NULL;
ALTER TABLE pickup
  ADD CONSTRAINT pickup_times CHECK ("collectedAt" >= "createdAt"),
  ADD CONSTRAINT pickup_collection CHECK (
    ("collectedAt" IS NULL) = ("collectorKind" IS NULL)
    AND ("collectedAt" IS NULL) = ("collectorName" IS NULL)
    AND ("collectedAt" IS NULL) = ("handedOverById" IS NULL)
    AND ("collectedAt" IS NULL) = (cardinality(items) = 0)),
  ADD CONSTRAINT pickup_items CHECK (items <@ ARRAY['STICKER', 'CARD', 'FORM', 'GUIDE']);
ALTER TABLE print_copy ADD CONSTRAINT print_copy_number CHECK ("copyNumber" >= 1);

-- ---------------------------------------------------------------- audit
CREATE TRIGGER audit_event_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seal_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION audit_event_to_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_unsealed ("eventId") VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER audit_event_to_seal AFTER INSERT ON audit_event
  FOR EACH ROW EXECUTE FUNCTION audit_event_to_seal();

ALTER TABLE setting ADD CONSTRAINT setting_key CHECK (key ~ '^[a-z][a-z0-9-]*$');
ALTER TABLE list_item ADD CONSTRAINT list_item_code CHECK (code ~ '^[A-Z0-9_]{1,40}$' AND btrim(name) <> '');
