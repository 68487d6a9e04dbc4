-- The changes desk: claims, decisions that take effect some seconds later, stored checks: docs/decisions/0045.

-- AlterTable
ALTER TABLE "change" ADD COLUMN     "claimExpiresAt" TIMESTAMPTZ(3),
ADD COLUMN     "claimedAt" TIMESTAMPTZ(3),
ADD COLUMN     "claimedById" UUID,
ADD COLUMN     "decisionDueAt" TIMESTAMPTZ(3),
ADD COLUMN     "evidenceReason" TEXT;

-- CreateTable
CREATE TABLE "deferred_change_decision" (
    "id" UUID NOT NULL,
    "changeId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
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

    CONSTRAINT "deferred_change_decision_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "deferred_change_decision_verdict" CHECK (verdict <> 'DECLINE'),
    CONSTRAINT "deferred_change_decision_order" CHECK ("takesEffectAt" >= "decidedAt"),
    CONSTRAINT "deferred_change_decision_ended" CHECK ((outcome IS NULL) = ("endedAt" IS NULL)),
    CONSTRAINT "deferred_change_decision_problem" CHECK (
      (outcome IS NOT DISTINCT FROM 'FAILED') = ("problemCode" IS NOT NULL)
      AND ("problemCode" IS NULL) = ("problemText" IS NULL)),
    CONSTRAINT "deferred_change_decision_read" CHECK ("readAt" IS NULL OR outcome = 'FAILED')
);

-- CreateTable
CREATE TABLE "change_inspection" (
    "changeId" UUID NOT NULL,
    "rulesVersion" INTEGER NOT NULL DEFAULT 0,
    "machineVersion" INTEGER NOT NULL DEFAULT 0,
    "wantedAt" TIMESTAMPTZ(3),
    "startedAt" TIMESTAMPTZ(3),
    "inspectedAt" TIMESTAMPTZ(3),

    CONSTRAINT "change_inspection_pkey" PRIMARY KEY ("changeId")
);

-- CreateTable
CREATE TABLE "change_inspection_result" (
    "changeId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "position" SMALLINT NOT NULL,
    "version" INTEGER NOT NULL,
    "result" "CheckResult" NOT NULL,
    "text" TEXT NOT NULL,
    "paths" TEXT[],
    "evidence" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "change_inspection_result_pkey" PRIMARY KEY ("changeId","code","position")
);

-- CreateIndex
CREATE INDEX "deferred_change_decision_changeId_decidedAt_idx" ON "deferred_change_decision"("changeId", "decidedAt");

-- CreateIndex
CREATE INDEX "deferred_change_decision_staffId_decidedAt_idx" ON "deferred_change_decision"("staffId", "decidedAt");

-- One open decision for each change.
CREATE UNIQUE INDEX deferred_change_decision_open ON deferred_change_decision ("changeId") WHERE outcome IS NULL;

-- What every server asks for twice a second: holds only the decisions of the last seconds.
CREATE INDEX deferred_change_decision_due ON deferred_change_decision ("takesEffectAt") WHERE outcome IS NULL;

-- Failures that their officer has not read.
CREATE INDEX deferred_change_decision_unread ON deferred_change_decision ("staffId") WHERE outcome = 'FAILED' AND "readAt" IS NULL;

-- CreateIndex
CREATE INDEX "change_inspection_wantedAt_idx" ON "change_inspection"("wantedAt");

-- CreateIndex
CREATE INDEX "change_claimedById_idx" ON "change"("claimedById");

-- CreateIndex
CREATE INDEX "change_claimExpiresAt_idx" ON "change"("claimExpiresAt");

-- AddForeignKey
ALTER TABLE "change" ADD CONSTRAINT "change_claimedById_fkey" FOREIGN KEY ("claimedById") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deferred_change_decision" ADD CONSTRAINT "deferred_change_decision_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deferred_change_decision" ADD CONSTRAINT "deferred_change_decision_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change_inspection" ADD CONSTRAINT "change_inspection_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "change"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change_inspection_result" ADD CONSTRAINT "change_inspection_result_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "change_inspection"("changeId") ON DELETE CASCADE ON UPDATE CASCADE;
