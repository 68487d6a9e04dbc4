-- Accounts that their owners have closed: docs/decisions/0055.

-- AlterEnum
ALTER TYPE "CodePurpose" ADD VALUE 'CLOSE_ACCOUNT';

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "closedAt" TIMESTAMPTZ(3);

-- Nobody reaches a closed account any more, and its phone is free.
ALTER TABLE account ADD CONSTRAINT account_closed CHECK (
  "closedAt" IS NULL OR (phone IS NULL AND "phoneIndex" IS NULL AND "wechatIndex" IS NULL));
