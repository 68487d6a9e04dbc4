-- An owner's consent holds for the content it was given to, and can be taken back before the submission. Consents of older
-- drafts name no content: they are asked for again before the submission.
ALTER TABLE "filing" ADD COLUMN "ownerConsentOf" CHAR(64),
  ADD COLUMN "ownerConsentTakenBackAt" TIMESTAMPTZ(3);

ALTER TABLE "filing" ADD CONSTRAINT "filing_consent_of" CHECK (
  ("ownerConsentOf" IS NULL OR "ownerConsentAt" IS NOT NULL)
  AND ("ownerConsentTakenBackAt" IS NULL OR ("ownerConsentAt" IS NOT NULL AND "ownerConsentOf" IS NULL)));
