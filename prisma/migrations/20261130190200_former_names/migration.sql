-- Names that units had: docs/decisions/0068.

-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'RENAMED';

-- CreateTable
CREATE TABLE "former_name" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT GENERATED ALWAYS AS (name_key(name)) STORED,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "untilAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedById" UUID NOT NULL,

    CONSTRAINT "former_name_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "former_name_period" CHECK ("fromAt" <= "untilAt")
);

-- CreateIndex
CREATE INDEX "former_name_accountId_idx" ON "former_name"("accountId");

-- CreateIndex
CREATE INDEX "former_name_recordedById_idx" ON "former_name"("recordedById");

-- CreateIndex
CREATE INDEX "former_name_search" ON "former_name" USING GIN ("nameKey" gin_trgm_ops);

-- AddForeignKey
ALTER TABLE "former_name" ADD CONSTRAINT "former_name_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "former_name" ADD CONSTRAINT "former_name_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
