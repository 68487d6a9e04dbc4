-- 登记情况证明: docs/decisions/0073.

-- CreateTable
CREATE TABLE "certificate" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "accountId" UUID NOT NULL,
    "operatorId" UUID,
    "ownerName" TEXT,
    "ownerProved" BOOLEAN NOT NULL,
    "purpose" TEXT,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "validUntil" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certified_machine" (
    "certificateId" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "machineId" UUID NOT NULL,
    "facts" JSONB NOT NULL,

    CONSTRAINT "certified_machine_pkey" PRIMARY KEY ("certificateId","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "certificate_number_key" ON "certificate"("number");

-- CreateIndex
CREATE UNIQUE INDEX "certificate_token_key" ON "certificate"("token");

-- CreateIndex
CREATE INDEX "certificate_accountId_issuedAt_id_idx" ON "certificate"("accountId", "issuedAt", "id");

-- CreateIndex
CREATE INDEX "certificate_operatorId_idx" ON "certificate"("operatorId");

-- CreateIndex
CREATE INDEX "certificate_validUntil_idx" ON "certificate"("validUntil");

-- CreateIndex
CREATE INDEX "certified_machine_machineId_idx" ON "certified_machine"("machineId");

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certified_machine" ADD CONSTRAINT "certified_machine_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "certificate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certified_machine" ADD CONSTRAINT "certified_machine_machineId_fkey" FOREIGN KEY ("machineId") REFERENCES "machine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- Names and words go with the account; until then the certificate says whose it is.
ALTER TABLE certificate ADD CONSTRAINT certificate_times CHECK (
  "validUntil" > "issuedAt" AND "withdrawnAt" >= "issuedAt" AND ("ownerName" IS NOT NULL OR "withdrawnAt" IS NOT NULL));

-- What was certified stays as it was: a copy printed later says the same as the first.
CREATE FUNCTION refuse_other_certificate() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  RAISE EXCEPTION 'what a certificate says is not changed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER certified_machine_stays BEFORE UPDATE ON certified_machine
  FOR EACH ROW EXECUTE FUNCTION refuse_other_certificate();
CREATE TRIGGER certificate_stays BEFORE UPDATE ON certificate FOR EACH ROW
  WHEN ((OLD.number, OLD.token, OLD."accountId", OLD."ownerProved", OLD."issuedAt", OLD."validUntil")
      IS DISTINCT FROM (NEW.number, NEW.token, NEW."accountId", NEW."ownerProved", NEW."issuedAt", NEW."validUntil")
    OR (NEW."ownerName" IS NOT NULL AND NEW."ownerName" IS DISTINCT FROM OLD."ownerName")
    OR (NEW.purpose IS NOT NULL AND NEW.purpose IS DISTINCT FROM OLD.purpose)
    OR (OLD."withdrawnAt" IS NOT NULL AND NEW."withdrawnAt" IS DISTINCT FROM OLD."withdrawnAt"))
  EXECUTE FUNCTION refuse_other_certificate();
