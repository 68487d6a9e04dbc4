-- What the database derives by itself: words of owners' names for the search, and figures. docs/decisions/0013 and 0014.

-- ---------------------------------------------------------------- rules of the new tables
ALTER TABLE division DROP CONSTRAINT division_level, ADD CONSTRAINT division_level CHECK (level BETWEEN 0 AND 3);
ALTER TABLE account ADD CONSTRAINT account_phone_whole CHECK ((phone IS NULL) = ("phoneIndex" IS NULL));
ALTER TABLE machine
  -- 国五 and 国六 stand in older registers; we issue none.
  DROP CONSTRAINT machine_stage,
  ADD CONSTRAINT machine_stage CHECK (
    "emissionStage" ~ '^[0-4DX]$' OR ("loadId" IS NOT NULL AND "emissionStage" ~ '^[56]$')),
  -- A machine comes from a filing that we numbered or from a load, never from nowhere and never from both.
  ADD CONSTRAINT machine_source CHECK (
    ("filingId" IS NULL) <> ("loadId" IS NULL) AND ("loadId" IS NOT NULL OR "seriesId" IS NOT NULL));
ALTER TABLE machine_number
  DROP CONSTRAINT machine_number_format,
  ADD CONSTRAINT machine_number_format CHECK (number ~ '^[0-6DX]-[0-9A-HJ-NP-Z]{8}$');
ALTER TABLE machine_past ADD CONSTRAINT machine_past_what CHECK (btrim(what) <> '');
ALTER TABLE history_load ADD CONSTRAINT history_load_rows CHECK (
  "readRows" >= 0 AND "addedRows" >= 0 AND "knownRows" >= 0 AND "refusedRows" >= 0);
ALTER TABLE saved_search ADD CONSTRAINT saved_search_name CHECK (btrim(name) <> '' AND length(name) <= 30);
ALTER TABLE machine_export
  -- A file in the making and one that is to be removed have their key too: it is named until it is gone.
  ADD CONSTRAINT machine_export_file CHECK (status <> 'WAITING' OR "storageKey" IS NULL),
  ADD CONSTRAINT machine_export_done CHECK
    (status <> 'DONE' OR ("storageKey" IS NOT NULL AND "expiresAt" IS NOT NULL AND bytes > 0)),
  ADD CONSTRAINT machine_export_columns CHECK (cardinality(columns) > 0);
CREATE UNIQUE INDEX alert_open ON alert (kind, subject) WHERE "endedAt" IS NULL;
ALTER TABLE alert
  ADD CONSTRAINT alert_urgency CHECK (urgency BETWEEN 1 AND 3),
  ADD CONSTRAINT alert_places CHECK (cardinality(places) > 0);

-- ---------------------------------------------------------------- the same file in several filings
-- A photo's hash never changes: its copy beside each use makes "where else is this file shown" one look into one index.
CREATE FUNCTION filing_photo_hash() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT p.sha256 INTO NEW.sha256 FROM photo p WHERE p.id = NEW."photoId";
  RETURN NEW;
END $$;
UPDATE filing_photo fp SET sha256 = p.sha256 FROM photo p WHERE p.id = fp."photoId";
CREATE TRIGGER filing_photo_hash BEFORE INSERT OR UPDATE OF "photoId" ON filing_photo
  FOR EACH ROW EXECUTE FUNCTION filing_photo_hash();

