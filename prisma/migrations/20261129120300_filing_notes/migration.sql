-- CreateTable
CREATE TABLE "filing_note" (
    "id" UUID NOT NULL,
    "filingId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "filing_note_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "filing_note_filingId_writtenAt_idx" ON "filing_note"("filingId", "writtenAt");

-- AddForeignKey
ALTER TABLE "filing_note" ADD CONSTRAINT "filing_note_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing_note" ADD CONSTRAINT "filing_note_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
