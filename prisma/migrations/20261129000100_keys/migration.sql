-- One key for names and codes: docs/decisions/0019. The functions are the twins of nameKey, codeKey and toldCode
-- (lib/core/normalise.ts); COLLATE "C" keeps them the same whatever the locale of the database.

-- Taken apart, without what is not seen, each character as its twin.
CREATE FUNCTION key_letters(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  apart text := t;
BEGIN
  IF apart COLLATE "C" ~ '[\u1acf-\u1aff]|[\ua7f1\U000105c0-\U000105ff\U00010d40-\U00010d8f\U00010efa-\U00010eff\U00011380-\U000113ff\U00011f00-\U00011f5f\U00016100-\U0001613f\U00016d40-\U00016d7f\U0001ccd6-\U0001ccf9\U0001e030-\U0001e08f\U0001e4d0-\U0001e4ff\U0001e5d0-\U0001e5ff\U0001e6c0-\U0001e6ff]' THEN
    apart := regexp_replace(apart COLLATE "C", '[\u1acf-\u1aff]|[\ua7f1\U000105c0-\U000105ff\U00010d40-\U00010d8f\U00010efa-\U00010eff\U00011380-\U000113ff\U00011f00-\U00011f5f\U00016100-\U0001613f\U00016d40-\U00016d7f\U0001ccd6-\U0001ccf9\U0001e030-\U0001e08f\U0001e4d0-\U0001e4ff\U0001e5d0-\U0001e5ff\U0001e6c0-\U0001e6ff]', U&'\FFFD', 'g');
  END IF;
  apart := regexp_replace(normalize(apart, NFKD) COLLATE "C", '\u034f|[\ufe00-\ufe0f]|[\u180b-\u180f]|[\u0001-\u0020\u007f-\u00a0\u00ad\u061c\u115f\u1160\u1680\u17b4\u17b5\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufeff\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]', '', 'g');
  IF apart COLLATE "C" ~ '[⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲戶戸靑黃abcdefghijklmnopqrstuvwxyzæøþðđħłŋœŧαβγδεζηθικλμνξοπρσςτυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґәғқңөұүһ\[\]{}【】〔〕〖〗〘〙〚〛⦅⦆❨❩❪❫❲❳❴❵⟦⟧⁅⁆∶.•‣‧∙⋅●◦⦁⸰⸱⸳・。᛫ꞏ𐄁ᆞ〈〉《》˗֊־‐‑‒–—―⁃−─━➖⸗⸺⸻⹀⹝‘’‛′ʹʻʼ“”‟]' THEN
    apart := translate(apart,
      '⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲' ||
      '戶戸靑黃' ||
      'abcdefghijklmnopqrstuvwxyzæøþðđħłŋœŧαβγδεζηθικλμνξοπρσςτυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґәғқңөұүһ' ||
      '[]{}〈〉《》【】〔〕〖〗〘〙〚〛⦅⦆❨❩❪❫❲❳❴❵⟦⟧⁅⁆∶' ||
      '.•‣‧∙⋅●◦⦁⸰⸱⸳・。᛫ꞏ𐄁ᆞ' ||
      '˗֊־‐‑‒–—―⁃−─━➖⸗⸺⸻⹀⹝' ||
      '‘’‛′ʹʻʼ“”‟',
      '厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀' ||
      '户户青黄' ||
      'ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÞÐĐĦŁŊŒŦΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΣΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐӘҒҚҢӨҰҮҺ' ||
      '()()()()()()()()()()()()()()()():' ||
      '··················' ||
      '-------------------' ||
      '''''''''''''''"""');
  END IF;
  IF apart COLLATE "C" ~ '--' THEN apart := regexp_replace(apart COLLATE "C", '-{2,}', '-', 'g'); END IF;
  RETURN apart;
END $$;

CREATE FUNCTION name_key(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF name COLLATE "C" ~ '^[0-9A-Z()·\u4e00-\u6235\u6237\u6239-\u9750\u9752-\u9ec2\u9ec4-\u9fff]*$' THEN RETURN name; END IF;
  RETURN normalize(key_letters(name), NFKC);
END $$;

CREATE FUNCTION code_key(code text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  bare text;
BEGIN
  IF code COLLATE "C" ~ '^[0-9A-Z]*$' THEN RETURN code; END IF;
  -- Most codes: the signs of a keyboard alone, no heading before them.
  IF code COLLATE "C" ~ '^[ -9;-~]*$' THEN
    bare := translate(upper(code COLLATE "C"), ' ()[]{}*<>''"`_-', '');
    IF bare !~ '^NO[.]' THEN RETURN replace(bare, '.', ''); END IF;
  END IF;
  bare := regexp_replace(key_letters(replace(code, '№', 'No.')) COLLATE "C", '[()*\u066d\u203b\u2042\u204e\u2055\u2217\u22c6\u2605\u2606\u2731-\u273d<>«»\u02c2\u02c3\u1433\u1438\u2039\u203a\u226a\u226b\u25b6-\u25b8\u25ba\u25c0-\u25c2\u25c4\u276c-\u2771\u27e8-\u27eb\u3008-\u300f''"`\u02b9-\u02bc\u2018-\u201f\u2032-\u2037_\-\u02d7\u058a\u05be\u06d4\u1400\u1806\u2010-\u2015\u2043\u2212\u2500\u2501\u2574\u2576\u2796\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\u30fc\ufe31\ufe32\U00010ead]', '', 'g');
  bare := replace(regexp_replace(bare COLLATE "C", '^[\u3400-\u9fff\u3005\u3007]*NO·+:?', ''), '·', '');
  RETURN normalize(regexp_replace(bare COLLATE "C", '^(?:[\u3400-\u9fff\u3005\u3007]*(?:号码|编号|代码|编码|序列号|识别码|核准号|公开号|登记号|出厂号|车架号|发动机号):?|[\u3400-\u9fff\u3005\u3007]+:|(?:NO|SN|S/N|PIN|VIN|CODE|NUMBER|SERIAL|SERIALNO|SERIALNUMBER):)+', ''), NFKC);
END $$;

-- NULL for nothing and for what is written where there is no code.
CREATE FUNCTION told_code(code text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  key text := code_key(code);
BEGIN
  IF key COLLATE "C" ~ '^([!-/:-@[-`{-~]*|0+|X+)$' OR key = ANY(ARRAY['无','無','没有','无号','无码','无铭牌','铭牌丢失','见铭牌','丢失','磨损','无法识别','不详','不祥','不明','不清','不清楚',
    '看不清','模糊','无法辨认','未知','未填','未见','暂无','待补','空','缺','缺失','N/A','NA','NONE','NULL','NIL','UNKNOWN'])
  THEN RETURN NULL; END IF;
  RETURN key;
END $$;

-- ---------------------------------------------------------------- owners' names
-- Grams of names whose key is another now, taken away by the old way of cutting and made again by the new one below.
CREATE TEMPORARY TABLE renamed_key ON COMMIT DROP AS
  SELECT id, name FROM account
  WHERE translate(upper(regexp_replace(normalize(name, NFKC), '\s', '', 'g')), '•‧・･∙⋅', '······') <> name_key(name);
DELETE FROM machine_owner_gram w USING renamed_key a, machine m, name_grams(a.name) g
WHERE m."ownerId" = a.id AND w."cityCode" = m."cityCode" AND w.gram = g AND w."registeredAt" = m."registeredAt"
  AND w."machineId" = m.id;

CREATE OR REPLACE FUNCTION name_grams(name text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT DISTINCT substr(n.key, i, 2)
  FROM (SELECT name_key(name) OFFSET 0) n (key), generate_series(1, length(n.key) - 1) i
$$;
INSERT INTO machine_owner_gram ("cityCode", gram, "registeredAt", "machineId", "districtCode")
SELECT m."cityCode", g, m."registeredAt", m.id, m."districtCode"
FROM renamed_key a JOIN machine m ON m."ownerId" = a.id, name_grams(a.name) g;

DROP INDEX "account_name_search";
ALTER TABLE "account" ADD COLUMN "nameKey" TEXT GENERATED ALWAYS AS (name_key(name)) STORED;
CREATE INDEX "account_name_search" ON "account" USING GIN ("nameKey" gin_trgm_ops);

-- Accounts whose idTailIndex may have been made of the former key of the name: only the program, which has the secret,
-- can make it again, and does so before it serves. Names of plain characters have the key they had.
CREATE TABLE "stale_id_tail" (
    "accountId" UUID NOT NULL,

    CONSTRAINT "stale_id_tail_pkey" PRIMARY KEY ("accountId")
);
ALTER TABLE "stale_id_tail" ADD CONSTRAINT "stale_id_tail_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
INSERT INTO stale_id_tail ("accountId")
SELECT id FROM account WHERE name COLLATE "C" !~ '^[0-9A-Za-z０-９Ａ-Ｚａ-ｚ()（）·•\u0020\u3000\u4e00-\u6235\u6237\u6239-\u9750\u9752-\u9ec2\u9ec4-\u9fff]*$';

-- ---------------------------------------------------------------- what filings and machines are found and compared by
-- Keys now, no longer what was typed: that is shown from the content. Dropping a column drops its index.
ALTER TABLE "filing" DROP COLUMN "machineEnvCode", DROP COLUMN "machineSerial", DROP COLUMN "engineSerial", DROP COLUMN "pin", DROP COLUMN "searchText";
ALTER TABLE "filing"
ADD COLUMN     "machineEnvCode" TEXT GENERATED ALWAYS AS (told_code(content->'codes'->>'machineEnvCode')) STORED,
ADD COLUMN     "machineSerial" TEXT GENERATED ALWAYS AS (told_code(content->'machine'->>'serial')) STORED,
ADD COLUMN     "engineSerial" TEXT GENERATED ALWAYS AS (told_code(content->'engine'->>'serial')) STORED,
ADD COLUMN     "pin" TEXT GENERATED ALWAYS AS (told_code(content->'machine'->>'pin')) STORED,
ADD COLUMN     "searchText" TEXT GENERATED ALWAYS AS (coalesce(told_code(content->>'plate'), '') || ' ' || coalesce(told_code(content->'codes'->>'machineEnvCode'), '') || ' ' || coalesce(told_code(content->'machine'->>'serial'), '') || ' ' || coalesce(told_code(content->'engine'->>'serial'), '') || ' ' || coalesce(told_code(content->'machine'->>'pin'), '') || ' ' || coalesce(told_code(content->'codes'->>'disclosureNumber'), '') || ' ' || coalesce(told_code(content->'codes'->>'engineApprovalNumber'), '') || ' ' || coalesce(told_code(content->'machine'->>'model'), '') || ' ' || coalesce(told_code(content->'engine'->>'model'), '')) STORED;
CREATE INDEX "filing_machineEnvCode_idx" ON "filing"("machineEnvCode");
CREATE INDEX "filing_machineSerial_idx" ON "filing"("machineSerial");
CREATE INDEX "filing_engineSerial_idx" ON "filing"("engineSerial");
CREATE INDEX "filing_search" ON "filing" USING GIN ("searchText" gin_trgm_ops);

ALTER TABLE "machine" DROP COLUMN "machineEnvCode", DROP COLUMN "machineSerial", DROP COLUMN "engineSerial", DROP COLUMN "pin", DROP COLUMN "searchText";
ALTER TABLE "machine"
ADD COLUMN     "machineEnvCode" TEXT GENERATED ALWAYS AS (told_code(content->'codes'->>'machineEnvCode')) STORED,
ADD COLUMN     "machineSerial" TEXT GENERATED ALWAYS AS (told_code(content->'machine'->>'serial')) STORED,
ADD COLUMN     "engineSerial" TEXT GENERATED ALWAYS AS (told_code(content->'engine'->>'serial')) STORED,
ADD COLUMN     "pin" TEXT GENERATED ALWAYS AS (told_code(content->'machine'->>'pin')) STORED,
ADD COLUMN     "searchText" TEXT GENERATED ALWAYS AS ("emissionStage"::text || "numberBody"::text || ' ' || coalesce(told_code(content->>'plate'), '') || ' ' || coalesce(told_code(content->'codes'->>'machineEnvCode'), '') || ' ' || coalesce(told_code(content->'machine'->>'serial'), '') || ' ' || coalesce(told_code(content->'engine'->>'serial'), '') || ' ' || coalesce(told_code(content->'machine'->>'pin'), '') || ' ' || coalesce(told_code(content->'codes'->>'disclosureNumber'), '') || ' ' || coalesce(told_code(content->'codes'->>'engineApprovalNumber'), '') || ' ' || coalesce(told_code(content->'machine'->>'model'), '') || ' ' || coalesce(told_code(content->'engine'->>'model'), '')) STORED;
CREATE INDEX "machine_machineEnvCode_idx" ON "machine"("machineEnvCode");
CREATE INDEX "machine_machineSerial_idx" ON "machine"("machineSerial");
CREATE INDEX "machine_engineSerial_idx" ON "machine"("engineSerial");
CREATE INDEX "machine_search" ON "machine" USING GIN ("cityCode" bpchar_ops, "searchText" gin_trgm_ops);

-- ---------------------------------------------------------------- catalogue
UPDATE catalogue_entry SET
  "machineEnvCode" = nullif(code_key("machineEnvCode"), ''), "disclosureNumber" = nullif(code_key("disclosureNumber"), ''),
  "machineSerial" = nullif(code_key("machineSerial"), ''), "engineApprovalNumber" = nullif(code_key("engineApprovalNumber"), ''),
  "engineSerial" = nullif(code_key("engineSerial"), ''), pin = nullif(code_key(pin), ''),
  "engineModel" = nullif(code_key("engineModel"), '')
WHERE ("machineEnvCode", "disclosureNumber", "machineSerial", "engineApprovalNumber", "engineSerial", pin, "engineModel")
  IS DISTINCT FROM (code_key("machineEnvCode"), code_key("disclosureNumber"), code_key("machineSerial"),
    code_key("engineApprovalNumber"), code_key("engineSerial"), code_key(pin), code_key("engineModel"));
ALTER TABLE "catalogue_entry" DROP COLUMN "searchText";
ALTER TABLE "catalogue_entry" ADD COLUMN "searchText" TEXT GENERATED ALWAYS AS ('' || ' ' || coalesce("machineEnvCode", '') || ' ' || coalesce("disclosureNumber", '') || ' ' || coalesce("machineSerial", '') || ' ' || coalesce("engineApprovalNumber", '') || ' ' || coalesce("engineSerial", '') || ' ' || coalesce("pin", '') || ' ' || coalesce("engineModel", '') || ' ' || coalesce(name_key(details->'machine'->>'manufacturer'), '') || ' ' || coalesce(name_key(details->'machine'->>'brand'), '') || ' ' || coalesce(name_key(details->'machine'->>'name'), '') || ' ' || coalesce(code_key(details->'machine'->>'model'), '') || ' ' || coalesce(name_key(details->'engine'->>'manufacturer'), '') || ' ' || coalesce(code_key(details->'engine'->>'family'), '')) STORED;
CREATE INDEX "catalogue_entry_search" ON "catalogue_entry" USING GIN ("searchText" gin_trgm_ops);
