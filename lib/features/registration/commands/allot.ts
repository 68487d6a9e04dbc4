import { AppError } from '@/lib/core/app-error'
import { areaChain } from '@/lib/core/area'
import type { Tx } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import { BODY_LENGTH } from '../schema'

const HAS_NUMBERS = Prisma.sql`enabled AND "nextSerial" <= "lastSerial"`

/**
 * Allots the next number for a district, as a CTE `allotted (id, body)` of the statement that uses it: from the nearest
 * series with numbers left (district, city, province), oldest first. No row: all are exhausted.
 *
 * The row of the series stays locked until the transaction ends, and all approvals of a city may wait for it, so only the
 * audit row may follow this statement. A waiting transaction re-reads the row once it gets the lock (FOR UPDATE) and goes
 * on to the next series if the last number is taken. A rollback returns the number, so bodies have no gaps; the unique
 * index on machine.numberBody and the constraint on ranges guarantee uniqueness in any case.
 */
export function allotment(districtCode: string): Prisma.Sql {
  const chain = areaChain(districtCode)
  return Prisma.sql`
    chosen AS (
      SELECT id FROM number_series
      WHERE "divisionCode" = ANY(${chain}::char(6)[]) AND ${HAS_NUMBERS}
      ORDER BY array_position(${chain}::char(6)[], "divisionCode"), "createdAt", id
      LIMIT 1 FOR UPDATE
    ),
    allotted AS (
      UPDATE number_series s SET "nextSerial" = s."nextSerial" + 1
      FROM chosen WHERE s.id = chosen.id
      RETURNING s.id, s.prefix || lpad((s."nextSerial" - 1)::text, ${BODY_LENGTH} - length(s.prefix), '0') AS body
    )`
}

/**
 * Whether the district has a number left now. Locks nothing, so it promises nothing: for a refusal that comes early.
 * @throws AppError SERIES_EXHAUSTED with the name of the district
 */
export async function requireNumbersLeft(tx: Tx, districtCode: string): Promise<void> {
  const [left] = await tx.$queryRaw<unknown[]>`SELECT 1 FROM number_series
    WHERE "divisionCode" = ANY(${areaChain(districtCode)}::char(6)[]) AND ${HAS_NUMBERS} LIMIT 1`
  if (!left) await refuseExhausted(tx, districtCode)
}

/** @throws AppError SERIES_EXHAUSTED with the name of the district */
export async function refuseExhausted(tx: Tx, districtCode: string): Promise<never> {
  const district = await tx.division.findUnique({ where: { code: districtCode } })
  const detail = `${district?.fullName ?? '本辖区'}可用的登记号码已全部发完，请联系系统管理员增加号段后再审核`
  throw new AppError('SERIES_EXHAUSTED', { detail })
}
