import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withConnection } from '@/lib/server/database/connect'
import { updateSchema } from './lib/database-schema'
import { projectRoot } from './lib/project'
import { type TemporaryCluster, temporaryCluster } from './lib/temporary-cluster'

/** Runs `npm run figures:check` as a real process. */

let cluster: TemporaryCluster
let url: string
let dataDir: string

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-figures-'))
  cluster = await temporaryCluster()
  url = cluster.url('postgres')
  await updateSchema(url, url)
})
afterAll(async () => {
  await cluster.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function run(...args: string[]): Promise<{ code: number | null; output: string; errors: string }> {
  const env = { ...process.env, DATABASE_URL: url, DATA_DIR: dataDir, SECRET_KEY: 'k'.repeat(40) }
  const script = ['scripts/bootstrap.mjs', 'scripts/figures-check.ts', ...args]
  const child = spawn(process.execPath, script, { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8')
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8')
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, output, errors }
}

async function insertWrongFigures(): Promise<void> {
  await withConnection(url, 'test', (client) =>
    client.query(`
      INSERT INTO machine_stock ("areaCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", status, count)
      VALUES ('130200', 'CRANE', '3', 'DIESEL', 'PORT', 'ACTIVE', 7), ('130000', 'CRANE', '3', 'DIESEL', 'PORT', 'ACTIVE', -2)`),
  )
}

test('reports differences from a full count, exits with 1, and corrects them only with --repair', async () => {
  expect(await run()).toMatchObject({ code: 0, output: expect.stringContaining('与逐条清点一致') })
  await insertWrongFigures()
  for (const attempt of [1, 2]) {
    const { code, output } = await run()
    expect(code, `attempt ${attempt}`).toBe(1)
    expect(output).toContain('机械保有量（machine_stock）：2 格不符，共差 9')
    expect(output).toContain('npm run figures:check -- --repair')
  }
  expect(await run('--repair')).toMatchObject({
    code: 0,
    output: expect.stringContaining('已按逐条清点的结果改正'),
  })
  // Starts five processes, possibly on a busy machine.
  expect((await run()).code).toBe(0)
}, 180_000)

test('refuses an unknown option', async () => {
  const { code, errors } = await run('--mend')
  expect(code).toBe(1)
  expect(errors).toMatch(/^错误：不认识的参数“--mend”/)
})
