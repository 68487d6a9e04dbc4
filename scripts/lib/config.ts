/** The settings of `npm start`, read once. Other variables are passed on to the server unchanged (lib/server/env.ts). */
import { accessSync, constants, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { KeyText } from './key-source'
import { projectRoot } from './project'
import { type Reach, readReach } from './reach'
import { PlainError } from './say'

export interface Config extends Reach {
  port: number
  dataDir: string
  /** Unset: PostgreSQL runs inside the data folder. */
  databaseUrl: string | undefined
  /** The role that owns the tables of DATABASE_URL; unset: the same. */
  databaseOwnerUrl: string | undefined
  /** The server may connect as a superuser. */
  superuserAllowed: boolean
  publicUrl: string
  seed: 'demo' | 'none'
}

const blankIsUnset = (value: string | undefined) => (value?.trim() ? value.trim() : undefined)

function readPort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new PlainError(`PORT 应为 1 至 65535 的整数，现为“${text}”。`)
  }
  return port
}

function readDataDir(text: string): string {
  const dir = path.resolve(projectRoot, text)
  try {
    // Owners and modes: data-folder.ts.
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    accessSync(dir, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new PlainError(`数据目录 ${dir} 无法写入：${error instanceof Error ? error.message : '原因不明'}`)
  }
  return dir
}

function readSeed(text: string | undefined, embedded: boolean): 'demo' | 'none' {
  const seed = text ?? (embedded ? 'demo' : 'none')
  if (seed !== 'demo' && seed !== 'none') throw new PlainError(`SEED 只能是 demo 或 none，现为“${seed}”。`)
  return seed
}

/**
 * Called by every program that works on the data: from here on its files are its own (0600, folders 0700).
 * @throws PlainError for an invalid setting
 */
export function readConfig(): Config {
  process.umask(0o077)
  const { env } = process
  const port = readPort(blankIsUnset(env.PORT) ?? '3000')
  const databaseUrl = blankIsUnset(env.DATABASE_URL)
  const seed = readSeed(blankIsUnset(env.SEED), databaseUrl === undefined)
  const reach = readReach(seed, {
    HOST: blankIsUnset(env.HOST),
    TRUSTED_PROXIES: blankIsUnset(env.TRUSTED_PROXIES),
    DEMO_ON_NETWORK: blankIsUnset(env.DEMO_ON_NETWORK),
    DEMO_PASSWORD: blankIsUnset(env.DEMO_PASSWORD),
  })
  const dataDir = readDataDir(blankIsUnset(env.DATA_DIR) ?? '.data')
  return {
    port,
    dataDir,
    databaseUrl,
    databaseOwnerUrl: blankIsUnset(env.DATABASE_OWNER_URL),
    superuserAllowed: blankIsUnset(env.DATABASE_SUPERUSER) === 'yes',
    publicUrl: blankIsUnset(env.PUBLIC_URL) ?? `http://localhost:${port}`,
    seed,
    ...reach,
  }
}

/**
 * The server's environment: without the addresses of other roles of the database.
 * @param secrets with the folder of the server's files (data-folder.ts)
 */
export function serverEnv(
  config: Config,
  { serverDir, ...secrets }: { databaseUrl: string; keys: KeyText; serverDir: string },
  mode: 'production' | 'development',
) {
  const { DATABASE_OWNER_URL: _, DATABASE_ADMIN_URL: __, ...inherited } = process.env
  return {
    ...inherited,
    NODE_ENV: mode,
    PORT: String(config.port),
    HOST: config.host ?? '',
    DATA_DIR: serverDir,
    DATABASE_URL: secrets.databaseUrl,
    ...secrets.keys,
    PUBLIC_URL: config.publicUrl,
  }
}
