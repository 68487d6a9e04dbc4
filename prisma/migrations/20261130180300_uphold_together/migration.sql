-- Not used in this file: a value that was added cannot be used before its transaction has ended.
ALTER TYPE "PendingActKind" ADD VALUE 'UPHOLD_DISPUTE';
ALTER TABLE "identity_dispute" ADD COLUMN "proposedAnswer" TEXT;
