/**
 * Writes the data that a database needs before it serves. Import only after the client is generated and the environment of
 * the server is set: the seeds encrypt with the server's keys.
 */
import { refreshIdTails } from '@/lib/features/account/commands/refresh-id-tails'
import {
  createFirstAdministrators,
  type FirstSignIn,
} from '@/lib/features/staff/commands/first-administrators'
import { withConnection } from '@/lib/server/database/connect'
import { closeConnections } from '@/lib/server/database/connections'
import { keyInUse, recordKeyInUse } from '@/lib/server/secrets/rotation/key-in-use'
import { keyFingerprint, ring } from '@/lib/server/secrets/secrets'
import { createClient, type PrismaClient } from '@/prisma/client'
import { hasPublishedPassword, seedDemo } from '@/prisma/seed/demo'
import { seedReference } from '@/prisma/seed/reference'
import { PlainError } from './say'

const fingerprintKey = 'secret-fingerprint'

/** @throws PlainError when this database was filled with another SECRET_KEY, so that its data cannot be decrypted */
export async function checkKey(url: string): Promise<void> {
  await withConnection(url, 'key', async (client) => {
    const table = await client.query("SELECT to_regclass('setting') AS name")
    if (table.rows[0].name === null) return
    const { rows } = await client.query('SELECT value FROM setting WHERE key = $1', [fingerprintKey])
    if (rows.length > 0 && rows[0].value !== fingerprint()) {
      throw new PlainError('SECRET_KEY 与该数据库不符：库中的个人信息由另一把密钥加密，请使用原来的密钥。')
    }
    const inUse = await keyInUse(client)
    if (inUse !== null && !ring().keys.some(({ id }) => id === inUse)) {
      throw new PlainError(
        `现有密钥中没有该数据库现用的密钥 ${inUse}：换钥以后请使用新的密钥设置（SECRET_KEY 与 SECRET_KEY_CARRIED）。`,
      )
    }
  })
}

/** @throws PlainError when the settings of the keys do not belong together */
function fingerprint(): string {
  try {
    return keyFingerprint()
  } catch {
    throw new PlainError(
      'SECRET_KEY_CARRIED 与 SECRET_KEY 不符：这些设置由 npm run keys:new 一起写出，请成套使用。',
    )
  }
}

async function storeKeyFingerprint(db: PrismaClient): Promise<void> {
  const key = { key: fingerprintKey, divisionCode: '000000' }
  await db.setting.upsert({
    where: { key_divisionCode: key },
    create: { ...key, value: keyFingerprint() },
    update: {},
  })
}

async function withClient<T>(url: string, work: (db: PrismaClient) => Promise<T>): Promise<T> {
  const db = createClient({ connectionString: url, max: 4, application_name: 'nrmm-seeding' })
  try {
    return await work(db)
  } finally {
    await db.$disconnect()
  }
}

/** Recomputes indexes that a migration cannot, for want of the server's keys. @returns the number of updated accounts */
export async function refreshKeys(): Promise<number> {
  try {
    return await refreshIdTails()
  } finally {
    await closeConnections()
  }
}

/**
 * Writes the reference data of every installation: lists, divisions, rules.
 * @returns one sentence per change made by a newer edition of divisions
 */
export const writeReference = (url: string): Promise<string[]> =>
  withClient(url, async (db) => {
    await storeKeyFingerprint(db)
    await withConnection(url, 'key', (client) => recordKeyInUse(client, ring()))
    const { ended, moved, open } = await seedReference(db)
    return [
      ...(ended.length > 0 ? [`${ended.length} 个区划已撤销`] : []),
      ...(moved > 0 ? [`${moved} 条记录随之转至今天的区划`] : []),
      ...open.map(
        ({ code, fullName }) =>
          `${fullName}（${code}）已撤销，没有唯一的承继区划，其中的登记留在原处，请逐件变更使用地点`,
      ),
    ]
  })

/** The demo world, with staff who sign in with `password`. */
export const writeDemo = (url: string, password: string): Promise<void> =>
  withClient(url, (db) => seedDemo(db, { password }))

/** @throws PlainError when others can reach the server and a demo world of an earlier start has the published password */
export const refusePublishedPassword = (url: string): Promise<void> =>
  withClient(url, async (db) => {
    if (!(await hasPublishedPassword(db))) return
    throw new PlainError(
      '数据库中有口令公开的演示账号，而本次启动允许其他机器访问。请设 HOST=127.0.0.1 只在本机使用，或换一个数据库；确要在网络上演示，请设 SEED=demo DEMO_ON_NETWORK=yes。',
    )
  })

/** @returns the sign-ins of those of the three administrators of whom there was none */
export async function writeFirstAdministrators(): Promise<FirstSignIn[]> {
  try {
    return await createFirstAdministrators()
  } finally {
    await closeConnections()
  }
}
