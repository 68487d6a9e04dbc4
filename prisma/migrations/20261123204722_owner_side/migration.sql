-- CreateEnum
CREATE TYPE "CatalogueImportStatus" AS ENUM ('CHECKING', 'CHECKED', 'RUNNING', 'DONE', 'FAILED', 'UNDONE');

-- CreateEnum
CREATE TYPE "ChangeType" AS ENUM ('OWNER', 'DPF', 'PLACE', 'DETAILS', 'CANCELLATION');

-- CreateEnum
CREATE TYPE "ChangeStatus" AS ENUM ('SUBMITTED', 'RETURNED', 'WITHDRAWN', 'DONE');

-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'CHANGE_RETURNED';

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "wechatIndex" TEXT;

-- AlterTable
ALTER TABLE "catalogue_entry" ADD COLUMN     "fingerprint" CHAR(64),
ADD COLUMN     "importId" UUID,
-- Words divided by blanks: a search of one or two characters finds the beginnings of words, which trigrams serve.
ADD COLUMN     "searchText" TEXT GENERATED ALWAYS AS (upper(' ' || coalesce("machineEnvCode", '') || ' ' || coalesce("disclosureNumber", '') || ' ' || coalesce("machineSerial", '') || ' ' || coalesce("engineApprovalNumber", '') || ' ' || coalesce("engineSerial", '') || ' ' || coalesce("pin", '') || ' ' || coalesce("engineModel", '') || ' ' || coalesce(details->'machine'->>'manufacturer', '') || ' ' || coalesce(details->'machine'->>'brand', '') || ' ' || coalesce(details->'machine'->>'name', '') || ' ' || coalesce(details->'machine'->>'model', '') || ' ' || translate(coalesce(details->'machine'->>'model', ''), ' -_.·', '') || ' ' || coalesce(details->'engine'->>'manufacturer', '') || ' ' || coalesce(details->'engine'->>'family', ''))) STORED;

-- AlterTable
ALTER TABLE "machine" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "notice" ADD COLUMN     "changeId" UUID;

