import { verify } from '@node-rs/argon2'
import { beforeAll, describe, expect, it } from 'vitest'
import { chinaDay } from '@/lib/core/clock'
import { idNumberFault } from '@/lib/core/id-number'
import { judgeUnitCode } from '@/lib/core/unit-code'
import { sealAudit } from '@/lib/features/audit/commands/seal'
import { verifyAudit } from '@/lib/features/audit/queries/verify'
import { matchesCatalogue } from '@/lib/features/catalogue/queries/checks'
import { changeValues } from '@/lib/features/change/schema/change'
import { checkFiling } from '@/lib/features/content/rules/check'
import { filingContent, valueAt } from '@/lib/features/content/schema/content'
import { listAll } from '@/lib/features/setting/queries/lists'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { groundsOf, ripeAfter, unshown } from '@/lib/features/succession-state/rules/actions'
import { db } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { hashPassword } from '@/lib/server/secrets/password'
import { openIdNumber } from '@/lib/server/secrets/personal'
import { decrypt } from '@/lib/server/secrets/secrets'
import { hasPublishedPassword, seedDemo } from '@/prisma/seed/demo'
import { PUBLISHED_PASSWORD } from '@/prisma/seed/published-password'

/** Checks the demo data by the rules of the features, which the seeds must not import. */
const PASSWORD = 'demo-Nrmm-2026'

beforeAll(() => seedDemo(db(), { password: PASSWORD }), 120_000)

