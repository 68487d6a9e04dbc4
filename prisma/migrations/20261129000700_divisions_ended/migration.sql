-- AlterTable
ALTER TABLE "division" ADD COLUMN     "successorCode" CHAR(6);

-- AddForeignKey
ALTER TABLE "division" ADD CONSTRAINT "division_successorCode_fkey" FOREIGN KEY ("successorCode") REFERENCES "division"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Only what has ended is followed by another.
ALTER TABLE division
  ADD CONSTRAINT division_succession CHECK ("successorCode" IS NULL OR ("validTo" IS NOT NULL AND "successorCode" <> code));
