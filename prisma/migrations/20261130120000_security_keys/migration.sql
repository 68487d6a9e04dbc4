-- Security keys (WebAuthn) as a second factor of staff, and the challenges they sign.
CREATE TYPE "KeyChallengePurpose" AS ENUM ('REGISTER', 'SIGN_IN');

CREATE TABLE "security_key" (
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "site" TEXT NOT NULL,
    "credentialId" TEXT NOT NULL,
    "publicKey" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[],
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "security_key_pkey" PRIMARY KEY ("id"),
    CONSTRAINT security_key_counter CHECK ("counter" >= 0)
);

CREATE UNIQUE INDEX "security_key_credentialId_key" ON "security_key"("credentialId");
CREATE INDEX "security_key_staffId_idx" ON "security_key"("staffId");

ALTER TABLE "security_key" ADD CONSTRAINT "security_key_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "key_challenge" (
    "challenge" TEXT NOT NULL,
    "staffId" UUID NOT NULL,
    "purpose" "KeyChallengePurpose" NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "key_challenge_pkey" PRIMARY KEY ("challenge")
);

CREATE INDEX "key_challenge_staffId_idx" ON "key_challenge"("staffId");
CREATE INDEX "key_challenge_expiresAt_idx" ON "key_challenge"("expiresAt");

ALTER TABLE "key_challenge" ADD CONSTRAINT "key_challenge_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
