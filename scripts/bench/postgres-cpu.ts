import { readFileSync } from 'node:fs'
import { withConnection } from '@/lib/server/database/connect'

/**
 * Seconds of processor time of all processes of a cluster that have ended, which a load's have when it has ended; the
 * few that run all the time write what others changed and are left out.
 */
export function postgresCpu(url: string): Promise<number> {
  return withConnection(url, 'bench', async (client) => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    const parent = fieldsOf(rows[0]?.pid ?? 0)[1] ?? 0
    const postmaster = fieldsOf(parent)
    return ((postmaster[13] ?? 0) + (postmaster[14] ?? 0)) / 100
  })
}

/** The numbers of /proc/PID/stat from the third on. */
function fieldsOf(pid: number): number[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
}
