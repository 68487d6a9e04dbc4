/** Where the keys come from: the environment, a command that asks a key service (KMS), a file. All give the same settings. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PlainError } from './say'

const NAMES = [
  'SECRET_KEY',
  'CRYPTO_PROVIDER',
  'SECRET_KEY_OLD',
  'CRYPTO_PROVIDER_OLD',
  'SECRET_KEY_NEXT',
  'CRYPTO_PROVIDER_NEXT',
  'SECRET_KEY_CARRIED',
] as const
/** As lib/server/env.ts reads them. */
export type KeyText = { SECRET_KEY: string } & Partial<Record<(typeof NAMES)[number], string>>

const COMMAND_MS = 30_000

/**
 * One `NAME=value` a line; a line without a name is SECRET_KEY. Empty lines and those that begin with # say nothing.
 * @param from for the messages: where the text is from
 * @throws PlainError for another name, and without a SECRET_KEY of 32 characters
 */
export function parseKeys(text: string, from: string): KeyText {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const pairs = lines.flatMap((line) => {
    if (line === '' || line.startsWith('#')) return []
    const [, named = 'SECRET_KEY', value = ''] = line.match(/^(?:([A-Z_]+)=)?(.*)$/) ?? []
    const name = NAMES.find((known) => known === named)
    if (!name) throw new PlainError(`${from} 中有不认识的设置“${named}”，可用的是 ${NAMES.join('、')}。`)
    return [[name, value] as const]
  })
  const keys: Partial<KeyText> = Object.fromEntries(pairs)
  return { ...keys, SECRET_KEY: longEnough(keys.SECRET_KEY ?? '', `，请检查${from}`) }
}

function longEnough(key: string, where: string): string {
  if (key.length < 32) throw new PlainError(`SECRET_KEY 至少 32 个字符${where}。`)
  return key
}

/** The text of a file of keys. */
export function formatKeys(keys: KeyText): string {
  return NAMES.flatMap((name) => (keys[name] ? [`${name}=${keys[name]}\n`] : [])).join('')
}

/** Readable by its owner only, and whole or not there at all, whenever the machine stops. */
export function writeKeys(file: string, keys: KeyText): void {
  writeFileSync(`${file}.tmp`, formatKeys(keys), { mode: 0o600 })
  renameSync(`${file}.tmp`, file)
}

const blankIsUnset = (value: string | undefined) => (value?.trim() ? value.trim() : undefined)

/** The file that the keys are in; null where they come from the environment or a command. */
export function keyFileOf(dataDir: string): string | null {
  const { env } = process
  if (blankIsUnset(env.SECRET_KEY) || blankIsUnset(env.SECRET_KEY_COMMAND)) return null
  const named = blankIsUnset(env.SECRET_KEY_FILE)
  return named ? path.resolve(named) : path.join(dataDir, 'secret.key')
}

/**
 * The keys of this start: SECRET_KEY of the environment, else what SECRET_KEY_COMMAND prints (run by a shell, for example curl to a
 * key service), else SECRET_KEY_FILE, else DATA_DIR/secret.key. Called by the holder of the start lock: a key made here is stored
 * beside the data; without it the personal data in the database cannot be decrypted.
 * @throws PlainError for a key that is too short, a missing file, a command that fails
 */
export function readKeys(dataDir: string): KeyText {
  const { env } = process
  const configured = blankIsUnset(env.SECRET_KEY)
  if (configured) {
    const others = NAMES.flatMap((name) => (blankIsUnset(env[name]) ? [[name, env[name]?.trim()]] : []))
    return { ...Object.fromEntries(others), SECRET_KEY: longEnough(configured, '') }
  }
  const command = blankIsUnset(env.SECRET_KEY_COMMAND)
  if (command) return parseKeys(outputOf(command), ' SECRET_KEY_COMMAND 的输出')
  const file = keyFileOf(dataDir) ?? ''
  if (!existsSync(file)) {
    if (blankIsUnset(env.SECRET_KEY_FILE)) throw new PlainError(`SECRET_KEY_FILE 指定的文件 ${file} 不存在。`)
    writeFileSync(file, `${newSecret()}\n`, { mode: 0o600, flag: 'wx' })
  }
  return parseKeys(readFileSync(file, 'utf8'), `文件 ${file}`)
}

/** 256 random bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

function outputOf(command: string): string {
  try {
    return execFileSync(command, {
      shell: true,
      encoding: 'utf8',
      timeout: COMMAND_MS,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  } catch {
    // Neither its output nor the command, which may contain a password, is shown.
    throw new PlainError(
      'SECRET_KEY_COMMAND 没有成功：请检查密钥服务是否可以访问，或直接运行该命令查看原因。',
    )
  }
}
