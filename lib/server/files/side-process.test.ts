import path from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import type { PictureAnswer } from './picture'
import { SideProcess } from './side-process'

const MB = 1024 * 1024
const side = new SideProcess<Buffer, PictureAnswer>({
  file: path.join(process.cwd(), 'lib/server/files/picture-process-worker.ts'),
  execArgv: [],
  limits: { timeoutMs: 30_000, keepBytes: 500 * MB, mostBytes: 900 * MB, idleMs: 60_000 },
})
afterAll(() => side.close())

it('goes on with a new process when the one before was killed while nobody asked it', async () => {
  const refused = { outcome: { fault: 'TYPE' } }
  expect(await side.ask(Buffer.from('no picture'))).toMatchObject(refused)
  const first = side.pid ?? 0
  process.kill(first, 'SIGKILL')
  await vi.waitFor(() => expect(side.pid).toBeUndefined(), 10_000)
  expect(await side.ask(Buffer.from('no picture'))).toMatchObject(refused)
  expect(side.pid).not.toBe(first)
})
