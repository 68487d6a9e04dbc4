-- Browser and system of the sign-in, in words; of sessions from before nobody knows them.
ALTER TABLE "account_session" ADD COLUMN "device" TEXT;
