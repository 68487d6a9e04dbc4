/** The PostgreSQL inside a data folder: created once, started, watched, and restarted if it exits. */
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { withConnection } from '@/lib/server/database/connect'
import { checkCluster, choosePlace, type PlaceRecord, readRecord, writeRecord } from './embedded-place'
import { type Cluster, createCluster, freePort, newPassword, startCluster, stopOrphan } from './postgres'
import { type Binaries, findBinaries } from './postgres-binaries'
import { RestartLimit } from './restart-limit'
import { makeRoles, OWNER_ROLE, type RolePasswords, SERVER_ROLE } from './roles'
import { databaseUser, type RunAs } from './run-as'
import { PlainError, say } from './say'

const databaseName = 'nrmm'
const logLimitBytes = 20 * 1024 * 1024

/** Connection strings of the two roles. */
export interface DatabaseUrls {
  /** Of the server's role. */
  url: string
  /** Of the role that owns the tables: for migrations and bulk loads. */
  ownerUrl: string
}

export interface EmbeddedDatabase extends DatabaseUrls {
  stop(): Promise<void>
}

/** Reports a damaged data folder before any slow step. */
export function checkEmbedded(dataDir: string): void {
  const record = readRecord(dataDir)
  if (record?.created) checkCluster(dataDir, record)
  else if (!record && existsSync(path.join(dataDir, 'postgres'))) {
    throw new PlainError(
      `数据目录已损坏：有数据库文件夹而没有 ${path.join(dataDir, 'postgres.json')}，请从备份恢复。`,
    )
  }
}

function urlsOf(port: number, passwords: RolePasswords): DatabaseUrls {
  const urlFor = (role: string, password: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${databaseName}`
  return { url: urlFor(SERVER_ROLE, passwords.server), ownerUrl: urlFor(OWNER_ROLE, passwords.owner) }
}

/** URLs of this folder's database, to connect while another process runs it; undefined if it was never opened. */
export function recordedUrls(dataDir: string): DatabaseUrls | undefined {
  const record = readRecord(dataDir)
  return record?.created && record.passwords ? urlsOf(record.port, record.passwords) : undefined
}

function create(dataDir: string, binaries: Binaries, runAs: RunAs): PlaceRecord {
  const existing = readRecord(dataDir)
  const record = existing ?? choosePlace(dataDir, runAs)
  writeRecord(dataDir, record)
  const dir = path.resolve(dataDir, record.place)
  // A killed initdb leaves half a cluster: only a complete one is renamed to its final path.
  const draft = `${dir}.new`
  rmSync(draft, { recursive: true, force: true })
  createCluster(draft, record.password, binaries, runAs)
  renameSync(draft, dir)
  const finished = { ...record, created: true }
  writeRecord(dataDir, finished)
  if (path.isAbsolute(record.place)) say(`      数据目录仅 root 可进入，数据库放在 ${dir}`)
  return finished
}

/** The last error in the log of PostgreSQL. */
function lastFault(logFile: string): string {
  const lines = existsSync(logFile) ? readFileSync(logFile, 'utf8').split('\n') : []
  const fault = lines.findLast((line) => /\b(FATAL|PANIC|ERROR):|^postgres: /.test(line))
  return fault?.replace(/^.*?(FATAL|PANIC|ERROR|postgres):\s*/, '') ?? '原因见日志'
}

async function ensureDatabase(cluster: Cluster, passwords: RolePasswords): Promise<void> {
  await withConnection(cluster.url('postgres'), 'create', async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`)
  })
  await makeRoles(cluster.url(databaseName), passwords)
}

/**
 * Starts the cluster of this data folder and restarts it if it exits.
 * @param onLost called when PostgreSQL keeps exiting
 */
export async function openEmbedded(
  dataDir: string,
  onLost: (error: PlainError) => void,
): Promise<EmbeddedDatabase> {
  const runAs = databaseUser()
  const binaries = findBinaries(runAs)
  if (binaries.copiedTo) say(`      项目目录仅 root 可进入，使用 ${binaries.copiedTo} 中的 PostgreSQL`)
  const known = readRecord(dataDir)
  const record = known?.created ? known : create(dataDir, binaries, runAs)
  const passwords = record.passwords ?? { owner: newPassword(), server: newPassword() }
  const dir = path.resolve(dataDir, record.place)
  if (await stopOrphan(dir)) say('      已停止上次遗留的数据库进程')

  const logFile = path.join(dataDir, 'postgres.log')
  if (existsSync(logFile) && statSync(logFile).size > logLimitBytes) renameSync(logFile, `${logFile}.old`)
  const port = await freePort(record.port)
  if (port !== record.port || !record.passwords) writeRecord(dataDir, { ...record, passwords, port })

  const open = () => startCluster({ dir, logFile, password: record.password, port }, binaries, runAs)
  const cluster = await open().catch(() => {
    throw new PlainError(`数据库无法启动：${lastFault(logFile)}（日志 ${logFile}）。`)
  })
  chmodSync(logFile, 0o600)
  await ensureDatabase(cluster, passwords)
  return superviseCluster(cluster, urlsOf(port, passwords), open, onLost)
}

function superviseCluster(
  first: Cluster,
  urls: DatabaseUrls,
  open: () => Promise<Cluster>,
  onLost: (error: PlainError) => void,
): EmbeddedDatabase {
  let current: Promise<Cluster> = Promise.resolve(first)
  let stopping = false
  const limit = new RestartLimit()

  const reopen = async (): Promise<Cluster> => {
    for (;;) {
      if (stopping) throw new PlainError('已停止。')
      if (!limit.mayTry()) throw new PlainError('数据库在一分钟内多次退出，不再重启，请查看 postgres.log。')
      await pause(limit.delayMs)
      try {
        const cluster = await open()
        say('数据库已重新启动。')
        return cluster
      } catch {
        say('数据库重启没有成功，稍后再试。')
      }
    }
  }
  const watch = (cluster: Cluster) => {
    void cluster.ended.then(async () => {
      if (stopping) return
      say('数据库意外退出，正在重新启动。')
      current = reopen()
      await current.then(watch, onLost)
    })
  }
  watch(first)
  return {
    ...urls,
    stop: async () => {
      stopping = true
      const cluster = await current.catch(() => undefined)
      await cluster?.stop()
    },
  }
}
