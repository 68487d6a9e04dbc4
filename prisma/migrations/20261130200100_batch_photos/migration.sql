-- Archives of photos for the drafts of a batch, and what became of each file in them: docs/decisions/0065.

-- CreateEnum
CREATE TYPE "BatchArchiveStatus" AS ENUM ('WAITING', 'DONE', 'FAILED');

-- CreateEnum
CREATE TYPE "BatchPhotoOutcome" AS ENUM ('ATTACHED', 'UNMATCHED', 'AMBIGUOUS', 'DOUBLED', 'TAKEN', 'REFUSED');

-- CreateTable
CREATE TABLE "filing_batch_archive" (
    "id" UUID NOT NULL,
    "batchId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "storageKey" TEXT,
    "operatorId" UUID,
    "status" "BatchArchiveStatus" NOT NULL DEFAULT 'WAITING',
    "files" INTEGER,
    "failure" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "filing_batch_archive_pkey" PRIMARY KEY ("id"),
    -- Its file is there until its photos are looked through, and a failed one says why.
    CONSTRAINT "filing_batch_archive_file" CHECK (("status" = 'WAITING') = ("storageKey" IS NOT NULL)),
    CONSTRAINT "filing_batch_archive_failed" CHECK (("status" = 'FAILED') = ("failure" IS NOT NULL))
);

-- CreateTable
CREATE TABLE "filing_batch_photo" (
    "archiveId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "outcome" "BatchPhotoOutcome" NOT NULL,
    "message" TEXT,
    "line" INTEGER,

    CONSTRAINT "filing_batch_photo_pkey" PRIMARY KEY ("archiveId","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "filing_batch_archive_storageKey_key" ON "filing_batch_archive"("storageKey");

-- CreateIndex
CREATE INDEX "filing_batch_archive_batchId_createdAt_id_idx" ON "filing_batch_archive"("batchId", "createdAt", "id");

-- AddForeignKey
ALTER TABLE "filing_batch_archive" ADD CONSTRAINT "filing_batch_archive_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "filing_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "filing_batch_archive_operatorId_idx" ON "filing_batch_archive"("operatorId");

-- AddForeignKey
ALTER TABLE "filing_batch_archive" ADD CONSTRAINT "filing_batch_archive_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing_batch_photo" ADD CONSTRAINT "filing_batch_photo_archiveId_fkey" FOREIGN KEY ("archiveId") REFERENCES "filing_batch_archive"("id") ON DELETE CASCADE ON UPDATE CASCADE;
