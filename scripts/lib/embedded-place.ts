/**
 * Location of the embedded cluster of a data folder, usually inside it. But root starts PostgreSQL as another user, who
 * cannot enter a folder below /root or a private temp folder; then the cluster is placed in a shared folder that this user
 * can reach, and the data folder records the path. The mode of existing folders is never changed.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { newPassword } from './postgres'
import { postgresVersion, setAsideLeft, sharedHome, sharedRoot } from './postgres-binaries'
import type { RolePasswords } from './roles'
import { canReach, type RunAs } from './run-as'
import { PlainError } from './say'

export interface PlaceRecord {
  /** Relative to the data folder, or absolute. */
  place: string
  /** The superuser's: nobody but root and PostgreSQL need it. */
  password: string
  /** Of the roles (roles.ts); absent in folders of earlier releases until they are opened. */
  passwords?: RolePasswords
  port: number
  /** False until the cluster is completely created. */
  created: boolean
}

/** File beside a cluster outside the data folder, with the path of the data folder it belongs to. */
const ownerFile = 'data-folder'

const recordFile = (dataDir: string) => path.join(dataDir, 'postgres.json')

export function readRecord(dataDir: string): PlaceRecord | undefined {
  if (!existsSync(recordFile(dataDir))) return undefined
  try {
    const found: PlaceRecord = JSON.parse(readFileSync(recordFile(dataDir), 'utf8'))
    if (typeof found.place === 'string' && typeof found.password === 'string') return found
  } catch {
    // Falls through to the error for a record without its fields.
  }
  throw new PlainError(`数据目录已损坏：${recordFile(dataDir)} 无法读取，请从备份恢复该文件。`)
}

/** Written to a draft and renamed, so that a crash leaves either the old or the new record. */
export function writeRecord(dataDir: string, record: PlaceRecord): void {
  const draft = `${recordFile(dataDir)}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, recordFile(dataDir))
}

/** Chooses and prepares the location of a new cluster. */
export function choosePlace(dataDir: string, runAs: RunAs): PlaceRecord {
  const record = { place: 'postgres', password: newPassword(), port: 0, created: false }
  if (canReach(runAs, '-x', dataDir)) return record
  const home = sharedHome(dataDir, 'cluster')
  // Its password is lost.
  setAsideLeft(home)
  mkdirSync(home, { recursive: true })
  chmodSync(sharedRoot, 0o755)
  chmodSync(home, 0o711)
  writeFileSync(path.join(home, ownerFile), `${dataDir}\n`)
  return { ...record, place: path.join(home, 'postgres') }
}

/** A copy of a data folder must not open the cluster of the original, which is outside and was not copied. */
function checkOwner(dataDir: string, dir: string): void {
  const file = path.join(path.dirname(dir), ownerFile)
  const owner = existsSync(file) ? readFileSync(file, 'utf8').trim() : dataDir
  if (owner === dataDir) return
  if (existsSync(recordFile(owner))) {
    throw new PlainError(`数据库 ${dir} 属于数据目录 ${owner}，${dataDir} 只是它的副本，不能打开。`)
  }
  writeFileSync(file, `${dataDir}\n`)
}

/** @throws PlainError when there is no cluster that this PostgreSQL can open */
export function checkCluster(dataDir: string, { place }: PlaceRecord): void {
  const dir = path.resolve(dataDir, place)
  const versionFile = path.join(dir, 'PG_VERSION')
  if (!existsSync(dir)) throw new PlainError(`数据目录已损坏：数据库文件夹 ${dir} 不见了，请从备份恢复。`)
  if (path.isAbsolute(place)) checkOwner(dataDir, dir)
  const found = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : ''
  const major = postgresVersion().split('.')[0]
  if (!/^\d+$/.test(found)) {
    throw new PlainError(`数据目录已损坏：${versionFile} 缺失或内容不对，请从备份恢复，或换一个 DATA_DIR。`)
  }
  if (found !== major) {
    throw new PlainError(
      `${dir} 是 PostgreSQL ${found} 的数据，本程序内置 PostgreSQL ${major}，不能直接打开。`,
    )
  }
}
