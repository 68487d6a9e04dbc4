-- CreateTable
CREATE TABLE "duplicate_dismissal" (
    "id" UUID NOT NULL,
    "filingId" UUID NOT NULL,
    "otherFilingId" UUID,
    "otherMachineId" UUID,
    "filingCodes" TEXT NOT NULL,
    "otherCodes" TEXT NOT NULL,
    "photos" TEXT[],
    "reason" TEXT NOT NULL,
    "staffId" UUID NOT NULL,
    "dismissedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,

    CONSTRAINT "duplicate_dismissal_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "duplicate_dismissal_one_other" CHECK (num_nonnulls("otherFilingId", "otherMachineId") = 1),
    CONSTRAINT "duplicate_dismissal_not_itself" CHECK ("otherFilingId" IS DISTINCT FROM "filingId"),
    CONSTRAINT "duplicate_dismissal_ended" CHECK (num_nonnulls("endedAt", "endedById") <> 1),
    CONSTRAINT "duplicate_dismissal_reason" CHECK (btrim("reason") <> '')
);

-- CreateIndex
CREATE INDEX "duplicate_dismissal_filingId_idx" ON "duplicate_dismissal"("filingId");

-- CreateIndex
CREATE INDEX "duplicate_dismissal_otherFilingId_idx" ON "duplicate_dismissal"("otherFilingId");

-- CreateIndex
CREATE INDEX "duplicate_dismissal_otherMachineId_idx" ON "duplicate_dismissal"("otherMachineId");

-- One judgment at a time over a pair, from whichever side it was made.
CREATE UNIQUE INDEX "duplicate_dismissal_pair" ON "duplicate_dismissal"
  (least("filingId", coalesce("otherFilingId", "otherMachineId")), greatest("filingId", coalesce("otherFilingId", "otherMachineId")))
  WHERE "endedAt" IS NULL;

-- CreateIndex
CREATE INDEX "filing_pin_idx" ON "filing"("pin");

-- CreateIndex
CREATE INDEX "machine_pin_idx" ON "machine"("pin");

-- AddForeignKey
ALTER TABLE "duplicate_dismissal" ADD CONSTRAINT "duplicate_dismissal_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duplicate_dismissal" ADD CONSTRAINT "duplicate_dismissal_otherFilingId_fkey" FOREIGN KEY ("otherFilingId") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duplicate_dismissal" ADD CONSTRAINT "duplicate_dismissal_otherMachineId_fkey" FOREIGN KEY ("otherMachineId") REFERENCES "machine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duplicate_dismissal" ADD CONSTRAINT "duplicate_dismissal_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duplicate_dismissal" ADD CONSTRAINT "duplicate_dismissal_endedById_fkey" FOREIGN KEY ("endedById") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
