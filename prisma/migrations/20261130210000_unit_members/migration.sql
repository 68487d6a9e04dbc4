-- A unit's people, and who acts for it: docs/decisions/0066.

-- CreateEnum
CREATE TYPE "UnitRole" AS ENUM ('MANAGE', 'FILE', 'LOOK');

-- CreateEnum
CREATE TYPE "InvitationState" AS ENUM ('OPEN', 'ACCEPTED', 'DECLINED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "RequestState" AS ENUM ('OPEN', 'ACCEPTED', 'REFUSED', 'WITHDRAWN');

-- AlterTable
ALTER TABLE "account_session" ADD COLUMN     "personId" UUID;

-- AlterTable
ALTER TABLE "change" ADD COLUMN     "operatorId" UUID;

-- AlterTable
ALTER TABLE "filing" ADD COLUMN     "operatorId" UUID;

-- AlterTable
ALTER TABLE "filing_batch" ADD COLUMN     "operatorId" UUID;

-- AlterTable
ALTER TABLE "session_ticket" ADD COLUMN     "personId" UUID;

-- CreateTable
CREATE TABLE "unit_member" (
    "id" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" "UnitRole" NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "unit_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_invitation" (
    "id" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "phone" TEXT,
    "phoneIndex" TEXT,
    "role" "UnitRole" NOT NULL,
    "state" "InvitationState" NOT NULL DEFAULT 'OPEN',
    "byId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "unit_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_request" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "unitCode" TEXT NOT NULL,
    "codeIndex" TEXT NOT NULL,
    "state" "RequestState" NOT NULL DEFAULT 'OPEN',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "unit_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "unit_member_unitId_idx" ON "unit_member"("unitId");

-- CreateIndex
CREATE INDEX "unit_member_personId_idx" ON "unit_member"("personId");

-- CreateIndex
CREATE INDEX "unit_invitation_unitId_idx" ON "unit_invitation"("unitId");

-- CreateIndex
CREATE INDEX "unit_invitation_phoneIndex_idx" ON "unit_invitation"("phoneIndex");

-- CreateIndex
CREATE INDEX "unit_invitation_byId_idx" ON "unit_invitation"("byId");

-- CreateIndex
CREATE INDEX "unit_request_personId_idx" ON "unit_request"("personId");

-- CreateIndex
CREATE INDEX "unit_request_codeIndex_idx" ON "unit_request"("codeIndex");

-- CreateIndex
CREATE INDEX "account_session_personId_idx" ON "account_session"("personId");

-- CreateIndex
CREATE INDEX "change_operatorId_idx" ON "change"("operatorId");

-- CreateIndex
CREATE INDEX "filing_operatorId_idx" ON "filing"("operatorId");

-- CreateIndex
CREATE INDEX "filing_batch_operatorId_idx" ON "filing_batch"("operatorId");

-- CreateIndex
CREATE INDEX "session_ticket_personId_idx" ON "session_ticket"("personId");

-- AddForeignKey
ALTER TABLE "account_session" ADD CONSTRAINT "account_session_personId_fkey" FOREIGN KEY ("personId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_ticket" ADD CONSTRAINT "session_ticket_personId_fkey" FOREIGN KEY ("personId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change" ADD CONSTRAINT "change_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing_batch" ADD CONSTRAINT "filing_batch_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing" ADD CONSTRAINT "filing_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_member" ADD CONSTRAINT "unit_member_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_member" ADD CONSTRAINT "unit_member_personId_fkey" FOREIGN KEY ("personId") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_invitation" ADD CONSTRAINT "unit_invitation_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_invitation" ADD CONSTRAINT "unit_invitation_byId_fkey" FOREIGN KEY ("byId") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_request" ADD CONSTRAINT "unit_request_personId_fkey" FOREIGN KEY ("personId") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One place at a time for each person in each unit, one invitation for each phone, one request for each code.
CREATE UNIQUE INDEX unit_member_living ON unit_member ("unitId", "personId") WHERE "endedAt" IS NULL;
CREATE UNIQUE INDEX unit_invitation_open ON unit_invitation ("unitId", "phoneIndex") WHERE state = 'OPEN';
CREATE UNIQUE INDEX unit_request_open ON unit_request ("personId", "codeIndex") WHERE state = 'OPEN';

-- What has ended says when, and no longer whom it was for.
ALTER TABLE unit_invitation ADD CONSTRAINT unit_invitation_ended CHECK (
  (state = 'OPEN') = ("endedAt" IS NULL) AND (state = 'OPEN') = (phone IS NOT NULL) AND (state = 'OPEN') = ("phoneIndex" IS NOT NULL));
ALTER TABLE unit_request ADD CONSTRAINT unit_request_ended CHECK ((state = 'OPEN') = ("endedAt" IS NULL));
ALTER TABLE account_session ADD CONSTRAINT account_session_person CHECK ("personId" <> "accountId");

-- Persons act for registered units; the unit's own row is that of whoever holds its phone.
CREATE FUNCTION require_unit_member() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM account WHERE id = NEW."unitId" AND type = 'UNIT' AND "registeredAt" IS NOT NULL)
    OR (NEW."personId" <> NEW."unitId"
      AND NOT EXISTS (SELECT FROM account WHERE id = NEW."personId" AND type = 'PERSON' AND "registeredAt" IS NOT NULL)) THEN
    RAISE EXCEPTION 'a person acts for a registered unit' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER unit_member_kinds BEFORE INSERT OR UPDATE OF "unitId", "personId" ON unit_member
  FOR EACH ROW EXECUTE FUNCTION require_unit_member();

-- Somebody manages a unit as long as it is open. The lock makes two who end each other's place wait: the second sees the first.
CREATE FUNCTION keep_unit_manager() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM 1 FROM account WHERE id = OLD."unitId" AND "closedAt" IS NULL FOR NO KEY UPDATE;
  IF FOUND AND NOT EXISTS (
    SELECT FROM unit_member WHERE "unitId" = OLD."unitId" AND role = 'MANAGE' AND "endedAt" IS NULL) THEN
    RAISE EXCEPTION 'unit % would have nobody who manages it', OLD."unitId" USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_manager';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER unit_member_manager AFTER UPDATE OF role, "endedAt" ON unit_member FOR EACH ROW
  WHEN (OLD.role = 'MANAGE' AND OLD."endedAt" IS NULL) EXECUTE FUNCTION keep_unit_manager();

-- Whoever holds the phone of a unit's account manages it, from the registration on.
CREATE FUNCTION add_first_manager() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO unit_member (id, "unitId", "personId", role, since)
  VALUES (gen_random_uuid(), NEW.id, NEW.id, 'MANAGE', NEW."createdAt");
  RETURN NULL;
END $$;
CREATE TRIGGER account_first_manager AFTER INSERT ON account FOR EACH ROW
  WHEN (NEW.type = 'UNIT' AND NEW."registeredAt" IS NOT NULL) EXECUTE FUNCTION add_first_manager();
INSERT INTO unit_member (id, "unitId", "personId", role, since)
SELECT gen_random_uuid(), id, id, 'MANAGE', "createdAt" FROM account
WHERE type = 'UNIT' AND "registeredAt" IS NOT NULL AND "closedAt" IS NULL;
