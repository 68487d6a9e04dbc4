/** PostgreSQL refuses to run as root, so root starts it as an ordinary user of the system. */
import { execFileSync, spawnSync } from 'node:child_process'

export interface RunAs {
  uid?: number
  gid?: number
}

const userName = 'postgres'

function idOf(flag: '-u' | '-g'): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, userName], { encoding: 'utf8' })
  return status === 0 ? Number.parseInt(stdout, 10) : undefined
}

/** Nobody special for an ordinary user; for root the user `postgres`, created when the system has none. */
export function databaseUser(): RunAs {
  if (process.getuid?.() !== 0) return {}
  if (idOf('-u') === undefined) {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', userName],
      {
        stdio: 'pipe',
      },
    )
  }
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/** Asked of the system itself, as that user: modes of every parent folder, ACLs and mounts all have their say. */
export function canReach(runAs: RunAs, flag: '-r' | '-x' | '-w', target: string): boolean {
  return spawnSync('test', [flag, target], { ...runAs, cwd: '/' }).status === 0
}
