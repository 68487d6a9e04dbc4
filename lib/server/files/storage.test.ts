import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStorage, type StorageSettings } from './storage'

const home = mkdtempSync(path.join(os.tmpdir(), 'nrmm-storage-'))
const BUCKET = 'photos'
let server: S3rver
let port = 0

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : 0))
    })
  })
}

beforeAll(async () => {
  port = await freePort()
  server = new S3rver({
    port,
    address: '127.0.0.1',
    silent: true,
    directory: path.join(home, 's3'),
    configureBuckets: [{ name: BUCKET, configs: [] }],
  })
  await server.run()
})

afterAll(async () => {
  await server.close()
  rmSync(home, { recursive: true, force: true })
})

const BASE = { DATA_DIR: path.join(home, 'data'), S3_REGION: 'cn-north-1' }
const DRIVERS: [name: string, settings: () => StorageSettings][] = [
  ['fs', () => ({ ...BASE, STORAGE_DRIVER: 'fs' })],
  [
    's3',
    () => ({
      ...BASE,
      STORAGE_DRIVER: 's3',
      S3_BUCKET: BUCKET,
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
    }),
  ],
]

describe.each(DRIVERS)('storage in %s', (_name, settings) => {
  const key = '2026/11/0b6f7c1e-3e1f-4a8e-9f10-3d1f1c2b7a55.jpg'
  const bytes = Buffer.from([0xff, 0xd8, 0x00, 0x80, 0xff, 0xd9])

  it('gives back exactly what was put, and nothing once it is removed', async () => {
    const files = await openStorage(settings())
    await files.put(key, bytes, 'image/jpeg')
    expect(await files.get(key)).toEqual(bytes)
    await files.remove(key)
    await expect(files.get(key)).rejects.toThrow()
    await expect(files.remove(key)).resolves.toBeUndefined()
  })

  it('takes a file over from the disk and gives it back piece by piece', async () => {
    const files = await openStorage(settings())
    const file = path.join(home, 'finished.csv')
    const content = Buffer.alloc(3_000_000, '机械,')
    writeFileSync(file, content)
    await files.take('exports/2026/11/finished.csv', file, 'text/csv')
    expect(existsSync(file)).toBe(false)
    const pieces: Buffer[] = []
    for await (const piece of await files.stream('exports/2026/11/finished.csv')) pieces.push(piece)
    expect(pieces.length).toBeGreaterThan(1)
    expect(Buffer.concat(pieces).equals(content)).toBe(true)
    await files.remove('exports/2026/11/finished.csv')
  })

  it('replaces an object of the same key', async () => {
    const files = await openStorage(settings())
    await files.put(key, bytes, 'image/jpeg')
    await files.put(key, Buffer.from('other'), 'image/jpeg')
    expect((await files.get(key)).toString()).toBe('other')
  })
})

it('keeps files in DATA_DIR/photos', () => {
  expect(readdirSync(path.join(home, 'data', 'photos'))).toEqual(['2026', 'exports'])
})

const elsewhere = '/dev/shm'

it.skipIf(!existsSync(elsewhere))('takes a file over from another disk', async () => {
  const folder = mkdtempSync(path.join(elsewhere, 'nrmm-storage-'))
  try {
    const file = path.join(folder, 'finished.csv')
    writeFileSync(file, Buffer.from('机械'))
    const files = await openStorage({ ...BASE, STORAGE_DRIVER: 'fs' })
    await files.take('exports/other-disk.csv', file, 'text/csv')
    expect(existsSync(file)).toBe(false)
    expect(await files.get('exports/other-disk.csv')).toEqual(Buffer.from('机械'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

it('says what S3 needs', async () => {
  await expect(openStorage({ ...BASE, STORAGE_DRIVER: 's3' })).rejects.toThrow('S3_BUCKET')
})
