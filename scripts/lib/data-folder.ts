/**
 * Who may enter the data folder, and where the server's own files are. An ordinary user's folder is that user's alone. Under
 * root it belongs to the server's user, and PostgreSQL's may only pass through it to its cluster; what only root needs (the
 * database's passwords, logs) stays root's. A folder that the server's user cannot reach, since it is below one that only
 * root may enter, holds links: the server's files are then in a shared folder.
 */
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import path from 'node:path'
import { readRecord } from './embedded-place'
import { setAsideLeft, sharedHome, sharedRoot } from './postgres-binaries'
import { canReach, databaseUser, type RunAs, serverUser } from './run-as'

/** What the server writes. */
const SERVER_FOLDERS = ['photos', 'scratch']
const SERVER_FILES = ['outbox.jsonl', 'audit-head.json']
const isServers = (name: string) => [...SERVER_FOLDERS, ...SERVER_FILES].includes(name)
/** A key that root reads and hands on: no secret from the server, but from PostgreSQL. */
const SECRET_KEY_FILE = 'secret.key'

/**
 * Puts owners and modes right, also in a folder made beforehand or by an earlier release.
 * @returns the folder with the server's files: its DATA_DIR
 */
export function prepareDataFolder(dataDir: string): string {
  const user = serverUser()
  if (user.uid === undefined || user.gid === undefined) {
    chmodSync(dataDir, 0o700)
    closeToOthers(dataDir)
    return dataDir
  }
  chownSync(dataDir, user.uid, databaseUser().gid ?? user.gid)
  chmodSync(dataDir, 0o710)
  closeToOthers(dataDir)
  const secretKey = path.join(dataDir, SECRET_KEY_FILE)
  if (existsSync(secretKey)) chownSync(secretKey, user.uid, user.gid)
  const home = canReach(user, '-x', dataDir) ? dataDir : linkedHome(dataDir, user)
  for (const name of readdirSync(home).filter(isServers)) giveAll(path.join(home, name), user)
  return home
}

/** What lies directly in the folder; what is deeper cannot be reached then. The cluster has its own modes already. */
function closeToOthers(dataDir: string): void {
  const cluster = readRecord(dataDir)?.place
  for (const entry of readdirSync(dataDir, { withFileTypes: true })) {
    if (entry.name === cluster) continue
    const mode = entry.isDirectory() ? 0o700 : entry.isFile() ? 0o600 : undefined
    if (mode !== undefined) chmodSync(path.join(dataDir, entry.name), mode)
  }
}

/** A folder that is the user's already is not walked through again. */
function giveAll(place: string, user: RunAs): void {
  const { uid = -1, gid = -1 } = user
  const found = lstatSync(place)
  if (found.isDirectory() && found.uid === uid) return
  if (found.isDirectory()) for (const name of readdirSync(place)) giveAll(path.join(place, name), user)
  lchownSync(place, uid, gid)
}

function linkedHome(dataDir: string, user: RunAs): string {
  const { uid = -1, gid = -1 } = user
  const home = sharedHome(dataDir, 'files')
  const isLinked = lstatSync(path.join(dataDir, 'photos'), { throwIfNoEntry: false })?.isSymbolicLink()
  if (!isLinked) setAsideLeft(home)
  mkdirSync(home, { recursive: true })
  chmodSync(sharedRoot, 0o755)
  chmodSync(home, 0o700)
  chownSync(home, uid, gid)
  for (const name of [...SERVER_FOLDERS, ...SERVER_FILES]) {
    const here = path.join(dataDir, name)
    const there = path.join(home, name)
    const found = lstatSync(here, { throwIfNoEntry: false })
    if (found?.isSymbolicLink()) continue
    if (found) move(here, there)
    else if (SERVER_FOLDERS.includes(name)) mkdirSync(there, { recursive: true, mode: 0o700 })
    symlinkSync(there, here)
  }
  return home
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch {
    // On another disk.
    cpSync(from, to, { recursive: true, preserveTimestamps: true })
    rmSync(from, { recursive: true })
  }
}
