-- A machine goes to another owner by documents, without the codes of the one it has: docs/decisions/0072.

-- CreateEnum
CREATE TYPE "SuccessionGround" AS ENUM ('DEATH', 'UNREACHABLE', 'DISSOLVED');

-- CreateEnum
CREATE TYPE "SuccessionStatus" AS ENUM ('WAITING', 'OBJECTED', 'DONE', 'REJECTED', 'WITHDRAWN', 'LAPSED');

-- CreateEnum
CREATE TYPE "SuccessionEvidence" AS ENUM ('DEATH_CERTIFICATE', 'INHERITANCE_NOTARISED', 'HEIRS_AGREEMENT', 'COURT_DOCUMENT', 'SALE_CONTRACT', 'PAYMENT', 'DEREGISTRATION', 'LIQUIDATION', 'OTHER');

-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'SUCCESSION_FILED';
ALTER TYPE "NoticeKind" ADD VALUE 'SUCCESSION_RECEIVED';
ALTER TYPE "NoticeKind" ADD VALUE 'SUCCESSION_OBJECTED';
ALTER TYPE "NoticeKind" ADD VALUE 'SUCCESSION_ENDED';

-- AlterTable
ALTER TABLE "notice" ADD COLUMN     "successionId" UUID;

-- CreateTable
CREATE TABLE "succession" (
    "id" UUID NOT NULL,
    "machineId" UUID NOT NULL,
    "fromId" UUID NOT NULL,
    "toId" UUID NOT NULL,
    "ground" "SuccessionGround" NOT NULL,
    "status" "SuccessionStatus" NOT NULL DEFAULT 'WAITING',
    "evidence" "SuccessionEvidence"[],
    "text" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "filedAt" TIMESTAMPTZ(3) NOT NULL,
    "filedById" UUID NOT NULL,
    "ripeAt" TIMESTAMPTZ(3) NOT NULL,
    "toldAt" TIMESTAMPTZ(3),
    "districtCode" CHAR(6) NOT NULL,
    "cityCode" CHAR(6) NOT NULL,
    "provinceCode" CHAR(6) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "reason" TEXT,
    "changeId" UUID,

    CONSTRAINT "succession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "succession_objection" (
    "id" UUID NOT NULL,
    "successionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "accountId" UUID,
    "operatorId" UUID,
    "recordedById" UUID,
    "name" TEXT,
    "text" TEXT NOT NULL,

    CONSTRAINT "succession_objection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "succession_photo" (
    "photoId" UUID NOT NULL,
    "successionId" UUID NOT NULL,
    "objectionId" UUID,
    "position" SMALLINT NOT NULL,

    CONSTRAINT "succession_photo_pkey" PRIMARY KEY ("photoId")
);

-- CreateIndex
CREATE UNIQUE INDEX "succession_changeId_key" ON "succession"("changeId");

-- CreateIndex
CREATE INDEX "succession_machineId_idx" ON "succession"("machineId");

-- CreateIndex
CREATE INDEX "succession_fromId_idx" ON "succession"("fromId");

-- CreateIndex
CREATE INDEX "succession_toId_idx" ON "succession"("toId");

-- CreateIndex
CREATE INDEX "succession_filedById_idx" ON "succession"("filedById");

-- CreateIndex
CREATE INDEX "succession_endedById_idx" ON "succession"("endedById");

-- CreateIndex
CREATE INDEX "succession_districtCode_idx" ON "succession"("districtCode");

-- CreateIndex
CREATE INDEX "succession_status_ripeAt_idx" ON "succession"("status", "ripeAt");

-- CreateIndex
CREATE INDEX "succession_objection_accountId_idx" ON "succession_objection"("accountId");

-- CreateIndex
CREATE INDEX "succession_objection_operatorId_idx" ON "succession_objection"("operatorId");

-- CreateIndex
CREATE INDEX "succession_objection_recordedById_idx" ON "succession_objection"("recordedById");

-- CreateIndex
CREATE UNIQUE INDEX "succession_objection_successionId_accountId_key" ON "succession_objection"("successionId", "accountId");

-- CreateIndex
CREATE INDEX "succession_photo_successionId_position_idx" ON "succession_photo"("successionId", "position");

-- CreateIndex
CREATE INDEX "succession_photo_objectionId_idx" ON "succession_photo"("objectionId");

