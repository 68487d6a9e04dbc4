-- The words of a request to correct go with the account that is closed: docs/decisions/0055.

-- AlterTable
ALTER TABLE "correction_request" ALTER COLUMN "text" DROP NOT NULL;

ALTER TABLE "correction_request" DROP CONSTRAINT "correction_request_answered";
ALTER TABLE "correction_request" ADD CONSTRAINT "correction_request_answered" CHECK (
  ("status" = 'OPEN') = ("answeredAt" IS NULL) AND ("answeredAt" IS NULL) = ("answeredById" IS NULL)
  AND CASE WHEN "text" IS NULL THEN "answer" IS NULL ELSE ("answer" IS NULL) = ("status" = 'OPEN') END);

-- Accounts that were closed before.
UPDATE "correction_request" SET "text" = NULL, "answer" = NULL
FROM "account" WHERE "account"."id" = "correction_request"."accountId" AND "account"."closedAt" IS NOT NULL;
