-- 使用人: who uses a machine, as its owner says: docs/decisions/0074.

-- CreateEnum
CREATE TYPE "MachineUserKind" AS ENUM ('LESSEE', 'USER');

-- CreateTable
CREATE TABLE "machine_user" (
    "id" UUID NOT NULL,
    "machineId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "kind" "MachineUserKind" NOT NULL,
    "type" "AccountType" NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "fromDay" DATE NOT NULL,
    "untilDay" DATE,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "machine_user_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "machine_user_machineId_idx" ON "machine_user"("machineId");

-- CreateIndex
CREATE INDEX "machine_user_accountId_idx" ON "machine_user"("accountId");

-- CreateIndex
CREATE INDEX "machine_user_untilDay_idx" ON "machine_user"("untilDay");

-- AddForeignKey
ALTER TABLE "machine_user" ADD CONSTRAINT "machine_user_machineId_fkey" FOREIGN KEY ("machineId") REFERENCES "machine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine_user" ADD CONSTRAINT "machine_user_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE machine_user ADD CONSTRAINT machine_user_days CHECK ("untilDay" >= "fromDay");

-- One at a time, as each owner says: a new owner learns nothing of what the former declared, not by a refusal either.
CREATE TYPE uuid_range AS RANGE (subtype = uuid);
ALTER TABLE machine_user ADD CONSTRAINT machine_user_apart EXCLUDE USING gist (
  uuid_range("machineId", "machineId", '[]') WITH &&,
  uuid_range("accountId", "accountId", '[]') WITH &&,
  daterange("fromDay", "untilDay", '[]') WITH &&);

-- What a former owner declared ends with the ownership, whatever moved the machine; what had not begun never was.
CREATE FUNCTION end_machine_users() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE today date := (now() AT TIME ZONE 'Asia/Shanghai')::date;
BEGIN
  DELETE FROM machine_user WHERE "machineId" = NEW.id AND "accountId" = OLD."ownerId" AND "fromDay" > today;
  UPDATE machine_user SET "untilDay" = today
  WHERE "machineId" = NEW.id AND "accountId" = OLD."ownerId" AND ("untilDay" IS NULL OR "untilDay" > today);
  RETURN NULL;
END $$;
CREATE TRIGGER machine_users_end AFTER UPDATE OF "ownerId" ON machine FOR EACH ROW
  WHEN (OLD."ownerId" IS DISTINCT FROM NEW."ownerId") EXECUTE FUNCTION end_machine_users();
