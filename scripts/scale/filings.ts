/** Filings of the newest machines with their review decisions, and the filings that are waiting now. */
import type pg from 'pg'
import { newId } from '@/lib/server/database/new-id'
import { blindIndex, encrypt } from '@/lib/server/secrets/secrets'
import { idAt } from './id-at'
import { CONTENT, FROM } from './machines'

const BATCH = 5000
/** Five working days are seven calendar days; a deadline is the end of its day in Beijing. */
const dayEnd = (days: number) =>
  `((("submittedAt" AT TIME ZONE 'Asia/Shanghai')::date + ${days + 1})::timestamp AT TIME ZONE 'Asia/Shanghai')`
const WARN = dayEnd(4)
const DUE = dayEnd(7)
/** From claim to decision: seconds, mostly about two minutes. */
const REVIEW_TIME = `interval '1 second' * (25 + 500 * power(pg_temp.u(f.n, 65), 2))`
const RETURNED_ONCE = 'pg_temp.u(p.n, 61) < 0.14'
/** From submission to decision: half in less than 36 hours, one in twelve overdue. */
const DECISION_TIME = `interval '1 minute' * (10 + 14000 * power(pg_temp.u(p.n, 62), 2.2))`

/** A bureau, a series and three reviewers for every city: filings need reviewers. */
const OFFICES = `
  WITH city AS (
    SELECT "cityCode", min("districtCode") AS district, min(left(body, 2)) AS prefix, max(substr(body, 3)::int) AS last
    FROM scale_pick GROUP BY "cityCode"),
  named AS (
    SELECT c.*, coalesce(d.code, c.district) AS code, coalesce(d."fullName", e."fullName") AS name
    FROM city c LEFT JOIN division d ON d.code = c."cityCode" JOIN division e ON e.code = c.district),
  bureaus AS (
    INSERT INTO bureau (id, name, "divisionCode", "officeName", address, phone, hours)
    SELECT ${idAt()}, name || '生态环境局（试）', code, '政务服务中心 生态环境窗口', name || '政务服务中心 1 层', '0000-1000000', '周一至周五 9:00–17:00'
    FROM named RETURNING id, "divisionCode"),
  people AS (
    INSERT INTO staff (id, username, name, role, "bureauId", "passwordHash")
    SELECT ${idAt()}, 'scale.' || trim(b."divisionCode") || '.' || k, '审核员' || k, 'REVIEWER', b.id, $1
    FROM bureaus b, generate_series(1, 3) k)
  INSERT INTO number_series (id, "divisionCode", prefix, "firstSerial", "lastSerial", "nextSerial")
  SELECT ${idAt()}, code, prefix, 1, 999999, last + 1 FROM named`

export async function writeOffices(client: pg.Client, passwordHash: string): Promise<void> {
  await client.query(OFFICES, [passwordHash])
  await client.query(`
    CREATE TEMP TABLE scale_reviewer AS
    SELECT left(b."divisionCode", 4) || '00' AS "cityCode", b.id AS "bureauId", s.id AS "staffId",
      row_number() OVER (PARTITION BY left(b."divisionCode", 4) ORDER BY s.id) - 1 AS k
    FROM bureau b JOIN staff s ON s."bureauId" = b.id WHERE s.username LIKE 'scale.%'`)
}

/** Decided filings: a seventh was returned and resubmitted; all are approved, most are collected. */
const DECIDED = `
  CREATE TEMP TABLE scale_filing AS
  SELECT p."filingId" AS id, o.id AS "ownerId", p."registeredAt" - ${DECISION_TIME} AS "submittedAt", p."registeredAt" AS "decidedAt",
    ${RETURNED_ONCE} AS returned, pg_temp.u(p.n, 63) < 0.95 AND p."registeredAt" < now() - interval '2 days' AS collected,
    stage.given AS stage, ${CONTENT} AS content, p.n, p."cityCode", p.id AS "machineId"
  ${FROM} WHERE p.filed`

