import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '@/lib/core/app-error'
import { areaChain } from '@/lib/core/area'
import type { Tx } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { rowsOf } from '@/lib/server/database/rows'
import { blindIndex, encrypt, randomToken } from '@/lib/server/secrets/secrets'
import { Prisma } from '@/prisma/client'
import { allotment, refuseExhausted } from './allot'

type Approved = {
  filing: { id: string; districtCode: string }
  /** Fixed by the reviewer; the first character of the number. */
  emissionStage: string
  at: Date
}
export type Registered = {
  machineId: string
  registrationNumber: string
  seriesId: string
  pickupCode: string
}

/** Random bytes of the URL in a card's QR code: 32 characters. */
const CHECK_TOKEN_BYTES = 24
/** With 900 codes waiting at a bureau one try in a thousand collides; ten in a row practically never do. */
const CODE_TRIES = 40

const registeredRow = z.object({ seriesId: z.uuid(), registrationNumber: z.string(), codeFree: z.boolean() })

/**
 * Registers an approved filing's machine: number, machine, number history and pickup by one statement, so that the number
 * series stays locked for one round trip and the commit instead of four. Call it last in the approving transaction: only
 * the audit row may follow.
 * @returns the number, and the six-digit pickup code in plain text, which is stored encrypted only
 * @throws AppError SERIES_EXHAUSTED
 */
export async function registerMachine(tx: Tx, { filing, emissionStage, at }: Approved): Promise<Registered> {
  const machineId = newId()
  const first = newCode()
  const [row] = await rowsOf(tx, registeredRow)`
    WITH ${allotment(filing.districtCode)},
    office AS (${nearestBureau(filing.districtCode)}),
    registered AS (
      INSERT INTO machine
        (id, "filingId", "ownerId", "seriesId", "numberBody", "emissionStage", content, "checkToken", "registeredAt")
      SELECT ${machineId}::uuid, f.id, f."ownerId", allotted.id, allotted.body, ${emissionStage}::char(1), f.content,
        ${randomToken(CHECK_TOKEN_BYTES)}, ${at}
      FROM allotted, filing f WHERE f.id = ${filing.id}::uuid
      RETURNING id, "filingId", "seriesId", "registrationNumber"
    ),
    numbered AS (
      INSERT INTO machine_number ("machineId", number, "validFrom")
      SELECT id, "registrationNumber", ${at} FROM registered
    ),
    waiting AS (
      INSERT INTO pickup (id, "filingId", "machineId", "bureauId", code, "codeIndex", "createdAt")
      SELECT ${first.id}::uuid, registered."filingId", registered.id, office.id, ${first.sealed}, ${first.index}, ${at}
      FROM registered, office
      ON CONFLICT DO NOTHING RETURNING id
    )
    SELECT registered."seriesId", registered."registrationNumber", EXISTS (SELECT 1 FROM waiting) AS "codeFree"
    FROM registered`
  if (!row) return refuseExhausted(tx, filing.districtCode)
  const { seriesId, registrationNumber } = row
  const pickupCode = row.codeFree ? first.code : await createPickupWithNewCode(tx, machineId, filing, at)
  return { machineId, registrationNumber, seriesId, pickupCode }
}

/** The open bureau of the district, else of its city, else of its province. */
function nearestBureau(districtCode: string): Prisma.Sql {
  const chain = areaChain(districtCode)
  return Prisma.sql`
    SELECT id FROM bureau
    WHERE "divisionCode" = ANY(${chain}::char(6)[]) AND "disabledAt" IS NULL
    ORDER BY array_position(${chain}::char(6)[], "divisionCode"), "createdAt", id LIMIT 1`
}

/** The pickup's id and its code: six digits without a leading zero, which spreadsheets and people omit. */
function newCode(): { id: string; code: string; sealed: string; index: string } {
  const id = newId()
  const code = String(randomInt(100_000, 1_000_000))
  return { id, code, sealed: encrypt('pickup.code', id, code), index: blindIndex('pickup', code) }
}

/**
 * Retries with other codes after the first one collided at this bureau. ON CONFLICT avoids the error, which would abort the
 * transaction.
 */
async function createPickupWithNewCode(
  tx: Tx,
  machineId: string,
  filing: Approved['filing'],
  at: Date,
): Promise<string> {
  for (let tries = 1; tries < CODE_TRIES; tries++) {
    const { id, code, sealed, index } = newCode()
    const inserted = await tx.$executeRaw`
      INSERT INTO pickup (id, "filingId", "machineId", "bureauId", code, "codeIndex", "createdAt")
      SELECT ${id}::uuid, ${filing.id}::uuid, ${machineId}::uuid, office.id, ${sealed}, ${index}, ${at}
      FROM (${nearestBureau(filing.districtCode)}) office
      ON CONFLICT DO NOTHING`
    if (inserted === 1) return code
  }
  throw new AppError('UNAVAILABLE', { detail: '没有可用的领取码或领取地点，请联系系统管理员' })
}
