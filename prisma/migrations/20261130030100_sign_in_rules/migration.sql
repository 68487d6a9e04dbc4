-- Lock-out by device, address and name instead of by a counter in the person's row; passwords that must be changed.
CREATE TABLE "sign_in_tries" (
    "key" TEXT NOT NULL,
    "staffId" UUID,
    "failures" DOUBLE PRECISION NOT NULL,
    "countedAt" TIMESTAMPTZ(3) NOT NULL,
    "lockedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_tries_pkey" PRIMARY KEY ("key"),
    CONSTRAINT sign_in_tries_failures CHECK ("failures" >= 0)
);

CREATE INDEX "sign_in_tries_staffId_idx" ON "sign_in_tries"("staffId");
CREATE INDEX "sign_in_tries_countedAt_idx" ON "sign_in_tries"("countedAt");

ALTER TABLE "sign_in_tries" ADD CONSTRAINT "sign_in_tries_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "former_password" (
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "replacedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "former_password_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "former_password_staffId_replacedAt_idx" ON "former_password"("staffId", "replacedAt");

ALTER TABLE "former_password" ADD CONSTRAINT "former_password_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "staff" ADD COLUMN "totpLastStep" INTEGER,
ADD COLUMN "mustChangePassword" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "passwordChangedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
DROP COLUMN "failedAttempts",
DROP COLUMN "lockedUntil";

ALTER TABLE "staff_session" ADD COLUMN "factorRequired" BOOLEAN NOT NULL DEFAULT false;

-- Rules that were laid down before say nothing of what is new: the defaults.
UPDATE "setting" SET "value" = '{"secondFactorRoles": ["REVIEWER", "COUNTER", "SUPERVISOR", "ADMINISTRATOR"], "passwordHistory": 0, "passwordMaxDays": 0}'::jsonb || "value"
WHERE "key" = 'staff-sign-in';
