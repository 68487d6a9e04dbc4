-- The number of a filing to quote on the telephone (docs/decisions/0046). Given by a default, so that a server of the release
-- before, which does not know it, creates filings with one as well. A lock of a moment: no row is read or written here.

-- Nine digits, ten once the 30 million numbers of nine are given. The first is 7, 8 or 9, so that it is never a registration number typed without its dash; the last is a check
-- digit (Damm) that no single wrong digit and no two digits exchanged pass. Consecutive filings get numbers far apart.
CREATE FUNCTION filing_number(sequence bigint) RETURNS varchar(10) LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path FROM CURRENT
AS $$
DECLARE
  -- One row of ten for each interim digit.
  damm CONSTANT text := '0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790';
  -- The factors have no divisor in common with 30000000 and 300000000: each number comes once.
  body CONSTANT text := CASE WHEN sequence <= 30000000 THEN 70000000 + (sequence * 18541927) % 30000000
    ELSE 700000000 + (sequence * 185410199) % 300000000 END;
  interim int := 0;
BEGIN
  FOR place IN 1..length(body) LOOP
    interim := substr(damm, interim * 10 + substr(body, place, 1)::int + 1, 1)::int;
  END LOOP;
  RETURN body || interim;
END $$;

CREATE SEQUENCE filing_number_seq AS bigint MAXVALUE 330000000;

ALTER TABLE "filing" ADD COLUMN "number" VARCHAR(10);
ALTER TABLE "filing" ALTER COLUMN "number" SET DEFAULT filing_number(nextval('filing_number_seq'::regclass));
ALTER SEQUENCE filing_number_seq OWNED BY "filing"."number";

-- CreateIndex
CREATE UNIQUE INDEX "filing_number_key" ON "filing"("number");
