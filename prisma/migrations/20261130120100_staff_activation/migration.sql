-- Activation links of officers instead of issued passwords.
CREATE TABLE "staff_activation" (
    "staffId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_activation_pkey" PRIMARY KEY ("staffId")
);

CREATE UNIQUE INDEX "staff_activation_tokenHash_key" ON "staff_activation"("tokenHash");

ALTER TABLE "staff_activation" ADD CONSTRAINT "staff_activation_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rules that were laid down before say nothing of what is new: the default.
UPDATE "setting" SET "value" = '{"activationHours": 72}'::jsonb || "value" WHERE "key" = 'staff-sign-in';
