-- Machines that an owner files together from one table: docs/decisions/0065.

-- CreateEnum
CREATE TYPE "FilingBatchStatus" AS ENUM ('CHECKED', 'DRAFTING', 'DRAFTED', 'SUBMITTING');

-- CreateTable
CREATE TABLE "filing_batch" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "status" "FilingBatchStatus" NOT NULL DEFAULT 'CHECKED',
    "unknownColumns" TEXT[],
    "failure" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "filing_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "filing_batch_row" (
    "batchId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "cells" JSONB,
    "faults" JSONB NOT NULL DEFAULT '[]',
    "notes" JSONB NOT NULL DEFAULT '[]',
    "draftedAt" TIMESTAMPTZ(3),
    "filingId" UUID,
    "refusal" TEXT,
    "askedAt" TIMESTAMPTZ(3),
    "submittedAt" TIMESTAMPTZ(3),
    "submitRefusal" TEXT,

    CONSTRAINT "filing_batch_row_pkey" PRIMARY KEY ("batchId","line"),
    -- A row with a fault never becomes a draft, a draft is never made of a refused row, and only what was asked is submitted.
    CONSTRAINT "filing_batch_row_drafted" CHECK (
      ("draftedAt" IS NULL OR (faults = '[]' AND "refusal" IS NULL)) AND ("filingId" IS NULL OR "draftedAt" IS NOT NULL)),
    CONSTRAINT "filing_batch_row_submitted" CHECK (
      ("submittedAt" IS NULL AND "submitRefusal" IS NULL) OR "askedAt" IS NOT NULL)
);

-- CreateIndex
CREATE INDEX "filing_batch_accountId_createdAt_id_idx" ON "filing_batch"("accountId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "filing_batch_row_filingId_key" ON "filing_batch_row"("filingId");

-- AddForeignKey
ALTER TABLE "filing_batch" ADD CONSTRAINT "filing_batch_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing_batch_row" ADD CONSTRAINT "filing_batch_row_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "filing_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing_batch_row" ADD CONSTRAINT "filing_batch_row_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE SET NULL ON UPDATE CASCADE;
