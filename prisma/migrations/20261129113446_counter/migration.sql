-- CreateEnum
CREATE TYPE "PrintJobStatus" AS ENUM ('WAITING', 'RUNNING', 'DONE', 'FAILED');

-- AlterTable
ALTER TABLE "pickup" ADD COLUMN     "remindedAt" TIMESTAMPTZ(3),
ADD COLUMN     "reminders" SMALLINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "identity_miss" (
    "id" UUID NOT NULL,
    "attemptId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "accountId" UUID,
    "pickupId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "clearedAt" TIMESTAMPTZ(3),

    CONSTRAINT "identity_miss_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "print_job" (
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "filingIds" UUID[],
    "documents" TEXT[],
    "status" "PrintJobStatus" NOT NULL DEFAULT 'WAITING',
    "done" INTEGER NOT NULL DEFAULT 0,
    "parts" JSONB NOT NULL DEFAULT '[]',
    "storageKey" TEXT,
    "bytes" INTEGER,
    "failure" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "print_job_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "identity_miss_accountId_at_idx" ON "identity_miss"("accountId", "at");

-- CreateIndex
CREATE INDEX "identity_miss_staffId_at_idx" ON "identity_miss"("staffId", "at");

-- CreateIndex
CREATE INDEX "print_job_staffId_createdAt_idx" ON "print_job"("staffId", "createdAt");

-- CreateIndex
CREATE INDEX "print_job_createdAt_idx" ON "print_job"("createdAt");

-- AddForeignKey
ALTER TABLE "identity_miss" ADD CONSTRAINT "identity_miss_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_miss" ADD CONSTRAINT "identity_miss_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_miss" ADD CONSTRAINT "identity_miss_pickupId_fkey" FOREIGN KEY ("pickupId") REFERENCES "pickup"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "print_job" ADD CONSTRAINT "print_job_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
