-- Whom older registers name as owners is a holder, not somebody's account: docs/decisions/0024.

-- CreateEnum
CREATE TYPE "IdentityDocument" AS ENUM ('RESIDENT_ID', 'RESIDENT_ID_15', 'HMT_RESIDENCE', 'FOREIGNER_RESIDENCE', 'HM_TRAVEL_PERMIT', 'TAIWAN_TRAVEL_PERMIT', 'PASSPORT', 'MILITARY_ID', 'UNIT_CODE', 'BUSINESS_LICENCE', 'ORGANISATION_CODE');

-- DropIndex
DROP INDEX "account_idNumberIndex_key";

-- DropIndex
DROP INDEX "account_phoneIndex_key";

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "documentKind" "IdentityDocument",
ADD COLUMN     "namedAt" TIMESTAMPTZ(3),
ADD COLUMN     "registeredAt" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "registrantId" UUID,
ALTER COLUMN "passwordHash" DROP NOT NULL;

-- Accounts that a load made and that nobody has entered since are holders; all others were registered when they were made.
UPDATE account SET "registeredAt" = "createdAt";
UPDATE account a SET "registeredAt" = NULL, "passwordHash" = NULL, "wechatIndex" = NULL, "failedAttempts" = 0,
  "lockedUntil" = NULL, "namedAt" = loaded.newest
FROM (SELECT "ownerId", max("registeredAt") AS newest FROM machine WHERE "loadId" IS NOT NULL GROUP BY 1) loaded
WHERE a.id = loaded."ownerId"
  AND NOT EXISTS (SELECT FROM account_session s WHERE s."accountId" = a.id)
  AND NOT EXISTS (SELECT FROM filing f WHERE f."filerId" = a.id)
  AND NOT EXISTS (SELECT FROM filing f WHERE f."ownerId" = a.id)
  AND NOT EXISTS (SELECT FROM change c WHERE c."accountId" = a.id)
  AND NOT EXISTS (SELECT FROM change c WHERE c."newOwnerId" = a.id)
  AND NOT EXISTS (SELECT FROM audit_event e WHERE e."subjectType" = 'account' AND e."subjectId" = a.id::text
    AND e.action IN ('account.create', 'account.reset-password', 'session.open'));

-- CreateIndex
CREATE INDEX "account_idNumberIndex_idx" ON "account"("idNumberIndex");

-- CreateIndex
CREATE INDEX "account_phoneIndex_idx" ON "account"("phoneIndex");

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_registrantId_fkey" FOREIGN KEY ("registrantId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
CREATE UNIQUE INDEX "account_registered_idNumberIndex" ON account ("idNumberIndex") WHERE "registeredAt" IS NOT NULL;
CREATE UNIQUE INDEX "account_registered_phoneIndex" ON account ("phoneIndex") WHERE "registeredAt" IS NOT NULL;
CREATE UNIQUE INDEX "account_holder_idNumberIndex" ON account ("idNumberIndex") WHERE "registeredAt" IS NULL;
CREATE UNIQUE INDEX "account_registrant" ON account ("registrantId") WHERE "registrantId" IS NOT NULL;
ALTER TABLE account
  DROP CONSTRAINT account_phone_whole,
  -- A contact that is no mobile number has no index; whoever signs in has both or, once loaded, neither.
  ADD CONSTRAINT account_phone_whole CHECK (
    CASE WHEN "registeredAt" IS NULL THEN "phoneIndex" IS NULL OR phone IS NOT NULL
      ELSE (phone IS NULL) = ("phoneIndex" IS NULL) END),
  ADD CONSTRAINT account_holder CHECK (
    CASE WHEN "registeredAt" IS NULL THEN "passwordHash" IS NULL AND "wechatIndex" IS NULL AND "namedAt" IS NOT NULL
      ELSE "passwordHash" IS NOT NULL AND "registrantId" IS NULL AND "namedAt" IS NULL END);