-- ---------------------------------------------------------------- numbers of older registers
-- A series may not hold a body that is taken: handing it out would fail at every approval. The lock is also held by a
-- load of older registrations, which refuses bodies that a series has still to give (docs/decisions/0016).
CREATE FUNCTION number_series_free() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  taken text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('number_bodies'));
  IF NEW."nextSerial" > NEW."lastSerial" THEN RETURN NEW; END IF;
  SELECT max("numberBody") INTO taken FROM machine
  WHERE "numberBody" BETWEEN (NEW.prefix || lpad(NEW."nextSerial"::text, 8 - length(NEW.prefix), '0'))::char(8)
      AND (NEW.prefix || lpad(NEW."lastSerial"::text, 8 - length(NEW.prefix), '0'))::char(8)
    AND substr("numberBody"::text, length(NEW.prefix) + 1) ~ '^[0-9]+$';
  IF taken IS NOT NULL THEN
    RAISE EXCEPTION 'number_series_free: % is taken', taken USING ERRCODE = 'check_violation', CONSTRAINT = 'number_series_free';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER number_series_free BEFORE INSERT OR UPDATE OF prefix, "firstSerial", "lastSerial" ON number_series
  FOR EACH ROW EXECUTE FUNCTION number_series_free();

-- ---------------------------------------------------------------- owners' names, two characters at a time
-- The name as nameKey (lib/core/normalise.ts) compares it. Not STRICT, which would keep it from being inlined.
CREATE FUNCTION name_grams(name text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT DISTINCT substr(n.plain, i, 2)
  FROM (SELECT translate(upper(regexp_replace(normalize(name, NFKC), '\s', '', 'g')), '•‧・･∙⋅', '······')) n (plain),
    generate_series(1, length(n.plain) - 1) i
$$;

CREATE FUNCTION machine_grams_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO machine_owner_gram ("cityCode", gram, "registeredAt", "machineId", "districtCode")
  SELECT m."cityCode", g, m."registeredAt", m.id, m."districtCode"
  FROM new_rows m JOIN account a ON a.id = m."ownerId", name_grams(a.name) g;
  RETURN NULL;
END $$;
CREATE FUNCTION machine_grams_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM machine_owner_gram w USING old_rows m, account a, name_grams(a.name) g
  WHERE a.id = m."ownerId" AND w."cityCode" = m."cityCode" AND w.gram = g AND w."registeredAt" = m."registeredAt"
    AND w."machineId" = m.id;
  RETURN NULL;
END $$;
CREATE FUNCTION machine_grams_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM machine_owner_gram w USING old_rows o, new_rows n, account a, name_grams(a.name) g
  WHERE n.id = o.id
    AND (n."ownerId", n."districtCode", n."registeredAt") IS DISTINCT FROM (o."ownerId", o."districtCode", o."registeredAt")
    AND a.id = o."ownerId" AND w."cityCode" = o."cityCode" AND w.gram = g AND w."registeredAt" = o."registeredAt"
    AND w."machineId" = o.id;
  INSERT INTO machine_owner_gram ("cityCode", gram, "registeredAt", "machineId", "districtCode")
  SELECT n."cityCode", g, n."registeredAt", n.id, n."districtCode"
  FROM old_rows o JOIN new_rows n ON n.id = o.id JOIN account a ON a.id = n."ownerId", name_grams(a.name) g
  WHERE (n."ownerId", n."districtCode", n."registeredAt") IS DISTINCT FROM (o."ownerId", o."districtCode", o."registeredAt");
  RETURN NULL;
END $$;
CREATE TRIGGER machine_grams_added AFTER INSERT ON machine
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION machine_grams_added();
CREATE TRIGGER machine_grams_removed AFTER DELETE ON machine
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION machine_grams_removed();
CREATE TRIGGER machine_grams_moved AFTER UPDATE ON machine
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION machine_grams_moved();

CREATE FUNCTION account_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM machine_owner_gram w USING machine m, name_grams(OLD.name) g
  WHERE m."ownerId" = OLD.id AND w."cityCode" = m."cityCode" AND w.gram = g AND w."registeredAt" = m."registeredAt"
    AND w."machineId" = m.id;
  INSERT INTO machine_owner_gram ("cityCode", gram, "registeredAt", "machineId", "districtCode")
  SELECT m."cityCode", g, m."registeredAt", m.id, m."districtCode"
  FROM machine m, name_grams(NEW.name) g WHERE m."ownerId" = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER account_renamed AFTER UPDATE OF name ON account
  FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION account_renamed();

-- ---------------------------------------------------------------- figures of machines
-- A district, its city, its province and the whole country; a city without districts is its own district.
CREATE FUNCTION area_codes(district char(6)) RETURNS SETOF char(6) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT DISTINCT unnest(ARRAY[district, left(district, 4) || '00', left(district, 2) || '0000', '000000'])::char(6)
$$;
CREATE FUNCTION china_month(at timestamptz) RETURNS date LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT date_trunc('month', at AT TIME ZONE 'Asia/Shanghai')::date
$$;

-- The machines as they are counted: the truth that the sums are compared with.
CREATE VIEW machine_counted AS
SELECT "districtCode", coalesce("categoryCode", '') AS "categoryCode", "emissionStage",
  coalesce("fuelCode", '') AS "fuelCode", coalesce("placeCode", '') AS "placeCode", status::text AS status,
  coalesce("manufacturedYear", 0)::smallint AS "manufacturedYear", china_month("registeredAt") AS "registeredMonth"
FROM machine;

CREATE FUNCTION machine_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO machine_delta ("districtCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", status,
    "manufacturedYear", "registeredMonth", amount)
  SELECT "districtCode", coalesce("categoryCode", ''), "emissionStage", coalesce("fuelCode", ''),
    coalesce("placeCode", ''), status::text, coalesce("manufacturedYear", 0), china_month("registeredAt"), sum(amount)
  FROM (
    SELECT "districtCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", status, "manufacturedYear",
      "registeredAt", 1 AS amount FROM new_rows
    UNION ALL
    SELECT "districtCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", status, "manufacturedYear",
      "registeredAt", -1 FROM old_rows
  ) c
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(amount) <> 0;
  RETURN NULL;
END $$;
-- An insert has no old rows and a delete no new ones: a function of its own for each.
CREATE FUNCTION machine_figures_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO machine_delta ("districtCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", status,
    "manufacturedYear", "registeredMonth", amount)
  SELECT "districtCode", coalesce("categoryCode", ''), "emissionStage", coalesce("fuelCode", ''),
    coalesce("placeCode", ''), status::text, coalesce("manufacturedYear", 0), china_month("registeredAt"), count(*)
  FROM new_rows GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
  RETURN NULL;
END $$;
CREATE FUNCTION machine_figures_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO machine_delta ("districtCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", status,
    "manufacturedYear", "registeredMonth", amount)
  SELECT "districtCode", coalesce("categoryCode", ''), "emissionStage", coalesce("fuelCode", ''),
    coalesce("placeCode", ''), status::text, coalesce("manufacturedYear", 0), china_month("registeredAt"), -count(*)
  FROM old_rows GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
  RETURN NULL;
END $$;
CREATE TRIGGER machine_figures_added AFTER INSERT ON machine
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION machine_figures_added();
CREATE TRIGGER machine_figures_removed AFTER DELETE ON machine
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION machine_figures_removed();
CREATE TRIGGER machine_figures_changed AFTER UPDATE ON machine
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION machine_figures();

-- ---------------------------------------------------------------- figures of the review
-- Hours up to three days, whole days after: fine enough for a median, few enough to add up.
CREATE FUNCTION review_hours(took interval) RETURNS smallint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN h < 72 THEN greatest(h, 0) ELSE least(h / 24 * 24, 2160) END::smallint
  FROM (SELECT floor(extract(epoch FROM took) / 3600)::int) t (h)
$$;
-- A deadline is the end of its last day, which is the first moment of the next.
CREATE FUNCTION review_timeliness(decided timestamptz, due timestamptz) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN due IS NULL THEN 'BEFORE'
    WHEN decided > due THEN 'OVER'
    WHEN (decided AT TIME ZONE 'Asia/Shanghai')::date = ((due - interval '1 ms') AT TIME ZONE 'Asia/Shanghai')::date
      THEN 'ON'
    ELSE 'BEFORE' END
$$;

-- Whose figures a decision counts in, and its deadline, are those of its moment: both change afterwards.
CREATE FUNCTION decision_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT f."districtCode", f."submittedAt", f."dueAt" INTO NEW."districtCode", NEW."submittedAt", NEW."dueAt"
  FROM filing f WHERE f.id = NEW."filingId";
  SELECT s."bureauId" INTO NEW."bureauId" FROM staff s WHERE s.id = NEW."staffId";
  RETURN NEW;
END $$;
CREATE TRIGGER decision_facts BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION decision_facts();

-- The events of the review as they are counted: the truth that the sums are compared with.
CREATE VIEW review_counted AS
SELECT "districtCode", china_month("submittedAt") AS month, 'RECEIVED' AS measure,
  CASE WHEN number = 1 THEN 'FIRST' ELSE 'AGAIN' END AS key, 0::smallint AS hours,
  NULL::uuid AS "bureauId", NULL::uuid AS "staffId"
FROM filing_revision
UNION ALL
SELECT "districtCode", china_month("decidedAt"), kind::text, review_timeliness("decidedAt", "dueAt"),
  review_hours("decidedAt" - "submittedAt"), "bureauId", "staffId"
FROM decision
UNION ALL
SELECT d."districtCode", china_month(d."decidedAt"), 'REASON', r.code, 0::smallint, NULL, NULL
FROM decision_reason r JOIN decision d ON d.id = r."decisionId";

CREATE FUNCTION review_received() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO review_delta ("districtCode", month, measure, key, hours, amount)
  SELECT "districtCode", china_month("submittedAt"), 'RECEIVED', CASE WHEN number = 1 THEN 'FIRST' ELSE 'AGAIN' END, 0,
    count(*)
  FROM new_rows GROUP BY 1, 2, 4;
  RETURN NULL;
END $$;
CREATE FUNCTION review_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO review_delta ("districtCode", month, measure, key, hours, "bureauId", "staffId", amount)
  SELECT "districtCode", china_month("decidedAt"), kind::text, review_timeliness("decidedAt", "dueAt"),
    review_hours("decidedAt" - "submittedAt"), "bureauId", "staffId", count(*)
  FROM new_rows GROUP BY 1, 2, 3, 4, 5, 6, 7;
  RETURN NULL;
END $$;
CREATE FUNCTION review_reasoned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO review_delta ("districtCode", month, measure, key, hours, amount)
  SELECT d."districtCode", china_month(d."decidedAt"), 'REASON', r.code, 0, count(*)
  FROM new_rows r JOIN decision d ON d.id = r."decisionId" GROUP BY 1, 2, 4;
  RETURN NULL;
END $$;
CREATE TRIGGER review_received AFTER INSERT ON filing_revision
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION review_received();
CREATE TRIGGER review_decided AFTER INSERT ON decision
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION review_decided();
CREATE TRIGGER review_reasoned AFTER INSERT ON decision_reason
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION review_reasoned();

-- ---------------------------------------------------------------- folding
-- Differences into sums, all in one transaction: a crash leaves either both as they were or both as they shall be.
-- One at a time; who finds another at it has nothing to do. Returns how many differences were folded.
CREATE FUNCTION fold_figures() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  folded bigint;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('fold_figures')) THEN RETURN 0; END IF;
  WITH taken AS MATERIALIZED (DELETE FROM machine_delta RETURNING *),
  spread AS MATERIALIZED (
    SELECT a AS "areaCode", t."categoryCode", t."emissionStage", t."fuelCode", t."placeCode", t.status,
      t."manufacturedYear", t."registeredMonth", t.amount
    FROM taken t, area_codes(t."districtCode") a),
  stock AS (
    INSERT INTO machine_stock AS s ("areaCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", status, count)
    SELECT "areaCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", status, sum(amount)
    FROM spread GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(amount) <> 0 ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT ("areaCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", status)
    DO UPDATE SET count = s.count + EXCLUDED.count),
  age AS (
    INSERT INTO machine_age AS s ("areaCode", "manufacturedYear", "categoryCode", "emissionStage", status, count)
    SELECT "areaCode", "manufacturedYear", "categoryCode", "emissionStage", status, sum(amount)
    FROM spread GROUP BY 1, 2, 3, 4, 5 HAVING sum(amount) <> 0 ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT ("areaCode", "manufacturedYear", "categoryCode", "emissionStage", status)
    DO UPDATE SET count = s.count + EXCLUDED.count),
  months AS (
    INSERT INTO machine_month AS s ("areaCode", "registeredMonth", "categoryCode", "emissionStage", status, count)
    SELECT "areaCode", "registeredMonth", "categoryCode", "emissionStage", status, sum(amount)
    FROM spread GROUP BY 1, 2, 3, 4, 5 HAVING sum(amount) <> 0 ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT ("areaCode", "registeredMonth", "categoryCode", "emissionStage", status)
    DO UPDATE SET count = s.count + EXCLUDED.count),
  events AS MATERIALIZED (DELETE FROM review_delta RETURNING *),
  review AS (
    INSERT INTO review_month AS s ("areaCode", month, measure, key, hours, count)
    SELECT a, e.month, e.measure, e.key, e.hours, sum(e.amount)
    FROM events e, area_codes(e."districtCode") a GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT ("areaCode", month, measure, key, hours) DO UPDATE SET count = s.count + EXCLUDED.count),
  people AS (
    INSERT INTO review_staff_month AS s ("bureauId", month, "staffId", measure, key, hours, count)
    SELECT "bureauId", month, "staffId", measure, key, hours, sum(amount)
    FROM events WHERE "staffId" IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT ("bureauId", month, "staffId", measure, key, hours) DO UPDATE SET count = s.count + EXCLUDED.count)
  SELECT (SELECT count(*) FROM taken) + (SELECT count(*) FROM events) INTO folded;
  RETURN folded;
