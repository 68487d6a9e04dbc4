import { readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { decodePicture } from './decode-picture'
import { takenAt } from './exif-facts'
import { readPicture } from './picture'
import { WORK } from './picture-work'
import { SideProcess } from './side-process'

const WIDTH = 400
const HEIGHT = 300

function plain(width = WIDTH, height = HEIGHT, channels: 3 | 4 = 3) {
  return sharp({ create: { width, height, channels, background: { r: 90, g: 120, b: 150, alpha: 0 } } })
}

/** A phone's photo: upright, with time and location. */
function phonePhoto(): Promise<Buffer> {
  return plain()
    .jpeg()
    .withExif({
      IFD2: { DateTimeOriginal: '2026:11:20 08:30:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '39/1 54/1 30/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '116/1 24/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
}

const END = Buffer.from('ffd9', 'hex')

/** A picture with detail in every block, 800 × 600. */
function busy() {
  let state = 7
  const bytes = Buffer.alloc(800 * 600 * 3)
  for (let at = 0; at < bytes.length; at++) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    bytes[at] = ((at / 240) & 127) + ((state >> 16) & 63)
  }
  return sharp(bytes, { raw: { width: 800, height: 600, channels: 3 } })
}

const cutTo = (jpeg: Buffer, share: number) => jpeg.subarray(0, Math.floor(jpeg.length * share))

/** The share of pixels that are equal up to rounding. */
async function alike(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([one, other].map((jpeg) => sharp(jpeg).greyscale().raw().toBuffer()))
  const same = a?.filter((value, at) => Math.abs(value - (b?.[at] ?? 0)) < 40).length ?? 0
  return same / (a?.length ?? 1)
}

/** EXIF with a JPEG thumbnail, which has its own end marker. */
async function withSmallPicture(): Promise<Buffer> {
  const [small, large] = await Promise.all([plain(40, 30).jpeg().toBuffer(), busy().jpeg().toBuffer()])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(small.length + 2)
  return Buffer.concat([large.subarray(0, 2), Buffer.from('ffe5', 'hex'), length, small, large.subarray(2)])
}

/** A picture of one pixel whose header declares many. */
async function pngClaiming(width: number, height: number): Promise<Buffer> {
  const png = await plain(1, 1).png().toBuffer()
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return png
}

afterEach(() => vi.restoreAllMocks())

describe('readPicture', () => {
  it('turns a photo upright, keeps its time and place as data and serves none of its metadata', async () => {
    const picture = await readPicture(await phonePhoto())
    expect(picture).toMatchObject({ width: HEIGHT, height: WIDTH })
    expect(picture.takenAt?.toISOString()).toBe('2026-11-20T00:30:00.000Z')
    expect(picture.latitude).toBeCloseTo(39.908333, 5)
    expect(picture.longitude).toBeCloseTo(116.4, 5)
    for (const bytes of [picture.jpeg, picture.thumbnail]) {
      const { format, exif, icc, xmp, orientation } = await sharp(bytes).metadata()
      expect({ format, exif, icc, xmp, orientation }).toEqual({ format: 'jpeg' })
    }
  })

  it('makes large ones smaller and leaves small ones as they are', async () => {
    const large = await readPicture(await plain(4000, 1000).png().toBuffer())
    expect(large).toMatchObject({ width: 2560, height: 640 })
    expect(await sharp(large.thumbnail).metadata()).toMatchObject({ width: 320, height: 80 })
    expect(await readPicture(await plain(1, 1).png().toBuffer())).toMatchObject({ width: 1, height: 1 })
  })

  it('takes WebP with its time, and puts transparency on white', async () => {
    const webp = await plain(50, 50, 4)
      .webp()
      .withExif({ IFD2: { DateTimeOriginal: '2026:11:20 08:30:00' } })
      .toBuffer()
    const picture = await readPicture(webp)
    expect(picture.takenAt?.toISOString()).toBe('2026-11-20T00:30:00.000Z')
    expect(await sharp(picture.jpeg).raw().toBuffer()).toEqual(Buffer.alloc(50 * 50 * 3, 255))
  })

  it.each([
    ['text', async () => Buffer.from('<html>photo.jpg</html>')],
    ['nothing', async () => Buffer.alloc(0)],
    ['SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['GIF', () => plain().gif().toBuffer()],
    ['TIFF', () => plain().tiff().toBuffer()],
    ['half a JPEG', async () => (await plain(2000, 2000).jpeg().toBuffer()).subarray(0, 3000)],
    ['a JPEG head before rubbish', async () => Buffer.from('ffd8ffe000104a464946000101', 'hex')],
  ])('refuses %s as no picture', async (_name, make) => {
    await expect(readPicture(await make())).rejects.toMatchObject({ code: 'UNSUPPORTED_MEDIA', status: 415 })
  })

  it.each([
    ['the end mark', 2],
    ['the end mark and some of the last blocks', 40],
  ])('takes a JPEG that lacks %s', async (_name, bytes) => {
    const whole = await busy().jpeg().toBuffer()
    const picture = await readPicture(whole.subarray(0, whole.length - bytes))
    expect(picture).toMatchObject({ width: 800, height: 600 })
    expect(await alike(picture.jpeg, whole)).toBeGreaterThan(0.96)
  })

  it('takes one of a camera that lost its power, and a progressive one alike', async () => {
    expect(await readPicture(readFileSync('testing/cases/noeoi.jpg'))).toMatchObject({ width: 800 })
    const progressive = await busy().jpeg({ progressive: true }).toBuffer()
    expect(await readPicture(progressive.subarray(0, -2))).toMatchObject({ width: 800, height: 600 })
  })

  const half = (jpeg: Buffer) => jpeg.subarray(0, jpeg.length / 2)
  it.each([
    ['cut in the middle', async () => half(await busy().jpeg().toBuffer())],
    ['cut and closed by a program', async () => Buffer.concat([half(await busy().jpeg().toBuffer()), END])],
    ['whose lower tenth is missing', async () => cutTo(await busy().jpeg().toBuffer(), 0.88)],
    ['progressive and cut', async () => half(await busy().jpeg({ progressive: true }).toBuffer())],
    ['with a small picture in its notes and cut', async () => half(await withSmallPicture())],
    ['that ends where its data would begin', async () => cutTo(await busy().jpeg().toBuffer(), 0.02)],
  ])('refuses a JPEG %s', async (_name, make) => {
    await expect(readPicture(await make())).rejects.toMatchObject({ code: 'UNSUPPORTED_MEDIA', status: 415 })
  })

  it('takes one with rubbish behind its end, as some phones write it', async () => {
    const whole = await busy().jpeg().toBuffer()
    expect(await readPicture(Buffer.concat([whole, Buffer.alloc(300, 7)]))).toMatchObject({ width: 800 })
  })

  it('refuses a small file that unpacks into too many pixels', async () => {
    const bomb = await pngClaiming(9000, 8000)
    await expect(readPicture(bomb)).rejects.toMatchObject({ code: 'INVALID', status: 422 })
  })

  it.each([
    ['TIMEOUT', 'UNSUPPORTED_MEDIA', '用时过长'],
    ['MEMORY', 'UNSUPPORTED_MEDIA', '内存过多'],
    ['ENDED', 'UNAVAILABLE', '没有收下'],
  ] as const)('says so when its process gave no answer (%s)', async (reason, code, words) => {
    vi.stubEnv('DATABASE_URL', 'postgresql://none')
      .stubEnv('SECRET_KEY', 'k'.repeat(32))
      .stubEnv('LOG_LEVEL', 'silent')
    vi.spyOn(SideProcess.prototype, 'ask').mockResolvedValueOnce(reason)
    const upload = await plain().jpeg().toBuffer()
    await expect(readPicture(upload)).rejects.toMatchObject({ code, message: expect.stringContaining(words) })
    expect(await readPicture(upload)).toMatchObject({ width: WIDTH })
  })

  it('takes a picture that cannot be looked at, and says that nobody has', async () => {
    vi.spyOn(WORK, 'look').mockImplementation(() => {
      throw new Error('look')
    })
    expect(await decodePicture(await plain().jpeg().toBuffer())).toMatchObject({ width: WIDTH, look: null })
  })

  it('serves many at once, and sends away whom it would keep waiting for long', async () => {
    const upload = await plain().jpeg().toBuffer()
    const many = await Promise.allSettled(Array.from({ length: 100 }, () => readPicture(upload)))
    const refused = many.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused.length).toBeGreaterThanOrEqual(100 - 3 * 24)
    for (const error of refused) expect(error).toMatchObject({ status: 503, retryAfterSeconds: 10 })
    expect(many.length - refused.length).toBeGreaterThanOrEqual(24)
    expect(await readPicture(upload)).toMatchObject({ width: WIDTH })
  })
})

describe('takenAt', () => {
  it.each([
    ['2026:11:20 08:30:00', undefined, '2026-11-20T00:30:00.000Z'],
    ['2026:11:20 08:30:00', '+05:45', '2026-11-20T02:45:00.000Z'],
    ['0000:00:00 00:00:00', undefined, undefined],
    ['2026:13:40 08:30:00', undefined, undefined],
    ['1970:01:01 00:00:00', undefined, undefined],
    ['yesterday', undefined, undefined],
    [undefined, undefined, undefined],
  ])('%s %s', (text, offset, expected) => {
    expect(takenAt(text, offset)?.toISOString()).toBe(expected)
  })
})
