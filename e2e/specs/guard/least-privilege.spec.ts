import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { Instance } from '../../fixtures/instance'
import { expect, test } from '../../fixtures/world'

const asRoot = process.getuid?.() === 0

/** User and group of a process. */
function identityOf(pid: number): { uid: number; gid: number; groups: string } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(status)?.[1]?.trim() ?? ''
  return {
    uid: Number.parseInt(field('Uid'), 10),
    gid: Number.parseInt(field('Gid'), 10),
    groups: field('Groups'),
  }
}

/** Files below a folder that others than their owner may read, write or enter; the data folder itself aside. */
function openToOthers(dataDir: string): string[] {
  return readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter(
    (name) => (statSync(path.join(dataDir, name)).mode & 0o077) !== 0,
  )
}

test('server and database run as users of their own, and no file is open to others', async () => {
  const instance = await Instance.make({}, '')
  try {
    await instance.start()
    const server = identityOf(instance.serverPid)
    const database = identityOf(instance.postmasterPid)
    const self = process.getuid?.() ?? 0
    if (asRoot) {
      expect(new Set([0, server.uid, database.uid]).size).toBe(3)
      expect(server.groups).toBe('')
    } else {
      expect([server.uid, database.uid]).toEqual([self, self])
    }
    expect(statSync(instance.dataDir).mode & 0o007).toBe(0)
    expect(openToOthers(instance.dataDir)).toEqual([])

    const environment = readFileSync(`/proc/${instance.serverPid}/environ`, 'utf8')
    expect(environment).toContain('DATABASE_URL=postgresql://nrmm_app:')
    expect(environment).not.toContain('nrmm_owner')

    // What root's programs leave is the server's to write.
    const { code, output } = await instance.run('scripts/verify-audit.ts')
    expect([code, output]).toEqual([0, expect.stringContaining('操作记录完整')])
    expect(statSync(path.join(instance.dataDir, 'audit-head.json')).uid).toBe(server.uid)
  } finally {
    await instance.stop()
  }
})

test('PostgreSQL’s user reads neither the key nor the photos', async ({ dataDir }) => {
  test.skip(!asRoot, 'both are the same user')
  for (const name of ['secret.key', 'postgres.json', 'photos']) {
    const asPostgres = promisify(execFile)('setpriv', [
      '--reuid=postgres',
      '--regid=postgres',
      '--clear-groups',
      'test',
      '-r',
      path.join(dataDir, name),
    ])
    await expect(asPostgres).rejects.toMatchObject({ code: 1 })
  }
})
