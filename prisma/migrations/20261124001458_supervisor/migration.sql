CREATE EXTENSION IF NOT EXISTS btree_gin;

-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'MACHINE_REVOKED';
ALTER TYPE "NoticeKind" ADD VALUE 'MACHINE_REINSTATED';
ALTER TYPE "NoticeKind" ADD VALUE 'STAGE_CORRECTED';

-- CreateEnum
CREATE TYPE "ExportFormat" AS ENUM ('XLSX', 'CSV');

-- CreateEnum
CREATE TYPE "ExportStatus" AS ENUM ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'EXPIRED');

-- CreateEnum
CREATE TYPE "WatchKind" AS ENUM ('OVERDUE_FILINGS', 'UNUSUAL_REVIEWER', 'SERIES_NEARLY_EMPTY', 'SAME_PHOTO');

-- DropForeignKey
ALTER TABLE "machine" DROP CONSTRAINT "machine_filingId_fkey";

-- DropForeignKey
ALTER TABLE "machine" DROP CONSTRAINT "machine_seriesId_fkey";

-- DropIndex
DROP INDEX "machine_cityCode_registeredAt_idx";

-- DropIndex
DROP INDEX "machine_districtCode_registeredAt_idx";

-- DropIndex
DROP INDEX "machine_provinceCode_registeredAt_idx";

-- AlterTable
ALTER TABLE "account" ALTER COLUMN "phone" DROP NOT NULL,
ALTER COLUMN "phoneIndex" DROP NOT NULL;

-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "bureauId" UUID,
ADD COLUMN     "claimedAt" TIMESTAMPTZ(3),
ADD COLUMN     "districtCode" CHAR(6),
ADD COLUMN     "dueAt" TIMESTAMPTZ(3),
ADD COLUMN     "submittedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "notice" ADD COLUMN     "machineId" UUID,
ADD COLUMN     "reason" TEXT;

-- AlterTable
ALTER TABLE "filing_photo" ADD COLUMN     "sha256" CHAR(64);

-- AlterTable
ALTER TABLE "filing_revision" ADD COLUMN "districtCode" CHAR(6) GENERATED ALWAYS AS ((content->>'districtCode')::char(6)) STORED;

-- AlterTable
ALTER TABLE "machine" ADD COLUMN     "loadId" UUID,
ADD COLUMN     "manufacturedYear" SMALLINT GENERATED ALWAYS AS (substring(content->'machine'->>'manufacturedOn' FROM '^[12][0-9]{3}')::smallint) STORED,
-- As typed by officers: capitals, without what divides characters within a code.
ADD COLUMN     "searchText" TEXT GENERATED ALWAYS AS (upper("emissionStage"::text || "numberBody"::text || ' ' || translate(coalesce(content->>'plate', ''), ' -_.·', '') || ' ' || translate(coalesce(content->'codes'->>'machineEnvCode', ''), ' -_.·', '') || ' ' || translate(coalesce(content->'machine'->>'serial', ''), ' -_.·', '') || ' ' || translate(coalesce(content->'engine'->>'serial', ''), ' -_.·', '') || ' ' || translate(coalesce(content->'machine'->>'pin', ''), ' -_.·', ''))) STORED,
ALTER COLUMN "filingId" DROP NOT NULL,
ALTER COLUMN "seriesId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "machine_past" (
    "machineId" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "what" TEXT NOT NULL,
    "by" TEXT,

    CONSTRAINT "machine_past_pkey" PRIMARY KEY ("machineId","position")
);

-- CreateTable
CREATE TABLE "machine_owner_gram" (
    "cityCode" CHAR(6) NOT NULL,
    "gram" TEXT NOT NULL,
    "registeredAt" TIMESTAMPTZ(3) NOT NULL,
    "machineId" UUID NOT NULL,
    "districtCode" CHAR(6) NOT NULL,

    CONSTRAINT "machine_owner_gram_pkey" PRIMARY KEY ("cityCode","gram","registeredAt","machineId","districtCode")
);

