import { verify } from '@node-rs/argon2'
import { PRIVACY_VERSION } from '@/lib/core/privacy-version'
import { blindIndex } from '@/lib/server/secrets/secrets'
import type { Prisma, PrismaClient } from '../client'
import { hashPassword } from '../factories/password'
import { insertRows, mergeRows, type Rows } from '../factories/rows'
import { tell } from '../factories/story'
import { DEMO_SETTINGS, DEMO_SIGN_IN, DEMO_USERNAMES, demoOffices } from './demo-world/bureaus'
import { catalogueRows } from './demo-world/catalogue'
import { demoChanges } from './demo-world/changes'
import { serialsOf } from './demo-world/contents'
import { DEMO_PHONES, demoAccounts } from './demo-world/people'
import { type DemoPhoto, storePhotos } from './demo-world/photos'
import { PLANS } from './demo-world/plan'
import { demoSeries } from './demo-world/series'
import { demoStories } from './demo-world/stories'
import { demoSuccession } from './demo-world/successions'
import { PUBLISHED_PASSWORD } from './published-password'

/** Before the oldest filing. */
const OPENED_DAYS_AGO = 120

type AuditRow = Rows['audit'][number]

/**
 * A registry in the middle of its work, to be looked at and tried: bureaus, staff, owners, catalogue and filings in every
 * status. Laid once, in a database without bureaus; later calls leave it as it has become.
 * @param options.password of every demo person; when it changes, those who kept the old one get the new
 */
export async function seedDemo(db: PrismaClient, options: { password: string }): Promise<void> {
  if ((await db.bureau.count()) > 0) return renewPassword(db, options.password)
  const now = new Date()
  const opened = new Date(now.getTime() - OPENED_DAYS_AGO * 86_400_000)
  const passwordHash = await hashPassword(options.password)
  const offices = demoOffices(passwordHash, opened)
  const accounts = await demoAccounts(passwordHash, opened, offices.staffId('counter'))
  const series = demoSeries(opened)
  const world = { now, offices, accounts, series }
  const { stories, photos } = demoStories(world)
  const told = stories.map((story) => tell(story))
  const asked = demoChanges(world, told)
  const succeeded = demoSuccession(world, told)
  photos.push(...asked.photos, ...succeeded.photos)
  // Files first: what is written twice because the rows failed once harms nobody.
  await storePhotos(photos)
  const rows = mergeRows(told.map((each) => each.rows))
  rows.audit.push(
    ...asked.audit,
    ...succeeded.audit,
    ...accountEvents(accounts.rows),
    ...proofEvents(accounts.rows),
    ...photoEvents(photos),
  )
  await db.$transaction([
    db.bureau.createMany({ data: offices.bureaus }),
    db.staff.createMany({ data: offices.staff }),
    // A rule that is there already is somebody's own.
    db.setting.createMany({ data: DEMO_SETTINGS, skipDuplicates: true }),
    db.numberSeries.createMany({ data: series.rows() }),
    db.catalogueEntry.createMany({ data: catalogueRows(opened, singleMachines()) }),
    db.account.createMany({ data: accounts.rows }),
    db.consent.createMany({ data: accounts.rows.flatMap((row) => consentsOf(row, now)) }),
    db.photo.createMany({ data: photos.map(({ row }) => row) }),
    ...insertRows(db, rows),
    db.change.createMany({ data: asked.changes }),
    db.changePhoto.createMany({ data: asked.changePhotos }),
    db.succession.createMany({ data: succeeded.successions }),
    db.successionPhoto.createMany({ data: succeeded.successionPhotos }),
    db.notice.createMany({ data: succeeded.notices }),
  ])
}

/** Some of the demo's machines are in the catalogue one by one, as newer machines are. */
function singleMachines() {
  return PLANS.filter((plan, index) => index % 6 === 0 && !plan.withoutNameplate && !plan.sameAs).map(
    (plan) => ({
      key: plan.model,
      ...serialsOf(plan),
    }),
  )
}