const WRITE = [
  `INSERT INTO filing (id, "filerId", "ownerId", status, version, content, revision, "submittedAt", "warnAt", "dueAt", "reviewedAt",
     "collectedAt", "emissionStage", "createdAt", "updatedAt")
   SELECT id, "ownerId", "ownerId", CASE WHEN collected THEN 'COLLECTED' ELSE 'APPROVED' END::"FilingStatus", 4, content,
     CASE WHEN returned THEN 2 ELSE 1 END, "submittedAt", ${WARN}, ${DUE}, "decidedAt",
     CASE WHEN collected THEN least("decidedAt" + interval '20 hours', now()) END, stage, "submittedAt" - interval '20 days', "decidedAt"
   FROM scale_filing`,
  `INSERT INTO filing_revision (id, "filingId", number, content, "submittedAt")
   SELECT ${idAt()}, f.id, k, f.content, CASE WHEN returned AND k = 1 THEN f."submittedAt" - interval '6 days' ELSE f."submittedAt" END
   FROM scale_filing f, generate_series(1, CASE WHEN returned THEN 2 ELSE 1 END) k`,
  `WITH decided AS (
     INSERT INTO decision (id, "filingId", revision, kind, "staffId", "claimedAt", "decidedAt")
     SELECT ${idAt()}, f.id, round.no, CASE WHEN returned AND round.no = 1 THEN 'RETURNED' ELSE 'APPROVED' END::"DecisionKind", r."staffId",
       at.decided - ${REVIEW_TIME}, at.decided
     FROM scale_filing f JOIN scale_reviewer r ON r."cityCode" = f."cityCode" AND r.k = f.n % 3,
       generate_series(1, CASE WHEN returned THEN 2 ELSE 1 END) round (no),
       LATERAL (SELECT CASE WHEN returned AND round.no = 1 THEN f."submittedAt" - interval '5 days' ELSE f."decidedAt" END) at (decided)
     RETURNING id, kind)
   INSERT INTO decision_reason ("decisionId", position, code, text, fields)
   SELECT id, 0, reason, reason, '{}' FROM decided, LATERAL (
     SELECT (ARRAY['PHOTO_UNCLEAR','PHOTO_UNCLEAR','PHOTO_ANGLE_MISSING','PLATE_MISMATCH','CERTIFICATE_MISSING','OTHER'])
       [1 + (hashtextextended(id::text, 1) & 1023) % 6]) t (reason)
   WHERE kind = 'RETURNED'`,
]

/** Waiting filings: most are recent, some overdue. Their owners already have machines. */
const WAITING = `
  WITH drawn AS (
    SELECT ${idAt()} AS id, o.id AS "ownerId", now() - interval '1 hour' * (1 + 260 * power(pg_temp.u(p.n, 64), 2)) AS "submittedAt",
      ${CONTENT} AS content
    ${FROM} WHERE p.n <= $1),
  filed AS (
    INSERT INTO filing (id, "filerId", "ownerId", status, version, content, revision, "submittedAt", "warnAt", "dueAt", "createdAt", "updatedAt")
    SELECT id, "ownerId", "ownerId", 'SUBMITTED', 2, content || '{"plate": null}', 1, "submittedAt", ${WARN},
      ${DUE}, "submittedAt" - interval '1 day', "submittedAt" FROM drawn)
  INSERT INTO filing_revision (id, "filingId", number, content, "submittedAt")
  SELECT ${idAt()}, id, 1, content, "submittedAt" FROM drawn`

export async function writeFilings(client: pg.Client, waiting: number): Promise<void> {
  await client.query(DECIDED)
  for (const statement of WRITE) await client.query(statement)
  await client.query(WAITING, [waiting])
}

/** Data of all pickups, joined once: per batch, all filings and owners would be read again. */
const COLLECTED = `
  CREATE TEMP TABLE scale_pickup AS
  SELECT row_number() OVER (ORDER BY f.id) AS n, f.id, f."machineId", f."decidedAt", f.collected, a.name, r."bureauId", r."staffId"
  FROM scale_filing f JOIN account a ON a.id = f."ownerId"
  JOIN scale_reviewer r ON r."cityCode" = f."cityCode" AND r.k = 0`

/** Pickups of the filed machines, each with its own encrypted code. Written after the machines. */
export async function writePickups(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(COLLECTED)
  await client.query('CREATE UNIQUE INDEX ON scale_pickup (n); ANALYZE scale_pickup')
  for (let from = 0; from < (rowCount ?? 0); from += BATCH) {
    const length = Math.min(BATCH, (rowCount ?? 0) - from)
    const codes = Array.from({ length }, (_, index) => {
      const code = String(100_000 + ((from + index) % 900_000))
      const id = newId()
      return { id, sealed: encrypt('pickup.code', id, code), index: blindIndex('pickup', code) }
    })
    await client.query(
      `INSERT INTO pickup (id, "filingId", "machineId", "bureauId", code, "codeIndex", "createdAt", "collectedAt", "collectorKind",
         "collectorName", items, "handedOverById")
       SELECT t.id, p.id, p."machineId", p."bureauId", t.code, t.index, p."decidedAt",
         CASE WHEN collected THEN least(p."decidedAt" + interval '20 hours', now()) END,
         CASE WHEN collected THEN 'OWNER' END::"CollectorKind", CASE WHEN collected THEN p.name END,
         CASE WHEN collected THEN ARRAY['STICKER', 'CARD', 'FORM', 'GUIDE'] ELSE '{}' END, CASE WHEN collected THEN p."staffId" END
       FROM unnest($2::text[], $3::text[], $4::uuid[]) WITH ORDINALITY AS t (code, index, id, place) JOIN scale_pickup p ON p.n = $1::bigint + t.place`,
      [from, codes.map(({ sealed }) => sealed), codes.map(({ index }) => index), codes.map(({ id }) => id)],
    )
  }
}
