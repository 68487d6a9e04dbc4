import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { heicGrid } from '@/testing/heic-file'
import { readPicture } from './picture'

const file = (name: string) => readFileSync(`testing/cases/${name}`)

/** Name of the colour in the middle of a quadrant. */
async function colourAt(jpeg: Buffer, x: number, y: number): Promise<string> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 3
  const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3)
  if (Math.min(red, green, blue) > 200) return 'white'
  return red > green && red > blue ? 'red' : green > blue ? 'green' : 'blue'
}
const CORNERS = [0.1, 0.9].flatMap((y) => [0.1, 0.9].map((x) => [x, y] as const))
const colours = (jpeg: Buffer) => Promise.all(CORNERS.map(([x, y]) => colourAt(jpeg, x, y)))

describe('readPicture of HEIC', () => {
  it('takes a photo with its time and place, and stores a JPEG without its notes', async () => {
    const picture = await readPicture(file('phone.heic'))
    expect(picture).toMatchObject({ width: 320, height: 240, longitude: 116.4 })
    expect(picture.takenAt?.toISOString()).toBe('2026-11-20T00:30:00.000Z')
    expect(picture.latitude).toBeCloseTo(39.908333, 5)
    expect(await colours(picture.jpeg)).toEqual(['red', 'green', 'blue', 'white'])
    const { format, exif } = await sharp(picture.jpeg).metadata()
    expect({ format, exif }).toEqual({ format: 'jpeg', exif: undefined })
    expect(await sharp(picture.thumbnail).metadata()).toMatchObject({ width: 320, height: 240 })
  })

  it('takes one of ten bits a colour', async () => {
    const picture = await readPicture(file('ten-bit.heic'))
    expect(picture).toMatchObject({ width: 320, height: 240, takenAt: null })
    expect(await colours(picture.jpeg)).toEqual(['red', 'green', 'blue', 'white'])
  })

  it.each([
    [0, { width: 120, height: 100 }, ['red', 'green', 'blue', 'white']],
    // As from a phone held upright: one quarter turn clockwise is three counterclockwise.
    [3, { width: 100, height: 120 }, ['blue', 'red', 'white', 'green']],
  ])('joins the tiles of a phone, cut to size and turned by %i quarters', async (turned, size, corners) => {
    const tiles = { columns: 2, rows: 2, width: 120, height: 100 }
    const picture = await readPicture(heicGrid({ ...tiles, turned }))
    expect(picture).toMatchObject(size)
    const one = await readPicture(heicGrid({ columns: 1, rows: 1, width: 64, height: 64, turned }))
    expect(await colours(one.jpeg)).toEqual(corners)
  })

  it('takes AVIF too', async () => {
    const avif = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c82828' } })
      .avif()
      .toBuffer()
    expect(await readPicture(avif)).toMatchObject({ width: 60, height: 40 })
  })

  const grid = { columns: 2, rows: 2, width: 120, height: 100 }
  it.each([
    ['cut in the middle', () => file('phone.heic').subarray(0, 900)],
    ['a head and nothing else', () => Buffer.from('0000001c6674797068656963000000006d69663168656963', 'hex')],
    ['a tile that is no picture', () => withRubbish(heicGrid(grid))],
    ['a grid whose tiles do not cover it', () => heicGrid({ ...grid, width: 3000, height: 3000 })],
    [
      'a sequence without a still picture',
      () => Buffer.from('000000186674797068657663000000006d736631', 'hex'),
    ],
  ])('refuses %s with words, and takes the next', async (_name, make) => {
    await expect(readPicture(make())).rejects.toMatchObject({ code: 'UNSUPPORTED_MEDIA', status: 415 })
    await expect(readPicture(make())).rejects.toThrow(/HEIC.*JPEG/)
    expect(await readPicture(heicGrid(grid))).toMatchObject({ width: 120, height: 100 })
  })

  it.each([
    ['more pixels than a phone has', 20_000, 20_000],
    ['more than the numbers hold', 65_535, 65_535],
  ])('refuses %s before it unpacks them', async (_name, width, height) => {
    const bomb = heicGrid({ ...grid, width, height })
    await expect(readPicture(bomb)).rejects.toMatchObject({
      status: expect.toSatisfy((s) => s === 422 || s === 415),
    })
  })
})

function withRubbish(heic: Buffer): Buffer {
  const spoilt = Buffer.from(heic)
  spoilt.fill(0x11, spoilt.indexOf('mdat', 0, 'latin1') + 8)
  return spoilt
}
