/** Writes the machines from the rows of scale_pick (lay-out.ts). */
import type pg from 'pg'

const CHUNK = 100_000

/** SQL for an integer from 0 to `below` − 1, deterministic per machine and purpose. */
const draw = (below: number, purpose: number) => `floor(${below} * pg_temp.u(p.n, ${purpose}))::int`
const chance = (share: number, purpose: number) => `pg_temp.u(p.n, ${purpose}) < ${share}`
/** SQL for `length` hexadecimal digits, deterministic per machine and purpose. */
const code = (length: number, purpose: number) =>
  `upper(substr(lpad(to_hex(hashint8extended(p.n, ${purpose}) & 9223372036854775807), 16, '0'), 3, ${length}))`

/** Date of manufacture; the emission stage follows from it, whatever the stage of the model today. */
const MADE = `("registeredAt" - interval '1 day' * (30 + 3600 * power(pg_temp.u(p.n, 11), 2)))::date`
export const STAGE = `CASE
  WHEN m.stage = 'D' THEN 'D'
  WHEN ${chance(0.004, 12)} THEN 'X'
  WHEN made < '2009-10-01' THEN '1'
  WHEN made < '2015-10-01' THEN '2'
  WHEN made < '2022-12-01' THEN '3'
  ELSE '4' END`

/**
 * The content of the filing. One in a hundred is irregular, as in real filings: no brand, serials with dashes or in lower
 * case, a serial shared with another machine, no date of manufacture, a plate, a very long place.
 */
export const CONTENT = `jsonb_build_object(
  'kind', CASE WHEN m."categoryCode" LIKE 'ONSITE%' THEN 'ONSITE_VEHICLE' ELSE 'MACHINE' END,
  'districtCode', p."districtCode",
  'placeCode', (ARRAY['CONSTRUCTION_SITE','CONSTRUCTION_SITE','CONSTRUCTION_SITE','CONSTRUCTION_SITE','CONSTRUCTION_SITE',
    'INDUSTRIAL_SITE','INDUSTRIAL_SITE','LOGISTICS_PARK','LOGISTICS_PARK','PORT','RAIL_YARD','AIRPORT','OTHER'])[1 + ${draw(13, 21)}],
  'placeDetail', CASE WHEN ${chance(0.002, 22)} THEN repeat('城市轨道交通工程施工总承包项目', 10)
    ELSE (ARRAY['一标段工地','二号仓库','三期项目','东区料场','物流园北区','厂区'])[1 + ${draw(6, 23)}] END,
  'hasNameplate', true,
  'codes', jsonb_build_object('machineEnvCode', ${code(7, 31)} || 'QH' || ${code(8, 32)}),
  'machine', m.machine || jsonb_build_object('serial', serial, 'pin', ${code(9, 33)} || ${code(8, 34)}, 'manufacturedOn', made),
  'engine', m.engine || jsonb_build_object('serial', ${code(2, 35)} || lpad((${draw(99_999_999, 36)})::text, 8, '0'), 'manufacturedOn', made - 60),
  'monitoring', jsonb_build_object('installed', false), 'dpf', jsonb_build_object('installed', false))
  || CASE WHEN m."categoryCode" LIKE 'ONSITE%' OR ${chance(0.002, 24)}
     THEN jsonb_build_object('plate', '京A' || lpad((${draw(99_999, 25)})::text, 5, '0')) ELSE '{}' END
  #- CASE WHEN ${chance(0.002, 26)} THEN '{machine,brand}'::text[] ELSE '{}' END
  #- CASE WHEN ${chance(0.003, 27)} THEN '{machine,manufacturedOn}'::text[] ELSE '{}' END`

const SERIAL = `CASE
  WHEN ${chance(0.001, 41)} THEN lower(m.machine->>'model') || '-' || ${code(5, 42)}
  WHEN ${chance(0.001, 43)} THEN (m.machine->>'model') || '00001'
  ELSE (m.machine->>'model') || to_char(made, 'YYMM') || lpad((${draw(99_999, 44)})::text, 5, '0') END`

/** p: the row of scale_pick, m: its model; made, serial and stage are derived from both. */
export const FROM = `
  FROM scale_pick p
  JOIN scale_model m ON m.slot = p.model
  CROSS JOIN LATERAL (SELECT ${MADE} AS made) made
  CROSS JOIN LATERAL (SELECT ${SERIAL} AS serial) serial
  CROSS JOIN LATERAL (SELECT ${STAGE} AS given) stage
  JOIN scale_owner o ON o.ordinal = p.owner`

const INSERT = `
  WITH added AS (
    INSERT INTO machine (id, "filingId", "loadId", "seriesId", "ownerId", "numberBody", "emissionStage", status, content, "checkToken", "registeredAt")
    SELECT p.id, CASE WHEN p.filed THEN p."filingId" END, CASE WHEN NOT p.filed THEN $3::uuid END,
      CASE WHEN p.filed THEN (SELECT s.id FROM number_series s WHERE s.prefix = left(p.body, 2)) END, o.id, p.body, stage.given,
      (CASE WHEN ${chance(0.02, 51)} THEN 'CANCELLED' WHEN ${chance(0.001, 52)} THEN 'REVOKED' ELSE 'ACTIVE' END)::"MachineStatus",
      ${CONTENT}, md5(p.id::text) || substr(md5(p.n::text || p.id::text), 1, 4), p."registeredAt"
    ${FROM}
    WHERE p.seq > $1 AND p.seq <= $2 ORDER BY p.seq
    RETURNING id, "registrationNumber", "registeredAt")
  INSERT INTO machine_number ("machineId", number, "validFrom") SELECT id, "registrationNumber", "registeredAt" FROM added`

/** @param onRows called with the rows written so far */
export async function writeMachines(
  client: pg.Client,
  machines: number,
  loadId: string,
  onRows: (done: number, total: number) => void,
): Promise<void> {
  for (let done = 0; done < machines; done += CHUNK) {
    await client.query(INSERT, [done, done + CHUNK, loadId])
    onRows(Math.min(done + CHUNK, machines), machines)
  }
}
