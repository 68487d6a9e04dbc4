-- What owners ask a bureau to correct: docs/decisions/0055.

-- CreateEnum
CREATE TYPE "CorrectionSubject" AS ENUM ('NAME', 'ID_NUMBER', 'PHONE', 'OTHER');

-- CreateEnum
CREATE TYPE "CorrectionStatus" AS ENUM ('OPEN', 'ACCEPTED', 'REFUSED');

-- CreateTable
CREATE TABLE "correction_request" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "subject" "CorrectionSubject" NOT NULL,
    "text" TEXT NOT NULL,
    "districtCode" CHAR(6) NOT NULL,
    "cityCode" CHAR(6) NOT NULL,
    "provinceCode" CHAR(6) NOT NULL,
    "status" "CorrectionStatus" NOT NULL DEFAULT 'OPEN',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "answeredById" UUID,

    CONSTRAINT "correction_request_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "correction_request_answered" CHECK (
      ("status" = 'OPEN') = ("answer" IS NULL) AND ("answer" IS NULL) = ("answeredAt" IS NULL)
      AND ("answer" IS NULL) = ("answeredById" IS NULL))
);

-- CreateIndex
CREATE INDEX "correction_request_accountId_createdAt_idx" ON "correction_request"("accountId", "createdAt");

-- CreateIndex
CREATE INDEX "correction_request_status_createdAt_idx" ON "correction_request"("status", "createdAt");

-- One that waits, for each thing.
CREATE UNIQUE INDEX "correction_request_open" ON "correction_request"("accountId", "subject") WHERE "status" = 'OPEN';

-- AddForeignKey
ALTER TABLE "correction_request" ADD CONSTRAINT "correction_request_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction_request" ADD CONSTRAINT "correction_request_districtCode_fkey" FOREIGN KEY ("districtCode") REFERENCES "division"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction_request" ADD CONSTRAINT "correction_request_answeredById_fkey" FOREIGN KEY ("answeredById") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
