-- CreateEnum
CREATE TYPE "PairVerdict" AS ENUM ('SAME', 'UNCLEAR');

-- CreateEnum
CREATE TYPE "DrawReason" AS ENUM ('RANDOM', 'DOUBT');

-- CreateEnum
CREATE TYPE "SecondLookResult" AS ENUM ('AGREE', 'FINDING');

-- CreateTable
CREATE TABLE "pair_ruling" (
    "id" UUID NOT NULL,
    "filingId" UUID NOT NULL,
    "otherFilingId" UUID,
    "otherMachineId" UUID,
    "verdict" "PairVerdict" NOT NULL,
    "filingStands" BOOLEAN,
    "filingCodes" TEXT NOT NULL,
    "otherCodes" TEXT NOT NULL,
    "photos" TEXT[],
    "reason" TEXT,
    "staffId" UUID NOT NULL,
    "ruledAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,

    CONSTRAINT "pair_ruling_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "second_look_draw" (
    "id" UUID NOT NULL,
    "seed" TEXT NOT NULL,
    "drawnAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "second_look_draw_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "second_look_choice" (
    "decisionId" UUID NOT NULL,
    "drawId" UUID NOT NULL,
    "share" SMALLINT NOT NULL,
    "doubtShare" SMALLINT NOT NULL,
    "doubts" TEXT[],
    "why" "DrawReason",

    CONSTRAINT "second_look_choice_pkey" PRIMARY KEY ("decisionId")
);

-- CreateTable
CREATE TABLE "second_look" (
    "filingId" UUID NOT NULL,
    "decisionId" UUID NOT NULL,
    "why" "DrawReason" NOT NULL,
    "drawnAt" TIMESTAMPTZ(3) NOT NULL,
    "deciderId" UUID NOT NULL,
    "assigneeId" UUID,
    "assignedAt" TIMESTAMPTZ(3),
    "result" "SecondLookResult",
    "lookedAt" TIMESTAMPTZ(3),

    CONSTRAINT "second_look_pkey" PRIMARY KEY ("filingId")
);

-- CreateTable
CREATE TABLE "second_look_finding" (
    "filingId" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "second_look_finding_pkey" PRIMARY KEY ("filingId","position")
);

-- CreateTable
CREATE TABLE "batch_showing" (
    "filingId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "photoId" UUID,
    "doubts" INTEGER NOT NULL,
    "notChecked" INTEGER NOT NULL,
    "shownAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "batch_showing_pkey" PRIMARY KEY ("filingId","staffId","revision")
);

-- CreateIndex
CREATE INDEX "pair_ruling_filingId_idx" ON "pair_ruling"("filingId");

-- CreateIndex
CREATE INDEX "pair_ruling_otherFilingId_idx" ON "pair_ruling"("otherFilingId");

-- CreateIndex
CREATE INDEX "pair_ruling_otherMachineId_idx" ON "pair_ruling"("otherMachineId");

-- CreateIndex
CREATE UNIQUE INDEX "second_look_draw_seed_key" ON "second_look_draw"("seed");

-- CreateIndex
CREATE INDEX "second_look_choice_drawId_idx" ON "second_look_choice"("drawId");

-- CreateIndex
CREATE UNIQUE INDEX "second_look_decisionId_key" ON "second_look"("decisionId");

-- CreateIndex
CREATE INDEX "second_look_assigneeId_lookedAt_idx" ON "second_look"("assigneeId", "lookedAt");

-- CreateIndex
CREATE INDEX "second_look_drawnAt_idx" ON "second_look"("drawnAt");

-- AddForeignKey
ALTER TABLE "pair_ruling" ADD CONSTRAINT "pair_ruling_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair_ruling" ADD CONSTRAINT "pair_ruling_otherFilingId_fkey" FOREIGN KEY ("otherFilingId") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair_ruling" ADD CONSTRAINT "pair_ruling_otherMachineId_fkey" FOREIGN KEY ("otherMachineId") REFERENCES "machine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair_ruling" ADD CONSTRAINT "pair_ruling_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair_ruling" ADD CONSTRAINT "pair_ruling_endedById_fkey" FOREIGN KEY ("endedById") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_look_choice" ADD CONSTRAINT "second_look_choice_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_look_choice" ADD CONSTRAINT "second_look_choice_drawId_fkey" FOREIGN KEY ("drawId") REFERENCES "second_look_draw"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_look" ADD CONSTRAINT "second_look_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_look" ADD CONSTRAINT "second_look_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_look" ADD CONSTRAINT "second_look_deciderId_fkey" FOREIGN KEY ("deciderId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_look" ADD CONSTRAINT "second_look_assigneeId_fkey" FOREIGN KEY ("assigneeId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_look_finding" ADD CONSTRAINT "second_look_finding_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "second_look"("filingId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch_showing" ADD CONSTRAINT "batch_showing_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch_showing" ADD CONSTRAINT "batch_showing_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- One ruling at a time over a pair, from whichever side it was made.
CREATE UNIQUE INDEX "pair_ruling_pair" ON "pair_ruling"
  (least("filingId", coalesce("otherFilingId", "otherMachineId")), greatest("filingId", coalesce("otherFilingId", "otherMachineId")))
  WHERE "endedAt" IS NULL;

ALTER TABLE "pair_ruling"
  ADD CONSTRAINT "pair_ruling_one_other" CHECK (num_nonnulls("otherFilingId", "otherMachineId") = 1),
  ADD CONSTRAINT "pair_ruling_not_itself" CHECK ("otherFilingId" IS DISTINCT FROM "filingId"),
  ADD CONSTRAINT "pair_ruling_ended" CHECK (num_nonnulls("endedAt", "endedById") <> 1),
  ADD CONSTRAINT "pair_ruling_stands" CHECK (("verdict" = 'SAME') = ("filingStands" IS NOT NULL));

ALTER TABLE "second_look_choice"
  ADD CONSTRAINT "second_look_choice_shares" CHECK ("share" BETWEEN 0 AND 100 AND "doubtShare" BETWEEN 0 AND 100);

-- Nobody looks a second time at his own decision, whatever a program asks for.
ALTER TABLE "second_look"
  ADD CONSTRAINT "second_look_other_person" CHECK ("assigneeId" IS DISTINCT FROM "deciderId"),
  ADD CONSTRAINT "second_look_assigned" CHECK (num_nonnulls("assigneeId", "assignedAt") <> 1),
  ADD CONSTRAINT "second_look_result" CHECK (num_nonnulls("result", "lookedAt") <> 1 AND ("result" IS NULL OR "assigneeId" IS NOT NULL));

ALTER TABLE "second_look_finding" ADD CONSTRAINT "second_look_finding_text" CHECK (btrim("text") <> '');

-- What was chosen, and by which seed, is not changed afterwards.
CREATE TRIGGER second_look_draw_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON second_look_draw
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER second_look_choice_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON second_look_choice
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER second_look_finding_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON second_look_finding
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
