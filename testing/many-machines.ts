import { Prisma, type PrismaClient } from '@/prisma/client'

const LOAD = '00000000-0000-7000-8000-00000000a001'
/** The owner with a number, as an id. */
const owner = (number: string) =>
  Prisma.raw(`('00000000-0000-7000-8000-0000000b' || lpad((${number})::text, 4, '0'))::uuid`)

/** Districts with machines in tests of the search: two of 北京, two of 唐山, 石家庄, and 东莞, which has no districts. */
export const PLACES = ['110101', '110108', '130202', '130203', '130102', '441900'] as const

/**
 * Thousands of machines of an older register, with distinct searchable values, inserted by one statement. A third belongs
 * to persons; some times of registration are equal, so that an order by time alone is ambiguous.
 * @param from the first machine's number, so that later calls add further machines
 */
export async function makeManyMachines(
  db: Pick<PrismaClient, '$executeRaw'>,
  count: number,
  from = 0,
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO history_load (id, "fileName", sha256) VALUES (${LOAD}::uuid, 'old.csv', repeat('0', 64))
    ON CONFLICT DO NOTHING`
  await db.$executeRaw`
    INSERT INTO account (id, type, name, "idNumber", "idNumberIndex", "idTailIndex", "passwordHash")
    SELECT ${owner('i')}, (CASE WHEN i % 3 = 0 THEN 'PERSON' ELSE 'UNIT' END)::"AccountType",
      CASE WHEN i % 3 = 0 THEN substr('王李张刘陈', 1 + i % 5, 1) || substr('伟芳娜秀英敏静', 1 + i % 7, 1)
        ELSE (ARRAY['北京', '唐山', '广东'])[1 + i % 3 ] || substr('宏鑫盛达恒远通泰', 1 + i % 8, 1)
          || (ARRAY['建筑工程', '工程机械租赁', '市政建设（集团）'])[1 + i % 4 % 3] || '有限公司' END,
      'x', 'many-' || i, 'many-' || i, 'x'
    FROM generate_series(0, 99) i ON CONFLICT DO NOTHING`
  await db.$executeRaw`
    INSERT INTO machine (id, "ownerId", "loadId", "numberBody", "emissionStage", status, content, "checkToken", "registeredAt")
    SELECT gen_random_uuid(), ${owner('i * 31 % 100')}, ${LOAD}::uuid, lpad((7 * i)::text, 8, '0'),
      substr('1234DX', 1 + i % 6, 1), (CASE WHEN i % 40 = 0 THEN 'REVOKED' WHEN i % 25 = 0 THEN 'CANCELLED' ELSE 'ACTIVE' END)::"MachineStatus",
      jsonb_build_object('kind', 'MACHINE', 'districtCode', (${[...PLACES]}::text[])[1 + i * 17 % 6],
        'placeCode', (ARRAY['CONSTRUCTION_SITE', 'PORT', 'OTHER'])[1 + i / 6 % 3], 'plate', CASE WHEN i % 10 = 0 THEN '京A·' || lpad(i::text, 5, '0') END,
        'codes', jsonb_build_object('machineEnvCode', '8881' || lpad(i::text, 13, '0')),
        'machine', jsonb_build_object('categoryCode', (ARRAY['EXCAVATOR', 'EXCAVATOR', 'LOADER', 'CRANE'])[1 + i / 3 % 4],
          'name', '挖掘机', 'brand', (ARRAY['徐工', '徐工集团', '卡特彼勒', 'Cat'])[1 + i % 5], 'serial', 'SD-16' || lpad(i::text, 6, '0'), 'manufacturedOn', CASE WHEN i % 11 > 0 THEN (2008 + i % 13) || '-05-20' END),
        'engine', jsonb_build_object('ratedPowerKw', CASE WHEN i % 9 > 0 THEN 20.5 + i % 200 END, 'serial', 'wp' || lpad((i * 13)::text, 8, '0'), 'fuelCode', (ARRAY['DIESEL', 'ELECTRIC'])[1 + i / 2 % 2])),
      md5(i::text), timestamptz '2020-01-01' + (i * 7919 % 5000 / 3) * interval '9 hours'
    FROM generate_series(${from}::int, ${from + count - 1}::int) i`
}
