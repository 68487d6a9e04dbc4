import { verify } from '@node-rs/argon2'
import type { PrismaClient } from '../client'
import { hashPassword } from '../factories/password'
import { DEMO_USERNAMES, demoOffices } from './demo-world/bureaus'
import { demoSeries } from './demo-world/series'

/**
 * A registry in the middle of its work, to be looked at and tried: bureaus, staff, owners, catalogue and filings in every
 * status. Laid once, in a database without bureaus; later calls leave it as it has become.
 * @param options.password of every demo person; when it changes, those who kept the old one get the new
 */
export async function seedDemo(db: PrismaClient, options: { password: string }): Promise<void> {
  if ((await db.bureau.count()) > 0) return renewPassword(db, options.password)
  const now = new Date()
  const opened = new Date(now.getTime() - 120 * 86_400_000)
  const offices = demoOffices(await hashPassword(options.password), opened)
  const series = demoSeries(opened)
  await db.$transaction([
    db.bureau.createMany({ data: offices.bureaus }),
    db.staff.createMany({ data: offices.staff }),
    db.numberSeries.createMany({ data: series.rows() }),
  ])
}

/** The demo's people share one hash; whoever has another has chosen an own password, which stays. */
async function renewPassword(db: PrismaClient, password: string): Promise<void> {
  const admin = await db.staff.findUnique({ where: { username: 'admin' } })
  if (!admin || (await verify(admin.passwordHash, password))) return
  const sharing = { username: { in: DEMO_USERNAMES }, passwordHash: admin.passwordHash }
  // An administrator with a hash of his own is no demo person any more.
  if ((await db.staff.count({ where: sharing })) < 2) return
  const data = { passwordHash: await hashPassword(password) }
  await db.staff.updateMany({ where: sharing, data: { ...data, sessionEpoch: { increment: 1 } } })
  await db.account.updateMany({ where: { passwordHash: admin.passwordHash }, data })
}
