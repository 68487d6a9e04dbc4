-- 窗口代办: filings entered at the counter for owners without a phone (docs/decisions/0048).

-- AlterTable
ALTER TABLE "filing" ADD COLUMN     "assistantIds" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "assistedBureauId" UUID;

-- CreateTable
CREATE TABLE "counter_owner" (
    "accountId" UUID NOT NULL,
    "bureauId" UUID NOT NULL,
    "checkedById" UUID NOT NULL,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,
    "contactPhone" TEXT,
    "contactName" TEXT,
    "contactRelation" TEXT,

    CONSTRAINT "counter_owner_pkey" PRIMARY KEY ("accountId")
);

-- CreateTable
CREATE TABLE "assisted_statement" (
    "id" UUID NOT NULL,
    "filingId" UUID NOT NULL,
    "contentHash" CHAR(64) NOT NULL,
    "printedById" UUID NOT NULL,
    "printedAt" TIMESTAMPTZ(3) NOT NULL,
    "photoId" UUID,
    "attachedById" UUID,
    "attachedAt" TIMESTAMPTZ(3),
    "revision" INTEGER,

    CONSTRAINT "assisted_statement_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "assisted_statement_filingId_printedAt_idx" ON "assisted_statement"("filingId", "printedAt");

-- CreateIndex
CREATE INDEX "assisted_statement_photoId_idx" ON "assisted_statement"("photoId");

-- AddForeignKey
ALTER TABLE "counter_owner" ADD CONSTRAINT "counter_owner_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "counter_owner" ADD CONSTRAINT "counter_owner_bureauId_fkey" FOREIGN KEY ("bureauId") REFERENCES "bureau"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "counter_owner" ADD CONSTRAINT "counter_owner_checkedById_fkey" FOREIGN KEY ("checkedById") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assisted_statement" ADD CONSTRAINT "assisted_statement_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assisted_statement" ADD CONSTRAINT "assisted_statement_photoId_fkey" FOREIGN KEY ("photoId") REFERENCES "photo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assisted_statement" ADD CONSTRAINT "assisted_statement_printedById_fkey" FOREIGN KEY ("printedById") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assisted_statement" ADD CONSTRAINT "assisted_statement_attachedById_fkey" FOREIGN KEY ("attachedById") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing" ADD CONSTRAINT "filing_assistedBureauId_fkey" FOREIGN KEY ("assistedBureauId") REFERENCES "bureau"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE "filing"
  ADD CONSTRAINT filing_assisted CHECK (("assistedBureauId" IS NULL) = (cardinality(coalesce("assistantIds", '{}')) = 0)),
  -- Who entered it does not decide on it, whatever role that officer has by now.
  ADD CONSTRAINT filing_own_review CHECK ("claimedById" IS NULL OR NOT "claimedById" = ANY (coalesce("assistantIds", '{}')));
CREATE INDEX "filing_assisted" ON "filing" ("createdAt" DESC, "id" DESC) WHERE "assistedBureauId" IS NOT NULL;

-- The claim is asked before a decision; this also holds for whoever writes a decision without one.
CREATE FUNCTION decision_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM filing WHERE id = NEW."filingId" AND NEW."staffId" = ANY ("assistantIds")) THEN
    RAISE EXCEPTION 'the officer who entered a filing does not decide on it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_by_another BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION decision_by_another();

ALTER TABLE assisted_statement
  ADD CONSTRAINT assisted_statement_attached CHECK (
    num_nulls("photoId", "attachedById", "attachedAt") IN (0, 3) AND (revision IS NULL OR "photoId" IS NOT NULL));
ALTER TABLE counter_owner
  ADD CONSTRAINT counter_owner_contact CHECK (num_nulls("contactPhone", "contactName", "contactRelation") IN (0, 3));
