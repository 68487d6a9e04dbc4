import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { databaseUrlOf, freePort } from '../../fixtures/instance'
import { StaffClient } from '../../fixtures/staff-client'
import { expect, test } from '../../fixtures/world'

const root = path.resolve(import.meta.dirname, '../../..')
const READY_WITHIN_MS = 120_000

let next: ChildProcess | undefined
let plain = ''

/** Runs `next start` on the database of the running server, as an ordinary Next.js application. */
test.beforeAll(async ({ dataDir }) => {
  const port = await freePort()
  plain = `http://localhost:${port}`
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(port),
    PUBLIC_URL: plain,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrlOf(dataDir),
    SECRET_KEY: readFileSync(path.join(dataDir, 'secret.key'), 'utf8').trim(),
    LOG_LEVEL: 'silent',
  } as const
  const program = path.join(root, 'node_modules/next/dist/bin/next')
  next = spawn(process.execPath, [program, 'start', '--port', String(port)], {
    cwd: root,
    env,
    stdio: 'ignore',
  })
  await expect
    .poll(
      () =>
        fetch(`${plain}/api/health/ready`).then(
          ({ status }) => status,
          () => 0,
        ),
      { timeout: READY_WITHIN_MS },
    )
    .toBe(200)
})
test.afterAll(() => void next?.kill())

test('plain Next serves the same API: declared calls refuse who may not, and answer who may', async ({
  baseURL,
}) => {
  const home = baseURL ?? ''
  const document = await (await fetch(`${plain}/api/v1/openapi.json`)).json()
  const calls = Object.entries<object>(document.paths).flatMap(([address, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase(),
      address: address.replaceAll(/\{\w+\}/g, 'x'),
    })),
  )
  expect(calls.length).toBeGreaterThan(20)
  for (const { method, address } of calls) {
    const [here, there] = await Promise.all([plain, home].map((url) => fetch(`${url}${address}`, { method })))
    expect([method, address, here?.status]).toEqual([method, address, there?.status])
  }
  const signedIn = await StaffClient.signIn(plain, 'reviewer', 'demo-Nrmm-2026')
  const atHome = await StaffClient.signIn(home, 'reviewer', 'demo-Nrmm-2026')
  for (const address of ['/me', '/queues', '/filings?queue=decided', '/settings/lists', '/audit']) {
    expect([address, (await signedIn.get(address)).status]).toEqual([
      address,
      (await atHome.get(address)).status,
    ])
  }
})

test('plain Next answers as the API does what no route declares', async () => {
  const answers = await Promise.all([
    fetch(`${plain}/api/nowhere`),
    fetch(`${plain}/api/v1/options`, { method: 'DELETE' }),
    fetch(`${plain}/api/v1/options`, { method: 'HEAD' }),
    fetch(`${plain}/api/v1/options`, { method: 'OPTIONS' }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([404, 405, 200, 204])
  expect(answers[1]?.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  expect(answers[0]?.headers.get('content-type')).toBe('application/problem+json')
})
