-- Claimed filings that were handed to a colleague, and the days on which officers are away: docs/decisions/0046.

-- CreateEnum
CREATE TYPE "AbsenceKind" AS ENUM ('OFF_POST', 'LEAVE');

-- CreateTable
CREATE TABLE "filing_pass" (
    "id" UUID NOT NULL,
    "filingId" UUID NOT NULL,
    "fromId" UUID NOT NULL,
    "toId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "noteId" UUID,
    "passedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "filing_pass_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "filing_pass_other" CHECK ("fromId" <> "toId")
);

-- CreateTable
CREATE TABLE "staff_absence" (
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "kind" "AbsenceKind" NOT NULL,
    "fromDay" DATE NOT NULL,
    "toDay" DATE NOT NULL,
    "setById" UUID NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL,
    "endedById" UUID,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "staff_absence_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "staff_absence_order" CHECK ("fromDay" <= "toDay"),
    CONSTRAINT "staff_absence_ended" CHECK (("endedAt" IS NULL) = ("endedById" IS NULL))
);

-- CreateIndex
CREATE INDEX "filing_pass_filingId_passedAt_idx" ON "filing_pass"("filingId", "passedAt");

-- CreateIndex
CREATE INDEX "staff_absence_staffId_toDay_idx" ON "staff_absence"("staffId", "toDay");

-- AddForeignKey
ALTER TABLE "filing_pass" ADD CONSTRAINT "filing_pass_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing_pass" ADD CONSTRAINT "filing_pass_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing_pass" ADD CONSTRAINT "filing_pass_toId_fkey" FOREIGN KEY ("toId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing_pass" ADD CONSTRAINT "filing_pass_byId_fkey" FOREIGN KEY ("byId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing_pass" ADD CONSTRAINT "filing_pass_noteId_fkey" FOREIGN KEY ("noteId") REFERENCES "filing_note"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_absence" ADD CONSTRAINT "staff_absence_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_absence" ADD CONSTRAINT "staff_absence_setById_fkey" FOREIGN KEY ("setById") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_absence" ADD CONSTRAINT "staff_absence_endedById_fkey" FOREIGN KEY ("endedById") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
