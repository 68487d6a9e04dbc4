-- Runs that delete what is older than its period: docs/decisions/0055.

-- CreateTable
CREATE TABLE "retention_run" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "before" TIMESTAMPTZ(3) NOT NULL,
    "total" INTEGER NOT NULL,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "retention_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "retention_run_key_startedAt_idx" ON "retention_run"("key", "startedAt");