describe('the demo data', () => {
  it('contains only filings that could be submitted', async () => {
    const lists = await listAll(db())
    const facts = { lists, districtUsable: true, today: chinaDay(new Date()) }
    const filings = await db().filing.findMany({ where: { revision: { gt: 0 } }, include: { photos: true } })
    expect(filings.length).toBeGreaterThan(50)
    const faults = filings.flatMap(({ id, content, photos }) =>
      checkFiling(
        filingContent.parse(content),
        photos.map(({ slot }) => slot),
        facts,
      ).map((fault) => ({ id, fault })),
    )
    expect(faults).toEqual([])
  })

  it('contradicts itself nowhere: a used-up series has a machine for each number, nobody is proved before registering', async () => {
    const [former] = await db().numberSeries.findMany({ where: { enabled: false } })
    const { id = '', firstSerial = 0, lastSerial = 0, nextSerial = 0 } = former ?? {}
    expect(nextSerial).toBe(lastSerial + 1)
    expect(await db().machine.count({ where: { seriesId: id } })).toBe(lastSerial - firstSerial + 1)
    const accounts = await db().account.findMany({ include: { consents: true } })
    for (const { registeredAt, createdAt, provedAt, consents } of accounts) {
      expect(registeredAt).toEqual(createdAt)
      if (provedAt) expect(provedAt.getTime()).toBeGreaterThan(createdAt.getTime())
      // The version that they accepted is of these days.
      for (const { givenAt } of consents) expect(Date.now() - givenAt.getTime()).toBeLessThan(3_600_000)
    }
  })

  it('has a machine that goes to another owner by documents, as the counter would have filed it', async () => {
    const [one, ...more] = await db().succession.findMany({
      include: { from: true, to: true, machine: true, photos: true, notices: true, filedBy: true },
    })
    expect(more).toEqual([])
    if (!one) throw new Error('there is none')
    expect([one.status, one.machine.ownerId, one.machine.status]).toEqual(['WAITING', one.fromId, 'ACTIVE'])
    expect(groundsOf(one.from.type)).toContain(one.ground)
    expect(unshown(one.ground, one.evidence)).toEqual([])
    expect([one.to.provedAt !== null, one.filedBy.role]).toEqual([true, 'COUNTER'])
    expect(one.ripeAt).toEqual(ripeAfter(one.filedAt, one.days))
    expect(one.ripeAt.getTime()).toBeGreaterThan(Date.now())
    expect(one.days).toBe((await findSetting(db(), 'succession', null))[one.ground])
    expect(decrypt('succession.text', one.id, one.text)).not.toBe('')
    expect(one.photos).toHaveLength(1)
    expect(one.notices.map(({ kind, accountId }) => [kind, accountId]).toSorted()).toEqual([
      ['SUCCESSION_FILED', one.fromId],
      ['SUCCESSION_RECEIVED', one.toId],
    ])
  })

  it('has filings in every status, but few waiting in 东城区', async () => {
    const counts = await db().filing.groupBy({ by: ['status'], _count: true })
    expect(counts).toHaveLength(8)
    const waiting = await db().filing.count({
      where: { districtCode: '110101', status: { in: ['SUBMITTED', 'IN_REVIEW'] } },
    })
    expect(waiting).toBeLessThanOrEqual(6)
    const now = new Date()
    const open = { status: 'SUBMITTED', districtCode: '110101' } as const
    expect(await db().filing.count({ where: { ...open, dueAt: { lt: now } } })).toBeGreaterThan(0)
  })

  it('has two reviewers in 东城区, and two changes that wait there: with the photos it needs, and without', async () => {
    const reviewers = await db().staff.findMany({
      where: { role: 'REVIEWER', bureau: { divisionCode: '110101' } },
      orderBy: { username: 'asc' },
    })
    expect(reviewers.map(({ username }) => username)).toEqual(['reviewer', 'reviewer2'])
    const waiting = await db().change.findMany({
      orderBy: { submittedAt: 'asc' },
      include: { photos: true, machine: true },
    })
    expect(
      waiting.map(({ type, status, districtCode, cityCode, photos }) => [
        type,
        status,
        districtCode,
        cityCode,
        photos.length,
      ]),
    ).toEqual([
      ['DETAILS', 'SUBMITTED', '110101', '110100', 0],
      ['DPF', 'SUBMITTED', '110101', '110100', 2],
    ])
    for (const { machine, accountId, before, after } of waiting) {
      expect(machine).toMatchObject({ districtCode: '110101', cityCode: '110100', ownerId: accountId })
      expect(after).not.toEqual(before)
      const registered = filingContent.parse(machine.content)
      for (const [path, value] of Object.entries(changeValues.parse(before)))
        expect(valueAt(registered, path), path).toEqual(value)
    }
  })

  it('starts the numbers of Beijing as in the manual, and uses each number once', async () => {
    const next = await db().numberSeries.findFirst({ where: { divisionCode: '110000', enabled: true } })
    expect(`${next?.prefix}${next?.nextSerial}`).toBe('30468844')
    expect(await db().machine.count({ where: { numberBody: { gte: '30468844', lte: '30999999' } } })).toBe(0)
    const codes = await db().pickup.findMany({ where: { collectedAt: null } })
    expect(codes.map(({ id, code }) => decrypt('pickup.code', id, code))).toEqual(
      expect.arrayContaining(['964069', '217276']),
    )
  })

  it('has people with valid ID numbers, who can all sign in with the password', async () => {
    for (const { id, type, idNumber } of await db().account.findMany()) {
      const number = openIdNumber({ id, idNumber })
      if (type === 'PERSON') expect(idNumberFault(number), number).toBeNull()
      else expect(judgeUnitCode(number), number).toBe('PASS')
    }
    const admin = await db().staff.findUniqueOrThrow({ where: { username: 'admin' } })
    expect(await verify(admin.passwordHash, PASSWORD)).toBe(true)
  })

  it('stores every photo it refers to', async () => {
    const files = await storage()
    const photos = await db().photo.findMany({ orderBy: { id: 'asc' } })
    expect(photos.length).toBeGreaterThan(300)
    const sizes = await Promise.all(
      photos.map(async ({ storageKey }) => (await files.get(storageKey)).length),
    )
    expect(sizes).toEqual(photos.map(({ bytes }) => bytes))
    expect(new Set(photos.map(({ sha256 }) => sha256)).size).toBe(photos.length)
  })

  it('is found in the catalogue', async () => {
    const filings = await db().filing.findMany({ where: { status: 'SUBMITTED' } })
    const matches = await Promise.all(
      filings.map(({ content }) => matchesCatalogue(db(), filingContent.parse(content))),
    )
    expect(matches.filter((found) => found.length > 0).length).toBeGreaterThan(5)
    // What the catalogue prefills must be valid content of a filing.
    const entries = await db().catalogueEntry.findMany()
    expect(entries.filter(({ details }) => !filingContent.safeParse(details).success)).toEqual([])
    expect(matches.some((found) => found.some(({ differences }) => differences.length > 0))).toBe(true)
  })

  it('has a valid audit chain', async () => {
    await sealAudit()
    expect(await verifyAudit()).toMatchObject({ intact: true, faultCount: 0, waitingCount: 0 })
  })

  it('is created once; a new password applies to accounts that still have the old one', async () => {
    const before = await db().filing.count()
    await db().staff.update({ where: { username: 'counter' }, data: { passwordHash: 'an own one' } })
    await seedDemo(db(), { password: 'Another-2026' })
    expect(await db().filing.count()).toBe(before)
    const hashes = await db().staff.findMany({ select: { username: true, passwordHash: true } })
    const hashOf = (name: string) => hashes.find(({ username }) => username === name)?.passwordHash ?? ''
    expect(await verify(hashOf('reviewer'), 'Another-2026')).toBe(true)
    expect(hashOf('counter')).toBe('an own one')
    expect(await verify(hashOf('admin'), 'Another-2026')).toBe(true)
    await db().staff.update({ where: { username: 'counter' }, data: { passwordHash: hashOf('admin') } })
  })

  it('takes the published password back from everybody, also when its administrator has an own one', async () => {
    const own = await hashPassword('an own one of the administrator')
    await db().staff.update({ where: { username: 'admin' }, data: { passwordHash: own } })
    await seedDemo(db(), { password: PUBLISHED_PASSWORD })
    expect(await hasPublishedPassword(db())).toBe(true)
    await seedDemo(db(), { password: 'nowhere-published' })
    expect(await hasPublishedPassword(db())).toBe(false)
  })
})
