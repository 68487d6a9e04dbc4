import { beforeEach, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeContent } from '@/prisma/factories/content'
import { type FilingSeed, makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { DeskFiling, QueueRow } from '../schema/console'

const { nextFiling: NEXT, releaseFiling: RELEASE, transferFiling: TRANSFER, listQueue: LIST } = filingRoutes

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)

/** Districts of 天津市: one for each test, so that each begins with an empty queue. */
const DISTRICTS = [
  '120101',
  '120102',
  '120103',
  '120104',
  '120105',
  '120106',
  '120110',
  '120111',
  '120112',
  '120113',
  '120114',
  '120115',
]
let districtCode: string
let returner: StaffSession
let colleague: StaffSession

beforeEach(async () => {
  districtCode = DISTRICTS.shift() ?? ''
  returner = await staffSession(db(), 'REVIEWER', districtCode)
  colleague = await staffSession(db(), 'REVIEWER', districtCode)
})

const next = async ({ headers }: StaffSession) => {
  const { status, body } = await callRoute<DeskFiling | undefined>(NEXT, { headers })
  expect([200, 204]).toContain(status)
  return body?.id ?? null
}

/** Submitted again after the returner gave it back some hours ago; that return is the returner's last act. */
async function resubmitted(returnedHoursAgo: number, more: FilingSeed = {}): Promise<string> {
  const { id: filerId } = await makeAccount(db())
  const returnedAt = ago(returnedHoursAgo)
  const earlier = [
    {
      content: makeContent(districtCode),
      photos: [],
      submittedAt: new Date(returnedAt.getTime() - HOUR),
      returnedAt,
      staffId: returner.id,
      reasons: [{ code: 'PHOTO_UNCLEAR', text: '图片不清晰', fields: ['photos.BODY_FRONT'] }],
    },
  ]
  const story = { ...more.story, earlier, createdAt: ago(returnedHoursAgo + 2) }
  return (await makeFiling(db(), 'SUBMITTED', { districtCode, filerId, ...more, story })).id
}

const fresh = async (hours: number) =>
  (await makeFiling(db(), 'SUBMITTED', { districtCode, submittedAt: ago(hours) })).id

describe('what was returned and comes again', () => {
  it('goes first to who returned it, before older fresh ones; a colleague gets those', async () => {
    const [oldest, younger] = [await fresh(30), await fresh(20)]
    const again = await resubmitted(1)
    expect(await next(colleague)).toBe(oldest)
    expect(await next(returner)).toBe(again)
    expect(await next(returner)).toBe(younger)
  })

  it('waits for who returned it while on duty: a colleague gets none, though it is the only one', async () => {
    const again = await resubmitted(1)
    expect(await next(colleague)).toBeNull()
    const { body } = await callRoute<{ data: QueueRow[] }>(LIST, { headers: colleague.headers })
    expect(body.data).toMatchObject([
      { id: again, revision: 2, keptFor: { id: returner.id, name: returner.name } },
    ])
    expect(await next(returner)).toBe(again)
  })

  it('may be opened and claimed by a colleague all the same', async () => {
    const id = await resubmitted(1)
    const { status } = await callRoute(filingRoutes.claimFiling, {
      params: { id },
      headers: colleague.headers,
    })
    expect(status).toBe(200)
  })
})

describe('goes to anybody', () => {
  it('when the last act of who returned it is hours ago', async () => {
    const again = await resubmitted(5)
    expect(await next(colleague)).toBe(again)
  })

  it('when that reviewer has signed out', async () => {
    const again = await resubmitted(1)
    const subject = { subjectType: 'staff', subjectId: returner.id }
    await db().auditEvent.create({
      data: { ...subject, actorKind: 'STAFF', actorId: returner.id, action: 'staff.sign-out' },
    })
    expect(await next(colleague)).toBe(again)
  })

  it('when that reviewer is disabled, or no longer reviews', async () => {
    const again = await resubmitted(1)
    await db().staff.update({ where: { id: returner.id }, data: { role: 'COUNTER' } })
    expect(await next(colleague)).toBe(again)
    const other = await resubmitted(1)
    await db().staff.update({
      where: { id: returner.id },
      data: { role: 'REVIEWER', disabledAt: new Date() },
    })
    expect(await next(colleague)).toBe(other)
  })

  it('when that reviewer works elsewhere now', async () => {
    const again = await resubmitted(1)
    const elsewhere = await staffSession(db(), 'REVIEWER', '130202')
    const { bureauId } = await db().staff.findUniqueOrThrow({ where: { id: elsewhere.id } })
    await db().staff.update({ where: { id: returner.id }, data: { bureauId } })
    expect(await next(colleague)).toBe(again)
  })

  it('from its warning on: no deadline waits for a person', async () => {
    const again = await resubmitted(1, { submittedAt: ago(0.5), story: { warnAt: ago(0.1) } })
    expect(await next(colleague)).toBe(again)
  })

  it('once who returned it has put it back', async () => {
    const again = await resubmitted(1)
    expect(await next(returner)).toBe(again)
    await callRoute(RELEASE, { params: { id: again }, headers: returner.headers })
    expect(await next(colleague)).toBe(again)
  })

  it('of the district it was transferred to', async () => {
    const again = await resubmitted(1)
    const body = { districtCode: '130202', reason: '机械在路南区使用' }
    await callRoute(TRANSFER, { params: { id: again }, body, headers: returner.headers })
    expect(await next(await staffSession(db(), 'REVIEWER', '130202'))).toBe(again)
  })
})

it('of two reviewers who ask at once each gets the own ones, none twice', async () => {
  const mine = [await resubmitted(1), await resubmitted(1), await resubmitted(1)]
  const others = [await fresh(9), await fresh(8), await fresh(7)]
  const answers = await Promise.all([0, 1, 2].flatMap(() => [next(returner), next(colleague)]))
  const got = (at: number) => answers.filter((_, index) => index % 2 === at)
  expect(got(0).sort()).toEqual(mine.sort())
  expect(got(1).sort()).toEqual(others.sort())
})
