/** PostgreSQL refuses to run as root, so root starts it as another user of the system. */
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

/** No change of user for ordinary users; for root the user `postgres`, created if missing. */
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

/** Runs `test` as that user, so that the modes of parent folders, ACLs and mounts are all taken into account. */
export function canReach(runAs: RunAs, flag: '-r' | '-x' | '-w', target: string): boolean {
  return spawnSync('test', [flag, target], { ...runAs, cwd: '/' }).status === 0
}
