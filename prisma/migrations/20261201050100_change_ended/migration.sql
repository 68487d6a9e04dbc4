-- When a change was withdrawn by its owner, or lapsed because the machine changed hands or its registration ended.
ALTER TABLE change
  ADD COLUMN "endedAt" timestamptz(3),
  ADD COLUMN lapsed boolean NOT NULL DEFAULT false;
-- Of earlier ones the audit trail knows which an owner withdrew, and when; of the others the time is not known.
UPDATE change c SET
  "endedAt" = w.at,
  lapsed = w.at IS NULL
FROM change d LEFT JOIN LATERAL (
  SELECT max(e.at) AS at FROM audit_event e
  WHERE e."subjectType" = 'change' AND e."subjectId" = d.id::text AND e.action = 'change.withdraw') w ON true
WHERE d.id = c.id AND c.status = 'WITHDRAWN';
ALTER TABLE change ADD CONSTRAINT change_lapsed_is_withdrawn
  CHECK (status = 'WITHDRAWN' OR (NOT lapsed AND "endedAt" IS NULL)) NOT VALID;
ALTER TABLE change VALIDATE CONSTRAINT change_lapsed_is_withdrawn;
