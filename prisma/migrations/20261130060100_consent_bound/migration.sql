-- An owner's consent is bound to what was stated when it was given, and can be taken back before the submission. Consents of
-- older drafts name no content and hold.
ALTER TABLE "filing" ADD COLUMN "ownerConsentOf" TEXT,
  ADD COLUMN "ownerConsentTakenBackAt" TIMESTAMPTZ(3);

ALTER TABLE "filing" ADD CONSTRAINT "filing_consent_of" CHECK (
  ("ownerConsentOf" IS NULL OR "ownerConsentAt" IS NOT NULL)
  AND ("ownerConsentTakenBackAt" IS NULL OR ("ownerConsentAt" IS NOT NULL AND "ownerConsentOf" IS NULL)));
