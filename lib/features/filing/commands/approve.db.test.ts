import { beforeAll, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { decrypt } from '@/lib/server/secrets/secrets'
import { makeFiling } from '@/prisma/factories/filing'
import { makeSeries } from '@/prisma/factories/series'
import { bureauOf, makeBureau } from '@/prisma/factories/staff'
import { asAdmin } from '@/testing/as-admin'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'

const { approveFiling: APPROVE } = filingRoutes

let reviewer: StaffSession

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
  await makeSeries(db(), '110000')
})

const approve = (id: string, version: number, { headers }: StaffSession) =>
  callRoute<Record<string, string>>(APPROVE, {
    params: { id },
    headers,
    body: { version, emissionStage: 'D' },
  })

describe('where it is collected', () => {
  it('is the district’s bureau, else the nearest above it that is open', async () => {
    const officer = await staffSession(db(), 'REVIEWER', '110000')
    const approveIn = async (districtCode: string) => {
      const { id, version } = await makeFiling(db(), 'IN_REVIEW', { districtCode, reviewerId: officer.id })
      const { status } = await approve(id, version, officer)
      expect(status).toBe(200)
      return (await db().pickup.findUniqueOrThrow({ where: { filingId: id } })).bureauId
    }
    const city = (await bureauOf(db(), '110000')).id
    expect(await approveIn('110105')).toBe(city)
    const own = await makeBureau(db(), '110105')
    expect(await approveIn('110105')).toBe(own.id)
    await db().bureau.update({ where: { id: own.id }, data: { disabledAt: new Date() } })
    expect(await approveIn('110105')).toBe(city)
  })
})

describe('a pickup code that waits already at the bureau', () => {
  it('is replaced by another one, in the same transaction', async () => {
    const waiting = await makeFiling(db(), 'APPROVED')
    // A trigger makes the first try collide with the waiting code: by chance it happens once in 900,000.
    await asAdmin(
      'CREATE SEQUENCE first_try; GRANT SELECT, USAGE ON first_try TO PUBLIC',
      `CREATE FUNCTION meet_waiting_code() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('first_try') = 1 THEN
          SELECT "codeIndex" INTO STRICT NEW."codeIndex" FROM pickup
            WHERE "bureauId" = NEW."bureauId" AND "collectedAt" IS NULL LIMIT 1;
        END IF;
        RETURN NEW;
      END $$`,
      'CREATE TRIGGER meet_waiting_code BEFORE INSERT ON pickup FOR EACH ROW EXECUTE FUNCTION meet_waiting_code()',
    )
    const { id, version } = await makeFiling(db(), 'IN_REVIEW', { reviewerId: reviewer.id })
    const { status, body } = await approve(id, version, reviewer)
    const pickup = await db().pickup.findUniqueOrThrow({ where: { filingId: id } })
    expect([status, body.pickupCode]).toEqual([200, decrypt('pickup.code', pickup.id, pickup.code)])
    expect(body.pickupCode).not.toBe(waiting.pickupCode)
    const [tries] = await db().$queryRaw<{ last_value: bigint }[]>`SELECT last_value FROM first_try`
    expect(tries?.last_value).toBe(2n)
  })
})
