-- 我的机械 of an owner with thousands is read page by page, newest first; the shorter index is a part of this one.
CREATE INDEX "machine_ownerId_registeredAt_id_idx" ON "machine"("ownerId", "registeredAt" DESC, "id" DESC);
DROP INDEX "machine_ownerId_idx";
