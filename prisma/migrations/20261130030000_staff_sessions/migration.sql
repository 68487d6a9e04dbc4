-- Sessions of staff are rows: what a cookie finds. Cookies of the release before lead to the sign-in page.
CREATE TYPE "SessionEnd" AS ENUM ('SIGN_OUT', 'REPLACED', 'OWN', 'ADMINISTRATOR', 'CREDENTIALS', 'DISABLED');

CREATE TABLE "staff_session" (
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "idleMinutes" SMALLINT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "address" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endReason" "SessionEnd",

    CONSTRAINT "staff_session_pkey" PRIMARY KEY ("id"),
    CONSTRAINT staff_session_ended CHECK (("endedAt" IS NULL) = ("endReason" IS NULL)),
    CONSTRAINT staff_session_times CHECK ("expiresAt" > "createdAt" AND "lastSeenAt" >= "createdAt")
);

CREATE UNIQUE INDEX "staff_session_tokenHash_key" ON "staff_session"("tokenHash");
CREATE INDEX "staff_session_staffId_idx" ON "staff_session"("staffId");
CREATE INDEX "staff_session_createdAt_idx" ON "staff_session"("createdAt");

ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "staff" DROP COLUMN "sessionEpoch";
