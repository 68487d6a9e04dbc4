-- Subscription messages of WeChat, one for each consent: docs/decisions/0076.

-- CreateTable
CREATE TABLE "wechat_consent" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "templateId" TEXT NOT NULL,
    "openid" TEXT NOT NULL,
    "sendsLeft" INTEGER NOT NULL DEFAULT 0,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "wechat_consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wechat_message" (
    "noticeId" UUID NOT NULL,
    "state" "MessageState" NOT NULL DEFAULT 'WAITING',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "consentId" UUID,
    "endedAt" TIMESTAMPTZ(3),
    "why" TEXT,

    CONSTRAINT "wechat_message_pkey" PRIMARY KEY ("noticeId")
);

-- CreateIndex
CREATE UNIQUE INDEX "wechat_consent_accountId_templateId_key" ON "wechat_consent"("accountId", "templateId");

-- CreateIndex
CREATE INDEX "wechat_message_state_dueAt_idx" ON "wechat_message"("state", "dueAt");

-- CreateIndex
CREATE INDEX "wechat_message_createdAt_idx" ON "wechat_message"("createdAt");

-- CreateIndex
CREATE INDEX "wechat_message_consentId_idx" ON "wechat_message"("consentId");

-- AddForeignKey
ALTER TABLE "wechat_consent" ADD CONSTRAINT "wechat_consent_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wechat_message" ADD CONSTRAINT "wechat_message_noticeId_fkey" FOREIGN KEY ("noticeId") REFERENCES "notice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wechat_message" ADD CONSTRAINT "wechat_message_consentId_fkey" FOREIGN KEY ("consentId") REFERENCES "wechat_consent"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE wechat_consent ADD CONSTRAINT wechat_consent_left CHECK ("sendsLeft" BETWEEN 0 AND 20);

-- What ended says when, and why where it did not go out.
ALTER TABLE wechat_message ADD CONSTRAINT wechat_message_ended CHECK (
  (state IN ('SENT', 'FAILED', 'DROPPED')) = ("endedAt" IS NOT NULL) AND (state IN ('FAILED', 'DROPPED')) = (why IS NOT NULL));

-- Of each notice that goes to the phone, where somebody has agreed to anything.
CREATE FUNCTION add_wechat_message() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO wechat_message ("noticeId") SELECT NEW."noticeId" WHERE EXISTS (
    SELECT FROM notice n JOIN wechat_consent c ON c."accountId" = n."accountId" WHERE n.id = NEW."noticeId" AND c."sendsLeft" > 0);
  RETURN NULL;
END $$;
CREATE TRIGGER owner_message_wechat AFTER INSERT ON owner_message FOR EACH ROW EXECUTE FUNCTION add_wechat_message();

-- A consent is of one person of WeChat: whoever is linked no more, by whatever act, is told nothing more.
CREATE FUNCTION end_wechat_consents() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM wechat_consent WHERE "accountId" = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER account_wechat_consents AFTER UPDATE OF "wechatIndex" ON account FOR EACH ROW
  WHEN (OLD."wechatIndex" IS DISTINCT FROM NEW."wechatIndex")
  EXECUTE FUNCTION end_wechat_consents();
