-- How much is known of an instant that an older register told: docs/decisions/0023.

CREATE TYPE "DatePrecision" AS ENUM ('YEAR', 'MONTH', 'DAY', 'TIME');
ALTER TABLE "machine" ADD COLUMN "registeredPrecision" "DatePrecision" NOT NULL DEFAULT 'TIME';
ALTER TABLE "machine_past" ADD COLUMN "precision" "DatePrecision" NOT NULL DEFAULT 'TIME';

-- The first instant of what is known, so that everybody sorts and counts it alike. China is 8 hours ahead; the zone's own
-- rules would add the summer times of 1986 to 1991.
CREATE FUNCTION begins_period(at timestamptz, precision_ "DatePrecision") RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE precision_
    WHEN 'TIME' THEN TRUE
    WHEN 'DAY' THEN date_trunc('day', at AT TIME ZONE 'UTC' + INTERVAL '8 hours') = at AT TIME ZONE 'UTC' + INTERVAL '8 hours'
    WHEN 'MONTH' THEN date_trunc('month', at AT TIME ZONE 'UTC' + INTERVAL '8 hours') = at AT TIME ZONE 'UTC' + INTERVAL '8 hours'
    ELSE date_trunc('year', at AT TIME ZONE 'UTC' + INTERVAL '8 hours') = at AT TIME ZONE 'UTC' + INTERVAL '8 hours'
  END
$$;
ALTER TABLE "machine" ADD CONSTRAINT machine_registered_precision CHECK (begins_period("registeredAt", "registeredPrecision"));
ALTER TABLE "machine_past" ADD CONSTRAINT machine_past_precision CHECK (begins_period(at, precision));

-- Days that were loaded before stand at midnight, which nobody told. Neither words of names nor figures depend on it.
ALTER TABLE machine DISABLE TRIGGER USER;
UPDATE machine SET "registeredPrecision" = 'DAY' WHERE "loadId" IS NOT NULL AND begins_period("registeredAt", 'DAY');
ALTER TABLE machine ENABLE TRIGGER USER;
UPDATE machine_past SET precision = 'DAY' WHERE begins_period(at, 'DAY');
