-- Whose a document's number is that two accounts call their own: docs/decisions/0061.

-- CreateEnum
CREATE TYPE "DisputeStatus" AS ENUM ('OPEN', 'UPHELD', 'REFUSED');

-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'DISPUTE_OPENED';
ALTER TYPE "NoticeKind" ADD VALUE 'DISPUTE_DECIDED';

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "contestedIndex" TEXT,
ADD COLUMN     "numberLostAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "identity_dispute" (
    "id" UUID NOT NULL,
    "claimantId" UUID NOT NULL,
    "holderId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "districtCode" CHAR(6) NOT NULL,
    "cityCode" CHAR(6) NOT NULL,
    "provinceCode" CHAR(6) NOT NULL,
    "status" "DisputeStatus" NOT NULL DEFAULT 'OPEN',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,

    CONSTRAINT "identity_dispute_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "identity_dispute_decided" CHECK (
      ("status" = 'OPEN') = ("answer" IS NULL) AND ("answer" IS NULL) = ("decidedAt" IS NULL)
      AND ("answer" IS NULL) = ("decidedById" IS NULL)),
    CONSTRAINT "identity_dispute_two" CHECK ("claimantId" <> "holderId")
);

-- CreateTable
CREATE TABLE "dispute_photo" (
    "disputeId" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "photoId" UUID NOT NULL,

    CONSTRAINT "dispute_photo_pkey" PRIMARY KEY ("disputeId","position")
);

-- AlterTable
ALTER TABLE "notice" ADD COLUMN     "disputeId" UUID;

-- CreateIndex
CREATE INDEX "account_contestedIndex_idx" ON "account"("contestedIndex");

-- CreateIndex
CREATE INDEX "identity_dispute_holderId_idx" ON "identity_dispute"("holderId");

-- CreateIndex
CREATE INDEX "identity_dispute_status_createdAt_idx" ON "identity_dispute"("status", "createdAt");

-- CreateIndex
CREATE INDEX "dispute_photo_photoId_idx" ON "dispute_photo"("photoId");

-- CreateIndex
CREATE INDEX "notice_disputeId_idx" ON "notice"("disputeId");

-- AddForeignKey
ALTER TABLE "identity_dispute" ADD CONSTRAINT "identity_dispute_claimantId_fkey" FOREIGN KEY ("claimantId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_dispute" ADD CONSTRAINT "identity_dispute_holderId_fkey" FOREIGN KEY ("holderId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_dispute" ADD CONSTRAINT "identity_dispute_districtCode_fkey" FOREIGN KEY ("districtCode") REFERENCES "division"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_dispute" ADD CONSTRAINT "identity_dispute_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_photo" ADD CONSTRAINT "dispute_photo_disputeId_fkey" FOREIGN KEY ("disputeId") REFERENCES "identity_dispute"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_photo" ADD CONSTRAINT "dispute_photo_photoId_fkey" FOREIGN KEY ("photoId") REFERENCES "photo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_disputeId_fkey" FOREIGN KEY ("disputeId") REFERENCES "identity_dispute"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- One that waits, for each account that claims.
CREATE UNIQUE INDEX "identity_dispute_open" ON "identity_dispute"("claimantId") WHERE "status" = 'OPEN';

-- Whose number it is must be known before anything can be proved by it.
ALTER TABLE account ADD CONSTRAINT account_number_of_its_own CHECK (
  ("contestedIndex" IS NULL AND "numberLostAt" IS NULL)
  OR ("registeredAt" IS NOT NULL AND "provedAt" IS NULL AND ("contestedIndex" IS NULL OR "numberLostAt" IS NULL)));
