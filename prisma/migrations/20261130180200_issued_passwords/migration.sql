-- When an administrator, the console or the start issued the present password, until its owner changes it.
ALTER TABLE "staff" ADD COLUMN "passwordIssuedAt" TIMESTAMPTZ(3);
-- Those issued before have no known end: their time begins with this release. Who has signed in since the password was set had it expire.
UPDATE "staff" SET "passwordIssuedAt" = now()
  WHERE "mustChangePassword" AND ("lastSignInAt" IS NULL OR "lastSignInAt" < "passwordChangedAt");
