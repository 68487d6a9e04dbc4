-- Heads of the audit chain on their way out of the database, and the root of each day (docs/decisions/0059).
-- CreateTable
CREATE TABLE "audit_sink" (
    "name" TEXT NOT NULL,
    "deliveredSeq" BIGINT,
    "deliveredAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "triedAt" TIMESTAMPTZ(3),
    "lastError" TEXT,

    CONSTRAINT "audit_sink_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "audit_head_waiting" (
    "id" BIGSERIAL NOT NULL,
    "sink" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "line" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_head_waiting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_day" (
    "day" DATE NOT NULL,
    "firstSeq" BIGINT NOT NULL,
    "lastSeq" BIGINT NOT NULL,
    "events" INTEGER NOT NULL,
    "root" CHAR(64) NOT NULL,
    "mac" CHAR(43) NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_day_pkey" PRIMARY KEY ("day")
);

-- CreateIndex
CREATE INDEX "audit_head_waiting_sink_id_idx" ON "audit_head_waiting"("sink", "id");
