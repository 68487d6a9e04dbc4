-- CreateEnum
CREATE TYPE "CheckResult" AS ENUM ('CLEAR', 'DOUBT', 'NOT_CHECKED');

-- CreateTable
CREATE TABLE "inspection" (
    "filingId" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "rulesVersion" INTEGER NOT NULL DEFAULT 0,
    "wantedAt" TIMESTAMPTZ(3),
    "startedAt" TIMESTAMPTZ(3),
    "inspectedAt" TIMESTAMPTZ(3),

    CONSTRAINT "inspection_pkey" PRIMARY KEY ("filingId")
);

-- CreateTable
CREATE TABLE "inspection_result" (
    "filingId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "position" SMALLINT NOT NULL,
    "version" INTEGER NOT NULL,
    "result" "CheckResult" NOT NULL,
    "text" TEXT NOT NULL,
    "paths" TEXT[],
    "filingIds" UUID[],
    "evidence" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "inspection_result_pkey" PRIMARY KEY ("filingId","code","position")
);

-- CreateIndex
CREATE INDEX "inspection_wantedAt_idx" ON "inspection"("wantedAt");

-- AddForeignKey
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_result" ADD CONSTRAINT "inspection_result_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "inspection"("filingId") ON DELETE CASCADE ON UPDATE CASCADE;

-- Open filings, for the look whether a rule, the law table or the catalogue is newer than their results.
CREATE INDEX "filing_open" ON "filing" (id) WHERE status IN ('SUBMITTED', 'IN_REVIEW');

-- Keys with the look-alikes folded (docs/decisions/0036): indexes on the expression need no column and no rewriting of
-- the tables, so that servers of the release before go on as they did.
CREATE INDEX "filing_machineEnvCode_folded" ON "filing" (translate("machineEnvCode", 'OILBSZ', '011852'));
CREATE INDEX "filing_machineSerial_folded" ON "filing" (translate("machineSerial", 'OILBSZ', '011852'));
CREATE INDEX "filing_engineSerial_folded" ON "filing" (translate("engineSerial", 'OILBSZ', '011852'));
CREATE INDEX "filing_pin_folded" ON "filing" (translate("pin", 'OILBSZ', '011852'));
CREATE INDEX "machine_machineEnvCode_folded" ON "machine" (translate("machineEnvCode", 'OILBSZ', '011852'));
CREATE INDEX "machine_machineSerial_folded" ON "machine" (translate("machineSerial", 'OILBSZ', '011852'));
CREATE INDEX "machine_engineSerial_folded" ON "machine" (translate("engineSerial", 'OILBSZ', '011852'));
CREATE INDEX "machine_pin_folded" ON "machine" (translate("pin", 'OILBSZ', '011852'));
