/**
 * `npm run bench -- --photos`: copies of photos found and different photos taken for the same, on drawn pictures whose seeds
 * were not used while the rules were made; milliseconds of an upload and of a look-up. Writes the section `photos`.
 */

import { readCandidates } from '@/lib/features/photo/queries/likenesses'
import { db, transact } from '@/lib/server/database/db'
import { decodeGrey } from '@/lib/server/files/decode-grey'
import { greyFrom } from '@/lib/server/files/grey'
import { readPicture } from '@/lib/server/files/picture'
import { lookAt } from '@/lib/server/files/picture-look'
import { MARK_SIDE, probesOf } from '@/lib/server/files/picture-marks'
import { makeThumbnail } from '@/lib/server/files/thumbnail'
import { ALTERATIONS } from '@/testing/photos/alter'
import { machinePhoto, platePhoto } from '@/testing/photos/draw'
import { say } from '../lib/say'
import { compareAll, isFound, shelve, takeAway, wrongPairs } from './photo-shelf'
import { machineFacts, table, writeSection } from './report'

/** While the rules were made, seeds below 100,000 were used. */
const FIRST_SEED = 1_000_000
/** A third of the plates are from one place, so that only the numbers differ. */
const still = (seed: number) => seed % 3 === 0
/** Every fifth is that of the machine after the one before: a last character differs, and nothing else. */
const plate = (seed: number) =>
  seed % 5 === 1 ? platePhoto(seed - 1, still(seed - 1), true) : platePhoto(seed, still(seed))
const LOOK_UPS = 20

type Kind = {
  name: string
  count: number
  copied: number
  strict: boolean
  draw: (seed: number) => Promise<Buffer>
}

export async function measurePhotos(quick: boolean): Promise<number> {
  const kinds: Kind[] = [
    { name: 'machines', count: quick ? 60 : 2000, copied: quick ? 4 : 30, strict: false, draw: machinePhoto },
    {
      name: 'plates',
      count: quick ? 20 : 500,
      copied: quick ? 4 : 15,
      strict: true,
      draw: plate,
    },
  ]
  const shelves = []
  for (const kind of kinds) shelves.push(await fill(kind))
  const rows = await copiesFound(
    kinds,
    shelves.map(({ hashes }) => hashes),
  )
  const upload = await uploadMs()
  const lookUp = await lookUpMs(quick ? 10_000 : 1_000_000)
  const text = [
    `${machineFacts()}; seeds from ${FIRST_SEED}.`,
    table(['Done to a copy', ...kinds.map(({ name, copied }) => `${name}: found of ${copied}`)], rows),
    table(
      [
        'Different pictures',
        'pictures',
        'pairs taken for the same',
        'not compared with all',
        'ms per comparison',
      ],
      shelves.map(({ cells }) => cells),
    ),
    `An upload of 2000 × 1500 pixels takes ${upload.total.toFixed(0)} ms, of which the look is ${upload.look.toFixed(0)} ms. ${lookUp}`,
  ].join('\n\n')
  say(text)
  if (!quick) writeSection('photos', text)
  return 0
}

async function fill({ name, count, strict, draw }: Kind) {
  say(`${count} ${name}`)
  const hashes: string[] = []
  const seeds = Array.from({ length: count }, (_, at) => FIRST_SEED + at).values()
  const one = async () => {
    for (const seed of seeds) hashes[seed - FIRST_SEED] = await shelve(await draw(seed))
  }
  await Promise.all([one(), one()])
  const ms = await compareAll()
  const { pairs, cut } = await wrongPairs(hashes, strict)
  const cells = [name, String(count), String(pairs), String(cut), ms.toFixed(0)]
  say(cells.join(', '))
  return { hashes, cells }
}

async function copiesFound(kinds: readonly Kind[], shelves: readonly string[][]): Promise<string[][]> {
  const rows: string[][] = []
  const originals = await Promise.all(
    kinds.map(({ copied, draw }) =>
      Promise.all(Array.from({ length: copied }, (_, at) => draw(FIRST_SEED + at))),
    ),
  )
  for (const [title, alter] of Object.entries(ALTERATIONS)) {
    const cells = [title]
    for (const [index, { copied, strict }] of kinds.entries()) {
      const copies: string[] = []
      for (const original of originals[index] ?? []) copies.push(await shelve(await alter(original)))
      await compareAll()
      const found = await Promise.all(
        copies.map((copy, at) => isFound(copy, shelves[index]?.[at] ?? '', strict)),
      )
      await takeAway(copies)
      cells.push(`${((100 * found.filter(Boolean).length) / copied).toFixed(0)} %`)
    }
    say(cells.join(', '))
    rows.push(cells)
  }
  return rows
}

async function uploadMs(): Promise<{ total: number; look: number }> {
  const { default: sharp } = await import('sharp')
  const picture = await sharp(await machinePhoto(FIRST_SEED))
    .resize(2000, 1500)
    .jpeg({ quality: 85 })
    .toBuffer()
  const total = await median(() => readPicture(picture))
  const { jpeg } = await readPicture(picture)
  const thumbnail = await makeThumbnail(jpeg)
  return { total, look: await median(() => lookAt(jpeg, thumbnail)) }
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < LOOK_UPS; run += 1) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.sort((one, two) => one - two)[LOOK_UPS / 2] ?? 0
}

/** Candidates from the index among so many files with random marks. */
async function lookUpMs(files: number): Promise<string> {
  say(`${files} files with random marks`)
  const marks = Array.from({ length: 15 }, (_, at) => `${(at % 5) * 2 ** 24} + (random() * 16777215)::int`)
  await db().$executeRawUnsafe(`INSERT INTO photo_look (sha256, marks, "compareDueAt", comparison)
    SELECT lpad(to_hex(n), 64, '0'), ARRAY[${marks.join(', ')}], NULL, 'WHOLE' FROM generate_series(1, ${files}) n`)
  await db().$executeRaw`ANALYZE photo_look`
  const [size] = await db().$queryRaw<{ mb: number }[]>`
    SELECT (pg_relation_size('photo_look_marks_idx') / 1048576)::int AS mb`
  let read = 0
  const times: number[] = []
  for (let run = 0; run < LOOK_UPS; run += 1) {
    const thumbnail = await makeThumbnail(await machinePhoto(FIRST_SEED + run))
    const { keys } = probesOf(greyFrom(await decodeGrey(thumbnail, MARK_SIDE, { square: true })), 4 / 3)
    const start = performance.now()
    const rows = await transact((tx) => readCandidates(tx, '', keys))
    times.push(performance.now() - start)
    read += Array.isArray(rows) ? rows.length : 0
  }
  const middle = times.sort((one, two) => one - two)[LOOK_UPS / 2] ?? 0
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20)
  return `Candidates among ${files.toLocaleString('en')} files: ${middle.toFixed(1)} ms (median of ${LOOK_UPS}; slowest ${times.at(-1)?.toFixed(1)} ms), ${Math.round(read / LOOK_UPS)} read from an index of ${size?.mb} MB. This process used ${memory} MB at the end.`
}