-- CreateIndex
CREATE INDEX "notice_successionId_idx" ON "notice"("successionId");

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_successionId_fkey" FOREIGN KEY ("successionId") REFERENCES "succession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "succession" ADD CONSTRAINT "succession_machineId_fkey" FOREIGN KEY ("machineId") REFERENCES "machine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "succession" ADD CONSTRAINT "succession_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "succession" ADD CONSTRAINT "succession_toId_fkey" FOREIGN KEY ("toId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "succession" ADD CONSTRAINT "succession_filedById_fkey" FOREIGN KEY ("filedById") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "succession" ADD CONSTRAINT "succession_endedById_fkey" FOREIGN KEY ("endedById") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "succession" ADD CONSTRAINT "succession_districtCode_fkey" FOREIGN KEY ("districtCode") REFERENCES "division"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "succession" ADD CONSTRAINT "succession_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "succession_objection" ADD CONSTRAINT "succession_objection_successionId_fkey" FOREIGN KEY ("successionId") REFERENCES "succession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "succession_objection" ADD CONSTRAINT "succession_objection_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "succession_objection" ADD CONSTRAINT "succession_objection_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "succession_objection" ADD CONSTRAINT "succession_objection_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "succession_photo" ADD CONSTRAINT "succession_photo_successionId_fkey" FOREIGN KEY ("successionId") REFERENCES "succession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "succession_photo" ADD CONSTRAINT "succession_photo_objectionId_fkey" FOREIGN KEY ("objectionId") REFERENCES "succession_objection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "succession_photo" ADD CONSTRAINT "succession_photo_photoId_fkey" FOREIGN KEY ("photoId") REFERENCES "photo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One that is open for each machine.
CREATE UNIQUE INDEX succession_open ON succession ("machineId") WHERE status IN ('WAITING', 'OBJECTED');

ALTER TABLE succession
  ADD CONSTRAINT succession_two CHECK ("fromId" <> "toId"),
  ADD CONSTRAINT succession_wait CHECK (days > 0 AND "ripeAt" > "filedAt"),
  ADD CONSTRAINT succession_evidence CHECK (coalesce(cardinality(evidence), 0) > 0),
  ADD CONSTRAINT succession_ended CHECK (
    (status IN ('WAITING', 'OBJECTED')) = ("endedAt" IS NULL)
    AND (status IN ('DONE', 'REJECTED', 'WITHDRAWN')) = ("endedById" IS NOT NULL)
    AND (status = 'DONE') = ("changeId" IS NOT NULL)
    AND (status NOT IN ('REJECTED', 'WITHDRAWN') OR reason IS NOT NULL)),
  -- Whoever filed it does not give the machine away (decision 58).
  ADD CONSTRAINT succession_other_person CHECK (status <> 'DONE' OR "endedById" <> "filedById");

ALTER TABLE succession_objection ADD CONSTRAINT succession_objection_by CHECK (
  ("accountId" IS NULL) = ("recordedById" IS NOT NULL) AND (name IS NOT NULL) = ("recordedById" IS NOT NULL)
  AND ("operatorId" IS NULL OR "accountId" IS NOT NULL));

-- What has ended stays as it ended. Nothing is done before its day, nor against an objection without a reason.
CREATE FUNCTION check_succession() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF OLD.status NOT IN ('WAITING', 'OBJECTED') AND NEW.status <> OLD.status THEN
    RAISE EXCEPTION 'succession % has ended', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'succession_final';
  ELSIF OLD.status <> 'DONE' AND NEW.status = 'DONE' AND now() < NEW."ripeAt" THEN
    RAISE EXCEPTION 'succession % still waits for objections', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'succession_ripe';
  ELSIF OLD.status = 'OBJECTED' AND NEW.status = 'DONE' AND NEW.reason IS NULL THEN
    RAISE EXCEPTION 'succession % is objected to', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'succession_answered';
  ELSIF OLD.status = 'OBJECTED' AND NEW.status = 'WAITING' THEN
    RAISE EXCEPTION 'succession % is objected to', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'succession_objected';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER succession_moves BEFORE UPDATE ON succession FOR EACH ROW EXECUTE FUNCTION check_succession();

-- While one is open, the machine has the owner and the status that it was filed for. Whoever may move it all the same ends the
-- succession first.
CREATE FUNCTION check_machine_bound() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT FROM succession WHERE "machineId" = NEW.id AND status IN ('WAITING', 'OBJECTED')) THEN
    RAISE EXCEPTION 'a succession of machine % is open', NEW.id USING ERRCODE = '23514', CONSTRAINT = 'machine_bound';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER machine_bound BEFORE UPDATE OF "ownerId", status ON machine FOR EACH ROW
  WHEN (OLD."ownerId" IS DISTINCT FROM NEW."ownerId" OR OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION check_machine_bound();

-- These notices go to the phone as well (decision 70).
DROP TRIGGER notice_owner_message ON notice;
CREATE TRIGGER notice_owner_message AFTER INSERT ON notice FOR EACH ROW
  WHEN (NEW.kind::text IN ('RETURNED', 'APPROVED', 'CHANGE_DONE', 'FILED_FOR_YOU', 'ASSISTED', 'REMINDER', 'SUCCESSION_FILED',
    'SUCCESSION_OBJECTED', 'SUCCESSION_ENDED') AND NEW."createdAt" > now() - interval '1 hour')
  EXECUTE FUNCTION add_owner_message();
