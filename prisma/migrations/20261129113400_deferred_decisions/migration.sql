-- Decisions at the desk take effect some seconds later and can be taken back until then: docs/decisions/0038.

-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('APPROVE', 'RETURN', 'DECLINE');

-- CreateEnum
CREATE TYPE "DeferredOutcome" AS ENUM ('TAKEN_EFFECT', 'TAKEN_BACK', 'FAILED');

-- AlterTable
ALTER TABLE "filing" ADD COLUMN     "decisionDueAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "deferred_decision" (
    "id" UUID NOT NULL,
    "filingId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "verdict" "Verdict" NOT NULL,
    "input" JSONB NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,
    "takesEffectAt" TIMESTAMPTZ(3) NOT NULL,
    "outcome" "DeferredOutcome",
    "endedAt" TIMESTAMPTZ(3),
    "problemCode" TEXT,
    "problemText" TEXT,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "deferred_decision_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "deferred_decision_order" CHECK ("takesEffectAt" >= "decidedAt"),
    CONSTRAINT "deferred_decision_ended" CHECK ((outcome IS NULL) = ("endedAt" IS NULL)),
    CONSTRAINT "deferred_decision_problem" CHECK (
      (outcome IS NOT DISTINCT FROM 'FAILED') = ("problemCode" IS NOT NULL)
      AND ("problemCode" IS NULL) = ("problemText" IS NULL)),
    CONSTRAINT "deferred_decision_read" CHECK ("readAt" IS NULL OR outcome = 'FAILED')
);

-- CreateIndex
CREATE INDEX "deferred_decision_filingId_decidedAt_idx" ON "deferred_decision"("filingId", "decidedAt");

-- CreateIndex
CREATE INDEX "deferred_decision_staffId_decidedAt_idx" ON "deferred_decision"("staffId", "decidedAt");

-- One open decision for each filing.
CREATE UNIQUE INDEX deferred_decision_open ON deferred_decision ("filingId") WHERE outcome IS NULL;

-- What every server asks for twice a second: holds only the decisions of the last seconds.
CREATE INDEX deferred_decision_due ON deferred_decision ("takesEffectAt") WHERE outcome IS NULL;

-- Failures that their officer has not read.
CREATE INDEX deferred_decision_unread ON deferred_decision ("staffId") WHERE outcome = 'FAILED' AND "readAt" IS NULL;

-- AddForeignKey
ALTER TABLE "deferred_decision" ADD CONSTRAINT "deferred_decision_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deferred_decision" ADD CONSTRAINT "deferred_decision_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
