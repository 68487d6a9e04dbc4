-- An event carries the MAC of who wrote it (docs/decisions/0050). Events from before have none: where MACs begin stands in
-- the signed anchor outside the database, not here.
-- AlterTable
ALTER TABLE "audit_event" ADD COLUMN     "address" TEXT,
ADD COLUMN     "mac" CHAR(43),
ADD COLUMN     "position" INTEGER,
ADD COLUMN     "skipped" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "writer" TEXT;
