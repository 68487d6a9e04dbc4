-- Text messages of notices, once each: docs/decisions/0070.

-- CreateEnum
CREATE TYPE "MessageState" AS ENUM ('WAITING', 'SENDING', 'SENT', 'FAILED', 'DROPPED');

-- CreateTable
CREATE TABLE "owner_message" (
    "noticeId" UUID NOT NULL,
    "state" "MessageState" NOT NULL DEFAULT 'WAITING',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "endedAt" TIMESTAMPTZ(3),
    "why" TEXT,

    CONSTRAINT "owner_message_pkey" PRIMARY KEY ("noticeId")
);

-- CreateIndex
CREATE INDEX "owner_message_state_dueAt_idx" ON "owner_message"("state", "dueAt");

-- CreateIndex
CREATE INDEX "owner_message_createdAt_idx" ON "owner_message"("createdAt");

-- AddForeignKey
ALTER TABLE "owner_message" ADD CONSTRAINT "owner_message_noticeId_fkey" FOREIGN KEY ("noticeId") REFERENCES "notice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What ended says when, and why where it did not go out.
ALTER TABLE owner_message ADD CONSTRAINT owner_message_ended CHECK (
  (state IN ('SENT', 'FAILED', 'DROPPED')) = ("endedAt" IS NOT NULL) AND (state IN ('FAILED', 'DROPPED')) = (why IS NOT NULL));

-- Of a notice that tells of something now; those that are brought in of times before are news to nobody.
CREATE FUNCTION add_owner_message() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW."changeId" IS NULL OR EXISTS (SELECT FROM change WHERE id = NEW."changeId" AND type IN ('OWNER', 'PLACE')) THEN
    INSERT INTO owner_message ("noticeId") VALUES (NEW.id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER notice_owner_message AFTER INSERT ON notice FOR EACH ROW
  WHEN (NEW.kind::text IN ('RETURNED', 'APPROVED', 'CHANGE_DONE', 'FILED_FOR_YOU', 'ASSISTED', 'REMINDER')
    AND NEW."createdAt" > now() - interval '1 hour')
  EXECUTE FUNCTION add_owner_message();