-- CreateTable
CREATE TABLE "session_ticket" (
    "hash" TEXT NOT NULL,
    "accountId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "session_ticket_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "catalogue_import" (
    "id" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "storageKey" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "status" "CatalogueImportStatus" NOT NULL DEFAULT 'CHECKING',
    "doneRows" INTEGER NOT NULL DEFAULT 0,
    "totalRows" INTEGER,
    "goodRows" INTEGER NOT NULL DEFAULT 0,
    "refusedRows" INTEGER NOT NULL DEFAULT 0,
    "knownRows" INTEGER NOT NULL DEFAULT 0,
    "addedRows" INTEGER NOT NULL DEFAULT 0,
    "unknownColumns" TEXT[],
    "preview" JSONB,
    "failure" TEXT,
    "staffId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "catalogue_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "catalogue_import_fault" (
    "importId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "column" TEXT NOT NULL,
    "message" TEXT NOT NULL,

    CONSTRAINT "catalogue_import_fault_pkey" PRIMARY KEY ("importId","line","position")
);

-- CreateTable
CREATE TABLE "change" (
    "id" UUID NOT NULL,
    "machineId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "type" "ChangeType" NOT NULL,
    "status" "ChangeStatus" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "reason" TEXT,
    "newOwnerId" UUID,
    "districtCode" CHAR(6) NOT NULL,
    "cityCode" CHAR(6) NOT NULL,
    "provinceCode" CHAR(6) NOT NULL,
    "toDistrictCode" CHAR(6),
    "submittedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "comment" TEXT,

    CONSTRAINT "change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change_photo" (
    "changeId" UUID NOT NULL,
    "slot" "PhotoSlot" NOT NULL,
    "photoId" UUID NOT NULL,

    CONSTRAINT "change_photo_pkey" PRIMARY KEY ("changeId","slot")
);

-- CreateIndex
CREATE INDEX "session_ticket_expiresAt_idx" ON "session_ticket"("expiresAt");

-- CreateIndex
CREATE INDEX "catalogue_import_createdAt_id_idx" ON "catalogue_import"("createdAt", "id");

-- CreateIndex
CREATE INDEX "change_machineId_submittedAt_idx" ON "change"("machineId", "submittedAt");

-- CreateIndex
CREATE INDEX "change_accountId_submittedAt_id_idx" ON "change"("accountId", "submittedAt", "id");

-- CreateIndex
CREATE INDEX "change_districtCode_status_submittedAt_id_idx" ON "change"("districtCode", "status", "submittedAt", "id");

-- CreateIndex
CREATE INDEX "change_cityCode_status_submittedAt_id_idx" ON "change"("cityCode", "status", "submittedAt", "id");

-- CreateIndex
CREATE INDEX "change_provinceCode_status_submittedAt_id_idx" ON "change"("provinceCode", "status", "submittedAt", "id");

-- CreateIndex
CREATE INDEX "change_toDistrictCode_idx" ON "change"("toDistrictCode");

-- CreateIndex
CREATE INDEX "change_photo_photoId_idx" ON "change_photo"("photoId");

-- CreateIndex
CREATE UNIQUE INDEX "account_wechatIndex_key" ON "account"("wechatIndex");

-- CreateIndex
CREATE UNIQUE INDEX "catalogue_entry_fingerprint_key" ON "catalogue_entry"("fingerprint");

-- CreateIndex
CREATE INDEX "catalogue_entry_importId_idx" ON "catalogue_entry"("importId");

-- CreateIndex
CREATE INDEX "notice_changeId_idx" ON "notice"("changeId");

-- AddForeignKey
ALTER TABLE "session_ticket" ADD CONSTRAINT "session_ticket_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalogue_entry" ADD CONSTRAINT "catalogue_entry_importId_fkey" FOREIGN KEY ("importId") REFERENCES "catalogue_import"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalogue_import" ADD CONSTRAINT "catalogue_import_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalogue_import_fault" ADD CONSTRAINT "catalogue_import_fault_importId_fkey" FOREIGN KEY ("importId") REFERENCES "catalogue_import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change" ADD CONSTRAINT "change_machineId_fkey" FOREIGN KEY ("machineId") REFERENCES "machine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change" ADD CONSTRAINT "change_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change" ADD CONSTRAINT "change_newOwnerId_fkey" FOREIGN KEY ("newOwnerId") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change" ADD CONSTRAINT "change_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change_photo" ADD CONSTRAINT "change_photo_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change_photo" ADD CONSTRAINT "change_photo_photoId_fkey" FOREIGN KEY ("photoId") REFERENCES "photo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "change"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- ---------------------------------------------------------------- what the schema language cannot say
ALTER TABLE session_ticket ADD CONSTRAINT session_ticket_times CHECK ("expiresAt" > "createdAt" AND "usedAt" >= "createdAt");
ALTER TABLE catalogue_import
  ADD CONSTRAINT catalogue_import_counts CHECK (
    "doneRows" >= 0 AND "goodRows" >= 0 AND "refusedRows" >= 0 AND "knownRows" >= 0 AND "addedRows" >= 0),
  ADD CONSTRAINT catalogue_import_undone CHECK ((status = 'UNDONE') = ("undoneAt" IS NOT NULL));
ALTER TABLE catalogue_entry ADD CONSTRAINT catalogue_entry_fingerprint CHECK (fingerprint ~ '^[0-9a-f]{64}$');
ALTER TABLE "machine" ADD CONSTRAINT machine_version CHECK (version >= 1);
ALTER TABLE "change"
  ADD CONSTRAINT change_version CHECK (version >= 1),
  ADD CONSTRAINT change_decided CHECK (
    (status IN ('DONE', 'RETURNED')) = ("decidedAt" IS NOT NULL) AND "decidedAt" >= "submittedAt"),
  ADD CONSTRAINT change_owner CHECK ((type = 'OWNER') = ("newOwnerId" IS NOT NULL)),
  ADD CONSTRAINT change_move CHECK ((type = 'PLACE') = ("toDistrictCode" IS NOT NULL)),
  ADD CONSTRAINT change_reason CHECK (type <> 'CANCELLATION' OR btrim(reason) <> '');
-- One of a kind waits at a time.
CREATE UNIQUE INDEX change_waiting ON "change" ("machineId", type) WHERE status = 'SUBMITTED';
CREATE INDEX "catalogue_entry_search" ON "catalogue_entry" USING gin ("searchText" gin_trgm_ops);
