-- Owners' wrong passwords are counted as officers' are, by device, address and phone, no longer in the account's row: whoever knows a
-- phone number could lock its owner out everywhere. Locks that hold at this moment (an hour at most) end.
ALTER TABLE "sign_in_tries" ADD COLUMN "accountId" UUID;
ALTER TABLE "sign_in_tries" ADD CONSTRAINT "sign_in_tries_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "sign_in_tries_accountId_idx" ON "sign_in_tries"("accountId");
ALTER TABLE "account" DROP COLUMN "failedAttempts", DROP COLUMN "lockedUntil";
DELETE FROM "rate_limit" WHERE "key" LIKE 'sign-in:%';
