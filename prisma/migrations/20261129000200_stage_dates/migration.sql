-- The stage dates get fuel, power and the law's words: an installation that set dates of its own keeps them
-- (the same as fromEarlier in lib/features/setting/schema/stage-dates.ts, for values stored before).
UPDATE setting SET value = jsonb_build_object('rows', (
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'stage', own->>'stage',
    'fuel', 'DIESEL',
    'powerFromKw', NULL,
    'powerToKw', CASE WHEN own->>'stage' = '4' THEN 560 END,
    'engineFrom', own->>'engineFrom',
    'machineFrom', own->>'machineFrom',
    'farmMachineFrom', CASE WHEN own->>'machineFrom' = law.machines THEN law.farm END,
    'basis', CASE WHEN own->>'engineFrom' = law.engines AND own->>'machineFrom' IS NOT DISTINCT FROM law.machines
      THEN law.basis ELSE '此前自行设定的日期，法规依据请补充' END
  ) ORDER BY place), '[]')
  FROM jsonb_array_elements(value->'diesel') WITH ORDINALITY AS of_old(own, place)
  LEFT JOIN (VALUES
    ('1', '2007-10-01', NULL, NULL, 'GB 20891—2007（中国Ⅰ、Ⅱ阶段）；按日期推定的起算日为本系统约定，可修改'),
    ('2', '2009-10-01', NULL, NULL, 'GB 20891—2007（中国Ⅰ、Ⅱ阶段）；按日期推定的起算日为本系统约定，可修改'),
    ('3', '2015-10-01', '2016-04-01', '2016-12-01', 'GB 20891—2014 第三阶段；环境保护部公告 2016 年第 5 号第一条'),
    ('4', '2022-12-01', '2022-12-01', NULL,
      'GB 20891—2014 第 1 号修改单、HJ 1014—2020：560 kW 以下（含 560 kW）；560 kW 以上实施时间另行公告')
  ) AS law(stage, engines, machines, farm, basis) ON law.stage = own->>'stage'
))
WHERE key = 'stage-dates' AND jsonb_typeof(value->'diesel') = 'array';

-- X says that there is no stage; that it cannot be determined is one reason for it. A name of one's own stays.
UPDATE list_item SET name = '无排放阶段（或无法确定）' WHERE list = 'STAGE' AND code = 'X' AND name = '无法确定';
