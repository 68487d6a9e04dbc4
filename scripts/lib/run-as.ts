/**
 * Users of the system for what root starts: PostgreSQL refuses to run as root, and the server must not. Two different users, so
 * that neither reads the other's files.
 */
import { execFileSync, spawnSync } from 'node:child_process'

export interface RunAs {
  uid?: number
  gid?: number
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
  return status === 0 ? Number.parseInt(stdout, 10) : undefined
}

/** No change of user for ordinary users; for root the user of that name, created if missing. */
function systemUser(name: string): RunAs {
  if (process.getuid?.() !== 0) return {}
  if (idOf('-u', name) === undefined) {
    const args = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name]
    execFileSync('useradd', args, { stdio: 'pipe' })
  }
  return { uid: idOf('-u', name), gid: idOf('-g', name) }
}

export const databaseUser = (): RunAs => systemUser('postgres')

/** The web server's. */
export const serverUser = (): RunAs => systemUser('nrmm')

/** Runs `test` as that user, so that the modes of parent folders, ACLs and mounts are all taken into account. */
export function canReach(runAs: RunAs, flag: '-r' | '-x' | '-w', target: string): boolean {
  return spawnSync('test', [flag, target], { ...runAs, cwd: '/' }).status === 0
}