/** The demo's owners have accepted the notice in force on the day the demo is made, so that their pages do not ask. */
function consentsOf(
  { id, registeredAt }: Prisma.AccountCreateManyInput,
  givenAt: Date,
): Prisma.ConsentCreateManyInput[] {
  if (!id || registeredAt === null) return []
  const given = { accountId: id, version: PRIVACY_VERSION, givenAt }
  return [
    { ...given, kind: 'NOTICE' },
    { ...given, kind: 'SENSITIVE' },
  ]
}

function accountEvents(rows: Prisma.AccountCreateManyInput[]): AuditRow[] {
  return rows.map(({ id, type, createdAt }) => ({
    at: new Date(createdAt ?? 0),
    actorKind: 'PUBLIC',
    action: 'account.create',
    subjectType: 'account',
    subjectId: id ?? '',
    details: { type },
  }))
}

/** The counter has compared their documents, as the real command writes it. */
function proofEvents(rows: Prisma.AccountCreateManyInput[]): AuditRow[] {
  return rows.flatMap(({ id, provedAt, provedHow, provedById }) =>
    provedAt && provedHow && provedById
      ? [
          {
            at: new Date(provedAt),
            actorKind: 'STAFF' as const,
            actorId: provedById,
            action: 'account.prove',
            subjectType: 'account',
            subjectId: id ?? '',
            districtCode: '110101',
            details: { proofWay: provedHow, machines: 0 },
          },
        ]
      : [],
  )
}

function photoEvents(photos: DemoPhoto[]): AuditRow[] {
  return photos.map(({ row }) => ({
    at: new Date(row.createdAt ?? 0),
    actorKind: 'ACCOUNT',
    actorId: row.accountId,
    action: 'photo.add',
    subjectType: 'photo',
    subjectId: row.id,
  }))
}

/** The demo's people share one hash; whoever has another has chosen an own password, which stays. */
async function renewPassword(db: PrismaClient, password: string): Promise<void> {
  const shared = await sharedHash(db)
  if (shared === undefined) return
  // A demo world that was laid before this rule was there.
  await db.setting.createMany({ data: DEMO_SIGN_IN, skipDuplicates: true })
  if (await verify(shared, password)) return
  const sharing = { username: { in: DEMO_USERNAMES }, passwordHash: shared }
  const data = { passwordHash: await hashPassword(password) }
  await db.staffSession.updateMany({
    where: { staff: sharing, endedAt: null },
    data: { endedAt: new Date(), endReason: 'CREDENTIALS' },
  })
  await db.staff.updateMany({ where: sharing, data })
  await db.account.updateMany({ where: { passwordHash: shared }, data })
}

/** The demo people's password hashes, each with the number of those who have it. */
async function demoHashes(db: PrismaClient): Promise<Map<string, number>> {
  const phones = DEMO_PHONES.map((phone) => blindIndex('phone', phone))
  const people = [
    ...(await db.staff.findMany({ where: { username: { in: DEMO_USERNAMES }, disabledAt: null } })),
    ...(await db.account.findMany({ where: { phoneIndex: { in: phones } } })),
  ]
  const counts = new Map<string, number>()
  for (const { passwordHash: hash } of people) if (hash) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  return counts
}

/** The hash that most of them have in common; undefined once each has chosen an own password. */
async function sharedHash(db: PrismaClient): Promise<string | undefined> {
  const [most] = [...(await demoHashes(db))].toSorted(([, a], [, b]) => b - a)
  return most && most[1] > 1 ? most[0] : undefined
}

/** Whether somebody can sign in to this database with the published password: a demo world that was laid earlier. */
export async function hasPublishedPassword(db: PrismaClient): Promise<boolean> {
  for (const hash of (await demoHashes(db)).keys()) if (await verify(hash, PUBLISHED_PASSWORD)) return true
  return false
}
