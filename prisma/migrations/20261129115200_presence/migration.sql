-- Who has a filing open on the desk. Unlogged: it is only of the moment, and may be empty after a crash.
CREATE UNLOGGED TABLE "presence" (
    "filingId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leftAt" TIMESTAMPTZ(3),

    CONSTRAINT "presence_pkey" PRIMARY KEY ("filingId","staffId")
);

-- CreateIndex
CREATE INDEX "presence_changedAt_idx" ON "presence"("changedAt");
