-- The reviewer who returned a filing gets its resubmission first.
ALTER TABLE "filing" ADD COLUMN     "keptForId" UUID;
ALTER TABLE "filing" ADD CONSTRAINT "filing_keptForId_fkey" FOREIGN KEY ("keptForId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX filing_kept_waiting ON filing ("keptForId", "submittedAt", id) WHERE "keptForId" IS NOT NULL AND status = 'SUBMITTED';

UPDATE filing f SET "keptForId" = d."staffId"
FROM decision d
WHERE d."filingId" = f.id AND d.kind = 'RETURNED' AND (
  (f.status = 'RETURNED' AND d.revision = f.revision) OR
  (f.status IN ('SUBMITTED', 'IN_REVIEW') AND d.revision = f.revision - 1));

-- What the bureau said beside the reasons of an adverse act, as it stood then.
ALTER TABLE "decision" ADD COLUMN     "basis" TEXT,
ADD COLUMN     "remedies" TEXT;
ALTER TABLE "notice" ADD COLUMN     "basis" TEXT,
ADD COLUMN     "remedies" TEXT;