-- CreateTable
CREATE TABLE "history_load" (
    "id" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "readRows" INTEGER NOT NULL DEFAULT 0,
    "addedRows" INTEGER NOT NULL DEFAULT 0,
    "knownRows" INTEGER NOT NULL DEFAULT 0,
    "refusedRows" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "history_load_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "machine_delta" (
    "id" BIGSERIAL NOT NULL,
    "districtCode" CHAR(6) NOT NULL,
    "categoryCode" TEXT NOT NULL,
    "emissionStage" CHAR(1) NOT NULL,
    "fuelCode" TEXT NOT NULL,
    "placeCode" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "manufacturedYear" SMALLINT NOT NULL,
    "registeredMonth" DATE NOT NULL,
    "amount" INTEGER NOT NULL,

    CONSTRAINT "machine_delta_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "machine_stock" (
    "areaCode" CHAR(6) NOT NULL,
    "categoryCode" TEXT NOT NULL,
    "emissionStage" CHAR(1) NOT NULL,
    "fuelCode" TEXT NOT NULL,
    "placeCode" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "machine_stock_pkey" PRIMARY KEY ("areaCode","categoryCode","emissionStage","fuelCode","placeCode","status")
);

-- CreateTable
CREATE TABLE "machine_age" (
    "areaCode" CHAR(6) NOT NULL,
    "manufacturedYear" SMALLINT NOT NULL,
    "categoryCode" TEXT NOT NULL,
    "emissionStage" CHAR(1) NOT NULL,
    "status" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "machine_age_pkey" PRIMARY KEY ("areaCode","manufacturedYear","categoryCode","emissionStage","status")
);

-- CreateTable
CREATE TABLE "machine_month" (
    "areaCode" CHAR(6) NOT NULL,
    "registeredMonth" DATE NOT NULL,
    "categoryCode" TEXT NOT NULL,
    "emissionStage" CHAR(1) NOT NULL,
    "status" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "machine_month_pkey" PRIMARY KEY ("areaCode","registeredMonth","categoryCode","emissionStage","status")
);

