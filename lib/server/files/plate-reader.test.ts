import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { drawPlate } from '@/testing/plates/draw-plate'
import { PlateReader, READER_LIMITS } from './plate-reader'

const readers: PlateReader[] = []
function readerWith(limits: Partial<typeof READER_LIMITS> = {}): PlateReader {
  const reader = new PlateReader({ ...READER_LIMITS, ...limits })
  readers.push(reader)
  return reader
}
const readerOfAll = readerWith()
afterAll(() => {
  for (const reader of readers) reader.close()
})

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('reading a photo in a process of its own', () => {
  it('finds the lines with their places, goes on after a file that is none, and ends with the process', async () => {
    const { jpeg, codes } = await drawPlate(77)
    const reader = readerWith()
    expect(await reader.read(Buffer.from('no picture'))).toEqual({ fault: 'UNREADABLE' })
    const { pid } = reader
    const reading = await reader.read(jpeg)
    const lines = 'lines' in reading ? reading.lines : []
    for (const code of codes) expect(lines.map(({ text }) => text).join('\n')).toContain(code)
    for (const { box, score } of lines) {
      expect(box).toHaveLength(4)
      expect(box.flat().every((place) => place >= 0 && place <= 1600)).toBe(true)
      expect(score).toBeGreaterThan(0.5)
    }
    // One process for one photo after another.
    expect(reader.pid).toBe(pid)
    process.kill(pid ?? 0, 'SIGKILL')
    expect(await reader.read(jpeg)).toEqual({ fault: 'ENDED' })
    expect(reader.pid).toBeUndefined()
  })

  it.each([90, 180, 270])(
    'reads a photo that was turned by %i degrees, and says where its lines stand',
    async (turn) => {
      const { jpeg, codes } = await drawPlate(77)
      const reading = await readerOfAll.read(await sharp(jpeg).rotate(turn).jpeg().toBuffer())
      const lines = 'lines' in reading ? reading.lines : []
      const line = lines.find(({ text }) => text.includes(codes[0] ?? '?'))
      const [a = [0, 0], b = [0, 0]] = line?.box ?? []
      const degrees = (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI
      // As the text runs: to the right, then down, to the left, up.
      expect(Math.abs(((degrees - turn + 540) % 360) - 180)).toBeLessThan(3)
    },
  )

  it('kills what takes too long', async () => {
    const { jpeg } = await drawPlate(78)
    const reader = readerWith({ timeoutMs: 100 })
    const reading = reader.read(jpeg)
    await Promise.resolve()
    const { pid = 0 } = reader
    expect(await reading).toEqual({ fault: 'TIMEOUT' })
    await expect.poll(() => isAlive(pid)).toBe(false)
  })

  it('kills what holds too much memory, and starts nothing without memory', async () => {
    const { jpeg } = await drawPlate(79)
    expect(await readerWith({ mostBytes: 60_000_000 }).read(jpeg)).toEqual({ fault: 'MEMORY' })
    const none = readerWith({ keepBytes: Number.MAX_SAFE_INTEGER })
    const reading = none.read(jpeg)
    await Promise.resolve()
    expect(none.pid).toBeUndefined()
    expect(await reading).toEqual({ fault: 'MEMORY' })
  })

  it('replaces a process that kept too much', async () => {
    const { jpeg } = await drawPlate(80)
    const reader = readerWith({ keepBytes: 50_000_000 })
    expect(await reader.read(jpeg)).toHaveProperty('lines')
    expect(reader.pid).toBeUndefined()
  })
})
