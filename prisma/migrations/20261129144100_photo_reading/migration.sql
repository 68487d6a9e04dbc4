-- What was read on photos of plates, labels and papers. Additive: a server of the release before knows nothing of it.
CREATE TABLE "photo_reading" (
    "photoId" UUID NOT NULL,
    "version" SMALLINT NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "asked" BOOLEAN NOT NULL DEFAULT false,
    "tries" SMALLINT NOT NULL DEFAULT 0,
    "fault" TEXT,
    "lines" JSONB NOT NULL DEFAULT '[]',
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "photo_reading_pkey" PRIMARY KEY ("photoId")
);

-- CreateIndex
CREATE INDEX "photo_reading_dueAt_idx" ON "photo_reading"("dueAt");

-- AddForeignKey
ALTER TABLE "photo_reading" ADD CONSTRAINT "photo_reading_photoId_fkey" FOREIGN KEY ("photoId") REFERENCES "photo"("id") ON DELETE CASCADE ON UPDATE CASCADE;
