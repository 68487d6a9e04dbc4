/** Where searches are measured: a filled database, made for the run or by seed:scale before it. */
import path from 'node:path'
import { generateClient } from '../lib/build'
import { openEmbedded, recordedUrls } from '../lib/embedded-database'
import { readKeys } from '../lib/key-source'
import { freePort } from '../lib/postgres'
import { say } from '../lib/say'
import { openStage, type Stage } from './stage'

/** @param dataDir as seed:scale filled it; undefined: a cluster of this run's own, filled now */
export async function openSearchStage(dataDir: string | undefined, machines: number): Promise<Stage> {
  if (dataDir !== undefined) return openFilled(path.resolve(dataDir))
  const stage = await openStage()
  const { hashPassword } = await import('@/lib/server/secrets/password')
  const { writeDemo } = await import('../lib/seeding')
  const { fillCountry } = await import('../scale/fill')
  await writeDemo(stage.recordUrl, 'demo-Nrmm-2026')
  await fillCountry(stage.recordUrl, machines, await hashPassword('demo-Nrmm-2026'), (step) =>
    say(`  ${step}`),
  )
  return { ...stage, url: stage.recordUrl, env: { ...stage.env, DATABASE_URL: stage.recordUrl } }
}

async function openFilled(dataDir: string): Promise<Stage> {
  await generateClient(() => undefined)
  if (!recordedUrls(dataDir)) throw new Error(`${dataDir} holds no database`)
  const database = await openEmbedded(dataDir, (error) => say(error.message))
  const port = await freePort()
  const common = {
    NODE_ENV: 'production',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    ...readKeys(dataDir),
  } as const
  Object.assign(process.env, common, { LOG_LEVEL: 'silent' })
  return {
    url: database.ownerUrl,
    recordUrl: database.ownerUrl,
    env: { ...process.env, ...common, LOG_LEVEL: 'info' },
    port,
    dataDir,
    copy: async () => undefined,
    close: () => database.stop(),
  }
}