-- CreateTable
CREATE TABLE "review_delta" (
    "id" BIGSERIAL NOT NULL,
    "districtCode" CHAR(6) NOT NULL,
    "month" DATE NOT NULL,
    "measure" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "hours" SMALLINT NOT NULL,
    "bureauId" UUID,
    "staffId" UUID,
    "amount" INTEGER NOT NULL,

    CONSTRAINT "review_delta_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_month" (
    "areaCode" CHAR(6) NOT NULL,
    "month" DATE NOT NULL,
    "measure" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "hours" SMALLINT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "review_month_pkey" PRIMARY KEY ("areaCode","month","measure","key","hours")
);

-- CreateTable
CREATE TABLE "review_staff_month" (
    "bureauId" UUID NOT NULL,
    "month" DATE NOT NULL,
    "staffId" UUID NOT NULL,
    "measure" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "hours" SMALLINT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "review_staff_month_pkey" PRIMARY KEY ("bureauId","month","staffId","measure","key","hours")
);

-- CreateTable
CREATE TABLE "figure_check" (
    "id" UUID NOT NULL,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tookMs" INTEGER NOT NULL,
    "differences" JSONB NOT NULL,

    CONSTRAINT "figure_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_search" (
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_search_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_preference" (
    "staffId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "staff_preference_pkey" PRIMARY KEY ("staffId","key")
);

-- CreateTable
CREATE TABLE "machine_export" (
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "format" "ExportFormat" NOT NULL,
    "search" JSONB NOT NULL,
    "columns" TEXT[],
    "personal" BOOLEAN NOT NULL DEFAULT false,
    "status" "ExportStatus" NOT NULL DEFAULT 'WAITING',
    "doneRows" INTEGER NOT NULL DEFAULT 0,
    "totalRows" INTEGER,
    "storageKey" TEXT,
    "bytes" BIGINT,
    "failure" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),

    CONSTRAINT "machine_export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "watch" (
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "kind" "WatchKind" NOT NULL,
    "divisionCode" CHAR(6) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "watch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "kind" "WatchKind" NOT NULL,
    "divisionCode" CHAR(6) NOT NULL,
    "places" CHAR(6)[],
    "subject" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "urgency" SMALLINT NOT NULL,
    "level" INTEGER NOT NULL,
    "foundAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_seen" (
    "alertId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "level" INTEGER NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_seen_pkey" PRIMARY KEY ("alertId","staffId")
);

-- CreateIndex
CREATE INDEX "figure_check_checkedAt_idx" ON "figure_check"("checkedAt");

-- CreateIndex
CREATE UNIQUE INDEX "saved_search_staffId_name_key" ON "saved_search"("staffId", "name");

-- CreateIndex
CREATE INDEX "machine_export_staffId_createdAt_idx" ON "machine_export"("staffId", "createdAt");

-- CreateIndex
CREATE INDEX "machine_export_status_expiresAt_idx" ON "machine_export"("status", "expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "watch_staffId_kind_divisionCode_key" ON "watch"("staffId", "kind", "divisionCode");

-- CreateIndex
CREATE INDEX "alert_divisionCode_endedAt_idx" ON "alert"("divisionCode", "endedAt");

-- CreateIndex
CREATE INDEX "decision_decidedAt_idx" ON "decision"("decidedAt");

-- CreateIndex
CREATE INDEX "notice_machineId_idx" ON "notice"("machineId");

-- CreateIndex
CREATE INDEX "filing_photo_sha256_filingId_idx" ON "filing_photo"("sha256", "filingId");

-- CreateIndex
CREATE INDEX "machine_loadId_idx" ON "machine"("loadId");

-- CreateIndex
CREATE INDEX "machine_district_date" ON "machine"("districtCode", "registeredAt", "id", "categoryCode", "emissionStage", "fuelCode", "placeCode", "status", "manufacturedYear");

-- CreateIndex
CREATE INDEX "machine_city_date" ON "machine"("cityCode", "registeredAt", "id", "categoryCode", "emissionStage", "fuelCode", "placeCode", "status", "manufacturedYear");

-- CreateIndex
CREATE INDEX "machine_province_date" ON "machine"("provinceCode", "registeredAt", "id", "categoryCode", "emissionStage", "fuelCode", "placeCode", "status", "manufacturedYear");

-- CreateIndex
CREATE INDEX "machine_city_kind" ON "machine"("cityCode", "categoryCode", "emissionStage", "registeredAt", "id", "districtCode", "fuelCode", "placeCode", "status", "manufacturedYear");

-- CreateIndex
CREATE INDEX "machine_city_number" ON "machine"("cityCode", "numberBody", "id", "districtCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", "status");

-- CreateIndex
CREATE INDEX "machine_search" ON "machine" USING GIN ("cityCode" bpchar_ops, "searchText" gin_trgm_ops);

-- AddForeignKey
ALTER TABLE "machine" ADD CONSTRAINT "machine_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine" ADD CONSTRAINT "machine_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "number_series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine" ADD CONSTRAINT "machine_loadId_fkey" FOREIGN KEY ("loadId") REFERENCES "history_load"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine_past" ADD CONSTRAINT "machine_past_machineId_fkey" FOREIGN KEY ("machineId") REFERENCES "machine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_search" ADD CONSTRAINT "saved_search_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_preference" ADD CONSTRAINT "staff_preference_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine_export" ADD CONSTRAINT "machine_export_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watch" ADD CONSTRAINT "watch_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_seen" ADD CONSTRAINT "alert_seen_alertId_fkey" FOREIGN KEY ("alertId") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_seen" ADD CONSTRAINT "alert_seen_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_machineId_fkey" FOREIGN KEY ("machineId") REFERENCES "machine"("id") ON DELETE SET NULL ON UPDATE CASCADE;
