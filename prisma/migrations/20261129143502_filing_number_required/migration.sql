-- In a transaction of its own: the lock is held for one reading of the table.
ALTER TABLE "filing" ALTER COLUMN "number" SET NOT NULL;