END $$;

-- ---------------------------------------------------------------- what is there already
ALTER TABLE decision DISABLE TRIGGER decision_kept;
-- The nearest that is still known: a filing that was sent again or transferred since has another deadline or district now.
UPDATE decision d SET "districtCode" = f."districtCode", "bureauId" = s."bureauId", "dueAt" = f."dueAt",
  "submittedAt" = coalesce((SELECT r."submittedAt" FROM filing_revision r
    WHERE r."filingId" = d."filingId" AND r.number = d.revision), f."submittedAt")
FROM filing f, staff s WHERE f.id = d."filingId" AND s.id = d."staffId";
UPDATE decision d SET "claimedAt" = (
  SELECT max(e.at) FROM audit_event e
  WHERE e."subjectType" = 'filing' AND e."subjectId" = d."filingId"::text AND e.action = 'filing.claim'
    AND e."actorId" = d."staffId" AND e.at <= d."decidedAt");
ALTER TABLE decision ENABLE TRIGGER decision_kept;

INSERT INTO machine_owner_gram ("cityCode", gram, "registeredAt", "machineId", "districtCode")
SELECT m."cityCode", g, m."registeredAt", m.id, m."districtCode"
FROM machine m JOIN account a ON a.id = m."ownerId", name_grams(a.name) g;
INSERT INTO machine_delta ("districtCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", status,
  "manufacturedYear", "registeredMonth", amount)
SELECT "districtCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", status, "manufacturedYear",
  "registeredMonth", count(*) FROM machine_counted GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
INSERT INTO review_delta ("districtCode", month, measure, key, hours, "bureauId", "staffId", amount)
SELECT "districtCode", month, measure, key, hours, "bureauId", "staffId", count(*)
FROM review_counted GROUP BY 1, 2, 3, 4, 5, 6, 7;
SELECT fold_figures();
