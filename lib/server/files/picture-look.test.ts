import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { draw } from '@/prisma/seed/demo-world/pictures'
import { ALTERATIONS } from '@/testing/photos/alter'
import { machinePhoto, platePhoto } from '@/testing/photos/draw'
import { decodeGrey } from './decode-grey'
import { greyFrom } from './grey'
import { lookAt } from './picture-look'
import { MARK_SIDE, marksOf, nearest, probesOf } from './picture-marks'
import { CLOSE_SIDE, compareLaidOver, layerOf, lookClosely } from './second-look'
import { makeThumbnail } from './thumbnail'

/** A picture is read once, however often it is compared. */
const known = new WeakMap<Buffer, ReturnType<typeof readAnew>>()

function read(jpeg: Buffer): ReturnType<typeof readAnew> {
  const found = known.get(jpeg) ?? readAnew(jpeg)
  known.set(jpeg, found)
  return found
}

async function readAnew(jpeg: Buffer) {
  const thumbnail = await makeThumbnail(jpeg)
  const square = greyFrom(await decodeGrey(thumbnail, MARK_SIDE, { square: true }))
  const picture = greyFrom(await decodeGrey(thumbnail, 320))
  const whole = greyFrom(await decodeGrey(jpeg, CLOSE_SIDE, { square: true, smooth: true }))
  return { square, whole, layer: layerOf(picture), aspect: picture.width / picture.height }
}

/** As the job does: words in common, bits that differ, and the second look. */
async function compare(one: Buffer, other: Buffer) {
  const [picture, stored] = [await read(one), await read(other)]
  const { probes, keys } = probesOf(picture.square, picture.aspect)
  const marks = marksOf(stored.square)
  const { distance, guess } = nearest(probes, marks)
  const inIndex = marks.some((mark) => keys.includes(mark))
  const laid = compareLaidOver(picture.layer, stored.layer, guess)
  const detail = laid && lookClosely(picture.whole, stored.whole, laid.warp)
  return { inIndex, distance, share: laid?.share, detail }
}

describe('a copy', () => {
  let machine: Buffer
  let plate: Buffer
  beforeAll(async () => {
    machine = await machinePhoto(400)
    plate = await platePhoto(401)
  })

  it.each(Object.entries(ALTERATIONS))('is found from either side: %s', async (_, alter) => {
    for (const original of [machine, plate]) {
      const copy = await alter(original)
      for (const found of [await compare(copy, original), await compare(original, copy)]) {
        expect(found.inIndex).toBe(true)
        expect(found.distance).toBeLessThanOrEqual(24)
        expect(found.share).toBeGreaterThanOrEqual(0.9)
        if (original === plate) expect(found.detail).toBeGreaterThanOrEqual(0.95)
      }
    }
  })
})

describe('different pictures', () => {
  it('of machines do not come to lie over each other', async () => {
    const found = await compare(await machinePhoto(402), await machinePhoto(403))
    expect(found.share ?? 0).toBeLessThan(0.5)
  })

  it.each([
    [404, 'from one place', true],
    [406, 'held by hand', false],
    [408, 'held by hand', false],
  ])(
    'of the plates of two machines that follow one another (%i, %s) differ in a letter',
    async (seed, _, still) => {
      const [plate, next] = [await platePhoto(seed, still), await platePhoto(seed, still, true)]
      for (const other of [next, await (ALTERATIONS['cropped 5 %, left'] ?? Promise.reject)(next)]) {
        const found = await compare(plate, other)
        expect(found.share).toBeGreaterThan(0.9)
        expect(found.detail).toBeLessThan(0.5)
      }
    },
  )
})

describe('papers in small print', () => {
  const certificate = async (serial: string) => {
    const lines = ['型号：XE215D', `出厂编号：${serial}`, '额定功率：128 kW']
    const machine = { shape: 'excavator', colour: '#f2b01e', mark: '3' } as const
    const look = { seed: 0, portrait: false, small: false, blurred: false, stamp: '2026-11-20 10:00' }
    return (await draw({ slot: 'CERTIFICATE', title: '合格证', lines, ...machine, ...look })).jpeg
  }

  it('of two machines differ in a digit, the copy of one does not', async () => {
    const [one, next] = [await certificate('XUG0215011'), await certificate('XUG0215017')]
    expect((await compare(one, next)).detail).toBeLessThan(0.95)
    const copy = await (ALTERATIONS['cropped 5 % on each side'] ?? Promise.reject)(one)
    expect((await compare(one, copy)).detail).toBeGreaterThanOrEqual(0.95)
  })
})

describe('the look', () => {
  const seen = async (jpeg: Buffer) => lookAt(jpeg, await makeThumbnail(jpeg))

  it('tells a photo in focus from a blurred one, whatever its size', async () => {
    const plate = await platePhoto(406)
    const larger = await sharp(plate).resize(1920).jpeg().toBuffer()
    const [sharpOne, blurred, largeBlurred] = await Promise.all(
      [
        plate,
        await sharp(plate).blur(6).jpeg().toBuffer(),
        await sharp(larger).blur(12).jpeg().toBuffer(),
      ].map(seen),
    )
    expect(sharpOne?.sharpness).toBeGreaterThan(0.3)
    expect(blurred?.sharpness).toBeLessThan(0.14)
    expect(largeBlurred?.sharpness).toBeLessThan(0.14)
  })

  it('tells how text lies, at an angle too, and sees none on a machine', async () => {
    for (const seed of [407, 408, 409]) {
      const plate = await platePhoto(seed)
      const turned = (degrees: number) =>
        sharp(plate).rotate(degrees, { background: '#777777' }).jpeg().toBuffer()
      for (const degrees of [0, 8, -8])
        expect((await seen(await turned(degrees))).textLevel).toBeGreaterThan(1.5)
      for (const degrees of [90, 270, 82])
        expect((await seen(await turned(degrees))).textLevel).toBeLessThan(-1.5)
      expect((await seen(await machinePhoto(seed))).textLevel).toBe(0)
    }
  })

  it('takes a picture of one pixel', async () => {
    const one = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#000' } })
      .jpeg()
      .toBuffer()
    expect(await seen(one)).toMatchObject({ sharpness: null, brightness: 0, contrast: 0 })
  })
})
