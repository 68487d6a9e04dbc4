-- CreateEnum
CREATE TYPE "PendingActKind" AS ENUM ('REVOKE_MACHINE', 'REINSTATE_MACHINE', 'CORRECT_STAGE', 'DELETE_SERIES');

-- CreateEnum
CREATE TYPE "PendingActState" AS ENUM ('WAITING', 'CONFIRMED', 'DECLINED', 'WITHDRAWN', 'LAPSED');

-- CreateTable
CREATE TABLE "pending_act" (
    "id" UUID NOT NULL,
    "kind" "PendingActKind" NOT NULL,
    "subjectId" UUID NOT NULL,
    "subjectLabel" TEXT NOT NULL,
    "divisionCode" CHAR(6) NOT NULL,
    "payload" JSONB NOT NULL,
    "subjectVersion" INTEGER,
    "reason" TEXT NOT NULL,
    "askedById" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "lapsesAt" TIMESTAMPTZ(3) NOT NULL,
    "state" "PendingActState" NOT NULL DEFAULT 'WAITING',
    "decidedById" UUID,
    "endedAt" TIMESTAMPTZ(3),
    "declineReason" TEXT,

    CONSTRAINT "pending_act_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "pending_act_subjectId_idx" ON "pending_act"("subjectId");

-- CreateIndex
CREATE INDEX "pending_act_state_divisionCode_idx" ON "pending_act"("state", "divisionCode");

-- CreateIndex
CREATE INDEX "pending_act_askedById_askedAt_idx" ON "pending_act"("askedById", "askedAt");

-- AddForeignKey
ALTER TABLE "pending_act" ADD CONSTRAINT "pending_act_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_act" ADD CONSTRAINT "pending_act_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One waiting act of a kind for a subject: of two officers who ask at once, the second is told of the first.
CREATE UNIQUE INDEX "pending_act_waiting" ON "pending_act" ("kind", "subjectId") WHERE "state" = 'WAITING';

-- Nobody confirms or declines what he asked for himself, whatever a program does.
ALTER TABLE "pending_act"
  ADD CONSTRAINT "pending_act_other_person" CHECK ("decidedById" IS DISTINCT FROM "askedById"),
  ADD CONSTRAINT "pending_act_decided" CHECK (("state" IN ('CONFIRMED', 'DECLINED')) = ("decidedById" IS NOT NULL)),
  ADD CONSTRAINT "pending_act_ended" CHECK (("state" = 'WAITING') = ("endedAt" IS NULL)),
  ADD CONSTRAINT "pending_act_why_not" CHECK (("state" = 'DECLINED') = ("declineReason" IS NOT NULL)),
  ADD CONSTRAINT "pending_act_reasons" CHECK (btrim("reason") <> '' AND btrim("declineReason") <> ''),
  ADD CONSTRAINT "pending_act_lapses" CHECK ("lapsesAt" > "askedAt");
