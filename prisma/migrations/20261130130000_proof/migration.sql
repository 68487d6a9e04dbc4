-- Whether it is known who stands behind an account: docs/decisions/0061.

-- CreateEnum
CREATE TYPE "ProofWay" AS ENUM ('COUNTER_DOCUMENT', 'IDENTITY_SERVICE');

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "provedAt" TIMESTAMPTZ(3),
ADD COLUMN     "provedById" UUID,
ADD COLUMN     "provedHow" "ProofWay";

-- CreateIndex
CREATE INDEX "account_provedById_idx" ON "account"("provedById");

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_provedById_fkey" FOREIGN KEY ("provedById") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An officer who compared the document is named, a service is not a person; holders and closed accounts are nobody's.
ALTER TABLE account ADD CONSTRAINT account_proof CHECK (
  CASE WHEN "provedAt" IS NULL THEN "provedHow" IS NULL AND "provedById" IS NULL
    ELSE "provedHow" IS NOT NULL AND ("provedHow" = 'COUNTER_DOCUMENT') = ("provedById" IS NOT NULL)
      AND "registeredAt" IS NOT NULL AND "closedAt" IS NULL END);

-- A proof is one of a name and a document: whoever changes either says anew, or takes it away.
CREATE FUNCTION keep_proof_of_document() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW."provedAt" IS NOT NULL AND NEW."provedAt" IS NOT DISTINCT FROM OLD."provedAt" THEN
    RAISE EXCEPTION 'the proof of account % is one of another name or document', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER account_proof_of_document BEFORE UPDATE OF name, type, "idNumberIndex" ON account FOR EACH ROW
  WHEN (OLD."idNumberIndex" IS DISTINCT FROM NEW."idNumberIndex" OR OLD.name IS DISTINCT FROM NEW.name OR OLD.type IS DISTINCT FROM NEW.type)
  EXECUTE FUNCTION keep_proof_of_document();

-- Accounts whose owner's document an officer has compared, as the trail says: a person who collected a number that this
-- account had filed, and whoever was joined with a holder by the document's last four characters.
UPDATE account a SET "provedAt" = seen.at, "provedHow" = 'COUNTER_DOCUMENT', "provedById" = seen."actorId"
FROM (
  SELECT DISTINCT ON (account) account, at, "actorId" FROM (
    SELECT f."filerId" AS account, e.at, e."actorId" FROM audit_event e
    JOIN filing f ON f.id::text = e."subjectId"
    JOIN account c ON c.id = f."filerId" AND c.type = 'PERSON'
    WHERE e.action = 'pickup.handOver' AND e."subjectType" = 'filing' AND e.details->>'identity' IN ('WHOLE', 'TAIL')
      AND f."assistedBureauId" IS NULL
      AND (e.details->>'collector' = 'AGENT' OR (e.details->>'collector' = 'OWNER' AND f."filerId" = f."ownerId"))
    UNION ALL
    SELECT (e.details->>'account')::uuid, e.at, e."actorId" FROM audit_event e
    WHERE e.action = 'holder.assign' AND e.details->>'identity' = 'TAIL'
  ) compared WHERE "actorId" IS NOT NULL ORDER BY account, at
) seen
WHERE a.id = seen.account AND a."registeredAt" IS NOT NULL AND a."closedAt" IS NULL
  AND EXISTS (SELECT FROM staff s WHERE s.id = seen."actorId");
