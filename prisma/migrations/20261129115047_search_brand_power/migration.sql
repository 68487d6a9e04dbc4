-- Search by brand and by power of the engine (docs/decisions/0042). Both are in the content only; as expressions they need no
-- new column, which would rewrite the table. After the sort key the columns of the filters, so that only rows that pass are read.
-- An index is built and analysed with a bare search path; the keys' functions call one another by their bare names.
CREATE FUNCTION machine_brand(content jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path FROM CURRENT
AS $$ BEGIN RETURN name_key(content #>> '{machine,brand}'); END $$;

-- NULL for what is not a number.
CREATE FUNCTION machine_power(content jsonb) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT CASE WHEN jsonb_typeof(content #> '{engine,ratedPowerKw}') = 'number' THEN (content #>> '{engine,ratedPowerKw}')::numeric END $$;

CREATE INDEX machine_city_brand ON machine ("cityCode", machine_brand(content) text_pattern_ops, "registeredAt", id, "districtCode",
  "categoryCode", "emissionStage", "fuelCode", "placeCode", status, "manufacturedYear");
CREATE INDEX machine_city_power ON machine ("cityCode", machine_power(content), "registeredAt", id, "districtCode",
  "categoryCode", "emissionStage", "fuelCode", "placeCode", status, "manufacturedYear");
