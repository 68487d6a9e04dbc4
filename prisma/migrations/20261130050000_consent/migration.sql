-- What owners have accepted, and in which version: docs/decisions/0055.

-- CreateEnum
CREATE TYPE "ConsentKind" AS ENUM ('NOTICE', 'SENSITIVE');

-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "kind" "ConsentKind" NOT NULL,
    "version" CHAR(10) NOT NULL,
    "givenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "address" TEXT,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "consent_accountId_kind_version_key" ON "consent"("accountId", "kind", "version");

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
