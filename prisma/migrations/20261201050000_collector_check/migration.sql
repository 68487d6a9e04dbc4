-- What was done with the collector's document; of earlier hand-overs it is not known here.
ALTER TABLE pickup ADD COLUMN "collectorCheck" text;
ALTER TABLE pickup ADD CONSTRAINT pickup_collector_check
  CHECK ("collectorCheck" IN ('NONE', 'COMPARED', 'SHOWN')
    AND ("collectorCheck" <> 'SHOWN' OR "collectorIdNumber" IS NOT NULL)) NOT VALID;
ALTER TABLE pickup VALIDATE CONSTRAINT pickup_collector_check;
