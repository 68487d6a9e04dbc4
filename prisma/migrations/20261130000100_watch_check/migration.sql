-- CreateTable
CREATE TABLE "watch_check" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "watch_check_pkey" PRIMARY KEY ("id")
);
