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
    // Under root, the PostgreSQL user must be able to traverse the folder, but nobody else may list it.
    mkdirSync(dir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
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

/** @throws PlainError for an invalid setting */
export function readConfig(): Config {
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
    publicUrl: blankIsUnset(env.PUBLIC_URL) ?? `http://localhost:${port}`,
    seed,
    ...reach,
  }
}

/** The environment of all child processes of this start. */
export function serverEnv(
  config: Config,
  secrets: { databaseUrl: string; keys: KeyText },
  mode: 'production' | 'development',
) {
  return {
    ...process.env,
    NODE_ENV: mode,
    PORT: String(config.port),
    HOST: config.host ?? '',
    DATA_DIR: config.dataDir,
    DATABASE_URL: secrets.databaseUrl,
    ...secrets.keys,
    PUBLIC_URL: config.publicUrl,
  }
}
