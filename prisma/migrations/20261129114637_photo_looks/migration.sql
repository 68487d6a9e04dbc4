-- What the program sees in a photo, and which photos show the same picture: docs/decisions/0037.

-- CreateEnum
CREATE TYPE "PhotoComparison" AS ENUM ('WHOLE', 'CUT', 'FAILED');

-- AlterTable
ALTER TABLE "photo" ADD COLUMN     "lookDueAt" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "lookTries" SMALLINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "photo_look" (
    "sha256" CHAR(64) NOT NULL,
    "unreadable" BOOLEAN NOT NULL DEFAULT false,
    "marks" INTEGER[],
    "sharpness" REAL,
    "brightness" REAL,
    "shadows" REAL,
    "highlights" REAL,
    "contrast" REAL,
    "compareDueAt" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "compareTries" SMALLINT NOT NULL DEFAULT 0,
    "comparison" "PhotoComparison",

    CONSTRAINT "photo_look_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "photo_likeness" (
    "sha256" CHAR(64) NOT NULL,
    "otherSha256" CHAR(64) NOT NULL,
    "share" REAL NOT NULL,
    "worst" REAL NOT NULL,
    "mirrored" BOOLEAN NOT NULL,

    CONSTRAINT "photo_likeness_pkey" PRIMARY KEY ("sha256","otherSha256")
);

-- CreateIndex
-- Without the list of pending entries, which every look-up would have to read through.
CREATE INDEX "photo_look_marks_idx" ON "photo_look" USING GIN ("marks") WITH (fastupdate = off);

-- What waits: empty most of the time.
CREATE INDEX photo_look_waiting ON photo ("lookDueAt") WHERE "lookDueAt" IS NOT NULL;
CREATE INDEX photo_compare_waiting ON photo_look ("compareDueAt") WHERE "compareDueAt" IS NOT NULL;

-- CreateIndex
CREATE INDEX "photo_likeness_otherSha256_idx" ON "photo_likeness"("otherSha256");

-- AddForeignKey
ALTER TABLE "photo_likeness" ADD CONSTRAINT "photo_likeness_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "photo_look"("sha256") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "photo_likeness" ADD CONSTRAINT "photo_likeness_otherSha256_fkey" FOREIGN KEY ("otherSha256") REFERENCES "photo_look"("sha256") ON DELETE CASCADE ON UPDATE CASCADE;
