-- The columns marked GENERATED are `@default(dbgenerated())` in the schema: the engine cannot say more.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateEnum
CREATE TYPE "AccountType" AS ENUM ('PERSON', 'UNIT');

-- CreateEnum
CREATE TYPE "CodePurpose" AS ENUM ('REGISTER', 'LOGIN', 'RESET_PASSWORD', 'AGENT_CONSENT', 'TRANSFER_FROM', 'TRANSFER_TO');

-- CreateEnum
CREATE TYPE "ActorKind" AS ENUM ('STAFF', 'ACCOUNT', 'SYSTEM', 'PUBLIC');

-- CreateEnum
CREATE TYPE "FilingStatus" AS ENUM ('DRAFT', 'SUBMITTED', 'IN_REVIEW', 'RETURNED', 'DECLINED', 'APPROVED', 'COLLECTED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "DecisionKind" AS ENUM ('APPROVED', 'RETURNED', 'DECLINED');

-- CreateEnum
CREATE TYPE "NoticeKind" AS ENUM ('RETURNED', 'APPROVED', 'DECLINED', 'COLLECTED', 'TRANSFERRED', 'REMINDER', 'CHANGE_DONE');

-- CreateEnum
CREATE TYPE "MachineStatus" AS ENUM ('ACTIVE', 'CANCELLED', 'REVOKED');

-- CreateEnum
CREATE TYPE "CollectorKind" AS ENUM ('OWNER', 'AGENT', 'OTHER');

-- CreateEnum
CREATE TYPE "DocumentKind" AS ENUM ('COLLECTION_FORM', 'COLLECTION_CARD', 'MARKING_GUIDE', 'NUMBER_STRIP');

-- CreateEnum
CREATE TYPE "PhotoSlot" AS ENUM ('BODY_FRONT', 'BODY_FRONT_RIGHT', 'BODY_RIGHT', 'BODY_REAR', 'ENV_LABEL', 'ENGINE_APPROVAL', 'MACHINE_ENV_CODE', 'MACHINE_PLATE', 'ENGINE_PLATE', 'CERTIFICATE', 'CHECKLIST_FRONT', 'CHECKLIST_BACK', 'PLATE_NUMBER', 'DPF_BODY', 'DPF_PLATE', 'OTHER_1', 'OTHER_2', 'OTHER_3', 'OTHER_4', 'OTHER_5', 'OTHER_6');

-- CreateEnum
CREATE TYPE "ListName" AS ENUM ('CATEGORY', 'PLACE', 'FUEL', 'STAGE', 'DPF_REGENERATION', 'RETURN_REASON');

-- CreateEnum
CREATE TYPE "StaffRole" AS ENUM ('REVIEWER', 'COUNTER', 'SUPERVISOR', 'ADMINISTRATOR');

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "type" "AccountType" NOT NULL,
    "name" TEXT NOT NULL,
    "idNumber" TEXT NOT NULL,
    "idNumberIndex" TEXT NOT NULL,
    "idTailIndex" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "phoneIndex" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failedAttempts" INTEGER NOT NULL DEFAULT 0,
    "lockedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_session" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "account_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refresh_token" (
    "hash" TEXT NOT NULL,
    "sessionId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_token_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "verification_code" (
    "phoneIndex" TEXT NOT NULL,
    "purpose" "CodePurpose" NOT NULL,
    "codeHash" TEXT NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "consumedAt" TIMESTAMPTZ(3),

    CONSTRAINT "verification_code_pkey" PRIMARY KEY ("phoneIndex","purpose")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "actorKind" "ActorKind" NOT NULL,
    "actorId" UUID,
    "action" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "districtCode" CHAR(6),
    "details" JSONB NOT NULL DEFAULT '{}',
    "requestId" TEXT,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_unsealed" (
    "eventId" BIGINT NOT NULL,

    CONSTRAINT "audit_unsealed_pkey" PRIMARY KEY ("eventId")
);

-- CreateTable
CREATE TABLE "audit_seal" (
    "seq" BIGINT NOT NULL,
    "eventId" BIGINT NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "sealedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "response" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("scope","key")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "catalogue_entry" (
    "id" UUID NOT NULL,
    "machineEnvCode" TEXT,
    "disclosureNumber" TEXT,
    "machineSerial" TEXT,
    "engineApprovalNumber" TEXT,
    "engineSerial" TEXT,
    "pin" TEXT,
    "engineModel" TEXT,
    "details" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "catalogue_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "filing" (
    "id" UUID NOT NULL,
    "filerId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "ownerConsentAt" TIMESTAMPTZ(3),
    "status" "FilingStatus" NOT NULL DEFAULT 'DRAFT',
    "version" INTEGER NOT NULL DEFAULT 1,
    "content" JSONB NOT NULL DEFAULT '{}',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "districtCode" CHAR(6) GENERATED ALWAYS AS ((content->>'districtCode')::char(6)) STORED,
    "cityCode" CHAR(6) GENERATED ALWAYS AS ((left(content->>'districtCode', 4) || '00')::char(6)) STORED,
    "provinceCode" CHAR(6) GENERATED ALWAYS AS ((left(content->>'districtCode', 2) || '0000')::char(6)) STORED,
    "kind" TEXT GENERATED ALWAYS AS (content->>'kind') STORED,
    "categoryCode" TEXT GENERATED ALWAYS AS (content->'machine'->>'categoryCode') STORED,
    "plate" TEXT GENERATED ALWAYS AS (content->>'plate') STORED,
    "machineEnvCode" TEXT GENERATED ALWAYS AS (content->'codes'->>'machineEnvCode') STORED,
    "machineSerial" TEXT GENERATED ALWAYS AS (content->'machine'->>'serial') STORED,
    "engineSerial" TEXT GENERATED ALWAYS AS (content->'engine'->>'serial') STORED,
    "pin" TEXT GENERATED ALWAYS AS (content->'machine'->>'pin') STORED,
    "searchText" TEXT GENERATED ALWAYS AS (upper(coalesce(content->>'plate', '') || ' ' || coalesce(content->'codes'->>'machineEnvCode', '') || ' ' || coalesce(content->'machine'->>'serial', '') || ' ' || coalesce(content->'engine'->>'serial', '') || ' ' || coalesce(content->'machine'->>'pin', '') || ' ' || coalesce(content->'machine'->>'model', ''))) STORED,
    "submittedAt" TIMESTAMPTZ(3),
    "warnAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3),
    "reviewedAt" TIMESTAMPTZ(3),
    "collectedAt" TIMESTAMPTZ(3),
    "emissionStage" CHAR(1),
    "claimedById" UUID,
    "claimedAt" TIMESTAMPTZ(3),
    "claimExpiresAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "filing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "filing_photo" (
    "filingId" UUID NOT NULL,
    "slot" "PhotoSlot" NOT NULL,
    "photoId" UUID NOT NULL,

    CONSTRAINT "filing_photo_pkey" PRIMARY KEY ("filingId","slot")
);

-- CreateTable
CREATE TABLE "filing_revision" (
    "id" UUID NOT NULL,
    "filingId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "submittedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "filing_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision_photo" (
    "revisionId" UUID NOT NULL,
    "slot" "PhotoSlot" NOT NULL,
    "photoId" UUID NOT NULL,

    CONSTRAINT "revision_photo_pkey" PRIMARY KEY ("revisionId","slot")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "filingId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" "DecisionKind" NOT NULL,
    "staffId" UUID NOT NULL,
    "comment" TEXT,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision_reason" (
    "decisionId" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "code" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "fields" TEXT[],

    CONSTRAINT "decision_reason_pkey" PRIMARY KEY ("decisionId","position")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "kind" "NoticeKind" NOT NULL,
    "filingId" UUID,
    "decisionId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "number_series" (
    "id" UUID NOT NULL,
    "divisionCode" CHAR(6) NOT NULL,
    "prefix" VARCHAR(4) NOT NULL,
    "firstSerial" INTEGER NOT NULL,
    "lastSerial" INTEGER NOT NULL,
    "nextSerial" INTEGER NOT NULL,
    "warnBelow" INTEGER NOT NULL DEFAULT 1000,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "number_series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "machine" (
    "id" UUID NOT NULL,
    "filingId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "seriesId" UUID NOT NULL,
    "numberBody" CHAR(8) NOT NULL,
    "emissionStage" CHAR(1) NOT NULL,
    "registrationNumber" TEXT GENERATED ALWAYS AS ("emissionStage"::text || '-' || "numberBody"::text) STORED,
    "status" "MachineStatus" NOT NULL DEFAULT 'ACTIVE',
    "content" JSONB NOT NULL,
    "checkToken" TEXT NOT NULL,
    "districtCode" CHAR(6) GENERATED ALWAYS AS ((content->>'districtCode')::char(6)) STORED,
    "cityCode" CHAR(6) GENERATED ALWAYS AS ((left(content->>'districtCode', 4) || '00')::char(6)) STORED,
    "provinceCode" CHAR(6) GENERATED ALWAYS AS ((left(content->>'districtCode', 2) || '0000')::char(6)) STORED,
    "categoryCode" TEXT GENERATED ALWAYS AS (content->'machine'->>'categoryCode') STORED,
    "fuelCode" TEXT GENERATED ALWAYS AS (content->'engine'->>'fuelCode') STORED,
    "placeCode" TEXT GENERATED ALWAYS AS (content->>'placeCode') STORED,
    "plate" TEXT GENERATED ALWAYS AS (content->>'plate') STORED,
    "machineEnvCode" TEXT GENERATED ALWAYS AS (content->'codes'->>'machineEnvCode') STORED,
    "machineSerial" TEXT GENERATED ALWAYS AS (content->'machine'->>'serial') STORED,
    "engineSerial" TEXT GENERATED ALWAYS AS (content->'engine'->>'serial') STORED,
    "pin" TEXT GENERATED ALWAYS AS (content->'machine'->>'pin') STORED,
    "registeredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "machine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "machine_number" (
    "machineId" UUID NOT NULL,
    "number" CHAR(10) NOT NULL,
    "validFrom" TIMESTAMPTZ(3) NOT NULL,
    "validTo" TIMESTAMPTZ(3),

    CONSTRAINT "machine_number_pkey" PRIMARY KEY ("machineId","validFrom")
);

-- CreateTable
CREATE TABLE "pickup" (
    "id" UUID NOT NULL,
    "filingId" UUID NOT NULL,
    "machineId" UUID NOT NULL,
    "bureauId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "codeIndex" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "collectedAt" TIMESTAMPTZ(3),
    "collectorKind" "CollectorKind",
    "collectorName" TEXT,
    "collectorIdNumber" TEXT,
    "items" TEXT[],
    "handedOverById" UUID,

    CONSTRAINT "pickup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "print_copy" (
    "id" UUID NOT NULL,
    "machineId" UUID NOT NULL,
    "kind" "DocumentKind" NOT NULL,
    "copyNumber" INTEGER NOT NULL,
    "staffId" UUID NOT NULL,
    "printedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "print_copy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "photo" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "storageKey" TEXT NOT NULL,
    "thumbnailKey" TEXT NOT NULL,
    "takenAt" TIMESTAMPTZ(3),
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "photo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "list_item" (
    "list" "ListName" NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "list_item_pkey" PRIMARY KEY ("list","code")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "divisionCode" CHAR(6) NOT NULL DEFAULT '000000',
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key","divisionCode")
);

-- CreateTable
CREATE TABLE "division" (
    "code" CHAR(6) NOT NULL,
    "parentCode" CHAR(6),
    "name" TEXT NOT NULL,
    "fullName" TEXT NOT NULL,
    "level" SMALLINT NOT NULL,
    "leaf" BOOLEAN NOT NULL,
    "validFrom" DATE,
    "validTo" DATE,

    CONSTRAINT "division_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "bureau" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "divisionCode" CHAR(6) NOT NULL,
    "officeName" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "hours" TEXT NOT NULL,
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bureau_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "StaffRole" NOT NULL,
    "bureauId" UUID NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "totpSecret" TEXT,
    "sessionEpoch" INTEGER NOT NULL DEFAULT 0,
    "failedAttempts" INTEGER NOT NULL DEFAULT 0,
    "lockedUntil" TIMESTAMPTZ(3),
    "disabledAt" TIMESTAMPTZ(3),
    "lastSignInAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_idNumberIndex_key" ON "account"("idNumberIndex");

-- CreateIndex
CREATE UNIQUE INDEX "account_phoneIndex_key" ON "account"("phoneIndex");

-- CreateIndex
CREATE INDEX "account_idTailIndex_idx" ON "account"("idTailIndex");

-- CreateIndex
CREATE INDEX "account_session_accountId_idx" ON "account_session"("accountId");

-- CreateIndex
CREATE INDEX "refresh_token_sessionId_idx" ON "refresh_token"("sessionId");

-- CreateIndex
CREATE INDEX "audit_event_subjectType_subjectId_id_idx" ON "audit_event"("subjectType", "subjectId", "id");

-- CreateIndex
CREATE INDEX "audit_event_actorId_id_idx" ON "audit_event"("actorId", "id");

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_seal_eventId_key" ON "audit_seal"("eventId");

-- CreateIndex
CREATE INDEX "idempotency_key_createdAt_idx" ON "idempotency_key"("createdAt");

-- CreateIndex
CREATE INDEX "catalogue_entry_machineEnvCode_idx" ON "catalogue_entry"("machineEnvCode");

-- CreateIndex
CREATE INDEX "catalogue_entry_disclosureNumber_machineSerial_idx" ON "catalogue_entry"("disclosureNumber", "machineSerial");

-- CreateIndex
CREATE INDEX "catalogue_entry_engineApprovalNumber_engineSerial_idx" ON "catalogue_entry"("engineApprovalNumber", "engineSerial");

-- CreateIndex
CREATE INDEX "catalogue_entry_pin_engineModel_idx" ON "catalogue_entry"("pin", "engineModel");

-- CreateIndex
CREATE INDEX "filing_districtCode_status_submittedAt_id_idx" ON "filing"("districtCode", "status", "submittedAt", "id");

-- CreateIndex
CREATE INDEX "filing_cityCode_status_submittedAt_id_idx" ON "filing"("cityCode", "status", "submittedAt", "id");

-- CreateIndex
CREATE INDEX "filing_provinceCode_status_submittedAt_id_idx" ON "filing"("provinceCode", "status", "submittedAt", "id");

-- CreateIndex
CREATE INDEX "filing_filerId_createdAt_idx" ON "filing"("filerId", "createdAt");

-- CreateIndex
CREATE INDEX "filing_ownerId_createdAt_idx" ON "filing"("ownerId", "createdAt");

-- CreateIndex
CREATE INDEX "filing_claimedById_idx" ON "filing"("claimedById");

-- CreateIndex
CREATE INDEX "filing_claimExpiresAt_idx" ON "filing"("claimExpiresAt");

-- CreateIndex
CREATE INDEX "filing_machineEnvCode_idx" ON "filing"("machineEnvCode");

-- CreateIndex
CREATE INDEX "filing_machineSerial_idx" ON "filing"("machineSerial");

-- CreateIndex
CREATE INDEX "filing_engineSerial_idx" ON "filing"("engineSerial");

-- CreateIndex
CREATE INDEX "filing_photo_photoId_idx" ON "filing_photo"("photoId");

-- CreateIndex
CREATE UNIQUE INDEX "filing_revision_filingId_number_key" ON "filing_revision"("filingId", "number");

-- CreateIndex
CREATE INDEX "revision_photo_photoId_idx" ON "revision_photo"("photoId");

-- CreateIndex
CREATE INDEX "decision_staffId_decidedAt_idx" ON "decision"("staffId", "decidedAt");

-- CreateIndex
CREATE UNIQUE INDEX "decision_filingId_revision_key" ON "decision"("filingId", "revision");

-- CreateIndex
CREATE INDEX "notice_accountId_createdAt_id_idx" ON "notice"("accountId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "notice_filingId_idx" ON "notice"("filingId");

-- CreateIndex
CREATE INDEX "number_series_divisionCode_idx" ON "number_series"("divisionCode");

-- CreateIndex
CREATE UNIQUE INDEX "machine_filingId_key" ON "machine"("filingId");

-- CreateIndex
CREATE UNIQUE INDEX "machine_numberBody_key" ON "machine"("numberBody");

-- CreateIndex
CREATE UNIQUE INDEX "machine_registrationNumber_key" ON "machine"("registrationNumber");

-- CreateIndex
CREATE UNIQUE INDEX "machine_checkToken_key" ON "machine"("checkToken");

-- CreateIndex
CREATE INDEX "machine_ownerId_idx" ON "machine"("ownerId");

-- CreateIndex
CREATE INDEX "machine_districtCode_registeredAt_idx" ON "machine"("districtCode", "registeredAt");

-- CreateIndex
CREATE INDEX "machine_cityCode_registeredAt_idx" ON "machine"("cityCode", "registeredAt");

-- CreateIndex
CREATE INDEX "machine_provinceCode_registeredAt_idx" ON "machine"("provinceCode", "registeredAt");

-- CreateIndex
CREATE INDEX "machine_machineEnvCode_idx" ON "machine"("machineEnvCode");

-- CreateIndex
CREATE INDEX "machine_machineSerial_idx" ON "machine"("machineSerial");

-- CreateIndex
CREATE INDEX "machine_engineSerial_idx" ON "machine"("engineSerial");

-- CreateIndex
CREATE INDEX "machine_number_number_idx" ON "machine_number"("number");

-- CreateIndex
CREATE UNIQUE INDEX "pickup_filingId_key" ON "pickup"("filingId");

-- CreateIndex
CREATE UNIQUE INDEX "pickup_machineId_key" ON "pickup"("machineId");

-- CreateIndex
CREATE INDEX "pickup_bureauId_collectedAt_createdAt_idx" ON "pickup"("bureauId", "collectedAt", "createdAt");

-- CreateIndex
CREATE INDEX "pickup_codeIndex_idx" ON "pickup"("codeIndex");

-- CreateIndex
CREATE UNIQUE INDEX "print_copy_machineId_kind_copyNumber_key" ON "print_copy"("machineId", "kind", "copyNumber");

-- CreateIndex
CREATE UNIQUE INDEX "photo_storageKey_key" ON "photo"("storageKey");

-- CreateIndex
CREATE UNIQUE INDEX "photo_thumbnailKey_key" ON "photo"("thumbnailKey");

-- CreateIndex
CREATE INDEX "photo_sha256_idx" ON "photo"("sha256");

-- CreateIndex
CREATE INDEX "photo_accountId_idx" ON "photo"("accountId");

-- CreateIndex
CREATE INDEX "division_parentCode_idx" ON "division"("parentCode");

-- CreateIndex
CREATE UNIQUE INDEX "bureau_name_key" ON "bureau"("name");

-- CreateIndex
CREATE INDEX "bureau_divisionCode_idx" ON "bureau"("divisionCode");

-- CreateIndex
CREATE UNIQUE INDEX "staff_username_key" ON "staff"("username");

-- CreateIndex
CREATE INDEX "staff_bureauId_idx" ON "staff"("bureauId");

-- AddForeignKey
ALTER TABLE "account_session" ADD CONSTRAINT "account_session_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "account_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_seal" ADD CONSTRAINT "audit_seal_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "audit_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing" ADD CONSTRAINT "filing_filerId_fkey" FOREIGN KEY ("filerId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing" ADD CONSTRAINT "filing_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing" ADD CONSTRAINT "filing_claimedById_fkey" FOREIGN KEY ("claimedById") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing_photo" ADD CONSTRAINT "filing_photo_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing_photo" ADD CONSTRAINT "filing_photo_photoId_fkey" FOREIGN KEY ("photoId") REFERENCES "photo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing_revision" ADD CONSTRAINT "filing_revision_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision_photo" ADD CONSTRAINT "revision_photo_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "filing_revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision_photo" ADD CONSTRAINT "revision_photo_photoId_fkey" FOREIGN KEY ("photoId") REFERENCES "photo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_reason" ADD CONSTRAINT "decision_reason_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "decision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "number_series" ADD CONSTRAINT "number_series_divisionCode_fkey" FOREIGN KEY ("divisionCode") REFERENCES "division"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine" ADD CONSTRAINT "machine_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine" ADD CONSTRAINT "machine_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine" ADD CONSTRAINT "machine_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "number_series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine_number" ADD CONSTRAINT "machine_number_machineId_fkey" FOREIGN KEY ("machineId") REFERENCES "machine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pickup" ADD CONSTRAINT "pickup_filingId_fkey" FOREIGN KEY ("filingId") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pickup" ADD CONSTRAINT "pickup_machineId_fkey" FOREIGN KEY ("machineId") REFERENCES "machine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pickup" ADD CONSTRAINT "pickup_bureauId_fkey" FOREIGN KEY ("bureauId") REFERENCES "bureau"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pickup" ADD CONSTRAINT "pickup_handedOverById_fkey" FOREIGN KEY ("handedOverById") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "print_copy" ADD CONSTRAINT "print_copy_machineId_fkey" FOREIGN KEY ("machineId") REFERENCES "machine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "print_copy" ADD CONSTRAINT "print_copy_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "photo" ADD CONSTRAINT "photo_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "division" ADD CONSTRAINT "division_parentCode_fkey" FOREIGN KEY ("parentCode") REFERENCES "division"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bureau" ADD CONSTRAINT "bureau_divisionCode_fkey" FOREIGN KEY ("divisionCode") REFERENCES "division"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_bureauId_fkey" FOREIGN KEY ("bureauId") REFERENCES "bureau"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Search in queues: part of a serial, plate, PIN, environment code or model; part of an owner's name.
CREATE INDEX "filing_search" ON "filing" USING gin ("searchText" gin_trgm_ops);
CREATE INDEX "account_name_search" ON "account" USING gin ("name" gin_trgm_ops);
