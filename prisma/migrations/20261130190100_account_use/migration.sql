-- When an account was used last, for the question of a code on a phone that was quiet (docs/decisions/0064). A table of its own:
-- whoever signs in does not wait for whoever has the account's row.

-- CreateTable
CREATE TABLE "account_use" (
    "accountId" UUID NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_use_pkey" PRIMARY KEY ("accountId")
);

-- AddForeignKey
ALTER TABLE "account_use" ADD CONSTRAINT "account_use_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Sessions are deleted a month after their end, so the trail says it of the others.
INSERT INTO account_use ("accountId", "lastAt")
SELECT a.id, greatest(a."registeredAt", s.at, t.at, e.at)
FROM account a
LEFT JOIN (SELECT "accountId", max("createdAt") AS at FROM account_session GROUP BY 1) s ON s."accountId" = a.id
LEFT JOIN (
  SELECT s."accountId", max(t."createdAt") AS at FROM refresh_token t JOIN account_session s ON s.id = t."sessionId" GROUP BY 1
) t ON t."accountId" = a.id
LEFT JOIN (
  SELECT "subjectId", max(at) AS at FROM audit_event
  WHERE action IN ('session.open', 'session.refresh') AND "subjectType" = 'account' GROUP BY 1
) e ON e."subjectId" = a.id::text
WHERE a."registeredAt" IS NOT NULL;
