import { createRequire } from 'node:module'
import path from 'node:path'
import sharp from 'sharp'
import type { PhotoSlot } from '../../generated/enums'
import { endOf, type Shape, sideOf } from './shapes'

/** What a demo photo shows; no two machines share a picture. */
export type Subject = {
  slot: PhotoSlot
  shape: Shape
  colour: string
  /** Lines of a nameplate or a paper: `label：value`. */
  title: string
  lines: string[]
  /** Painted on the body, e.g. a fleet number. */
  mark: string
  /** The camera's line at the bottom: time and place. */
  stamp: string
  /** Varies light and place. */
  seed: number
  portrait: boolean
  /** Two thirds of the size: long decided, and drawn in half the time. */
  small: boolean
  /** Out of focus, as photos come back for. */
  blurred: boolean
}

export type Drawn = { jpeg: Buffer; thumbnail: Buffer; width: number; height: number }

const FONT = 'Noto Sans SC'
const LONG = 960
const SHORT = 720

let fontKnown: Promise<unknown> | undefined

/**
 * The machine that seeds may have no Chinese font: a first text with the font's file makes it known to the library that
 * draws, for the SVG texts as well.
 */
function knowFont(): Promise<unknown> {
  const home = path.dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'),
  )
  const fontfile = path.join(home, '500Medium', 'NotoSansSC_500Medium.ttf')
  fontKnown ??= sharp({ text: { text: '号', font: FONT, fontfile } })
    .png()
    .toBuffer()
  return fontKnown
}

const xml = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)

function write(x: number, y: number, size: number, fill: string, text: string, extra = ''): string {
  return `<text x="${x}" y="${y}" font-family="${FONT}" font-size="${size}" fill="${fill}" ${extra}>${xml(text)}</text>`
}

/** The size at which a line stays inside; a Chinese character is one em wide, a letter a good half. */
function sizeFor(line: string, width: number, size: number): number {
  const ems = [...line].reduce((sum, letter) => sum + (letter > '\u2e80' ? 1 : 0.58), 0)
  return Math.min(size, width / ems)
}

const SKIES = ['#a9c8e2', '#c3d4de', '#8fb6da', '#d5d9d6', '#b8cfe0', '#97a9b8']
const GROUNDS = ['#a08a68', '#8f8b80', '#9b9384', '#7f8277', '#ad9a75', '#86817b']

function scene({ seed, stamp }: Subject, width: number, height: number, inside: string): string {
  const horizon = height * 0.56
  const houses = [0, 1, 2, 3, 4].map((n) => {
    const tall = 40 + ((seed * 37 + n * 53) % 150)
    return `<rect x="${(n * width) / 5 + ((seed * 13 + n * 29) % 40)}" y="${horizon - tall}" width="${width / 7}" height="${tall}" fill="#7d8a94" opacity="0.5"/>`
  })
  return (
    `<rect width="${width}" height="${height}" fill="${SKIES[seed % SKIES.length]}"/>${houses.join('')}` +
    `<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="${GROUNDS[(seed >> 2) % GROUNDS.length]}"/>` +
    `${inside}<rect y="${height - 56}" width="${stamp.length * 17 + 40}" height="56" fill="#000000" opacity="0.45"/>${write(24, height - 20, 24, '#ffffff', stamp)}`
  )
}

/** A body photo: the machine from the slot's side, standing on its ground. */
function body(subject: Subject, width: number, height: number): string {
  const { slot, shape, colour, mark } = subject
  const scale = (width / 640) * (0.82 + (subject.seed % 5) * 0.03)
  const side = slot === 'BODY_RIGHT' || slot === 'BODY_FRONT_RIGHT'
  const drawn = side ? sideOf(shape, colour) : endOf(shape, colour, slot === 'BODY_REAR')
  // From the front right the side is foreshortened.
  const squeeze = slot === 'BODY_FRONT_RIGHT' ? 0.78 : 1
  const x = (width - 640 * scale * squeeze) / 2
  const y = height * 0.86 - 400 * scale
  const [left, top] = side ? [150, 272] : [250, 344]
  const painted =
    `<rect x="${left}" y="${top}" width="${mark.length * 19 + 14}" height="40" rx="4" fill="#f4f4f2"/>` +
    write(left + 9, top + 30, 28, '#1d1d1f', mark)
  const skew = slot === 'BODY_FRONT_RIGHT' ? ' skewY(-5)' : ''
  return scene(
    subject,
    width,
    height,
    `<ellipse cx="${width / 2}" cy="${height * 0.87}" rx="${width * 0.4}" ry="16" fill="#000000" opacity="0.25"/>` +
      `<g transform="translate(${x} ${y}) scale(${scale * squeeze} ${scale})${skew}">${drawn}${painted}</g>`,
  )
}

/** A metal plate, riveted on. */
function plate({ title, lines, stamp, seed }: Subject, width: number, height: number): string {
  const metal = ['#c9ccd0', '#d8d3c4', '#bfc6c9'][seed % 3]
  const rivets = [30, width - 30].flatMap((x) =>
    [30, height - 90].map((y) => `<circle cx="${x}" cy="${y}" r="10" fill="#6b6e72"/>`),
  )
  const step = Math.min(74, (height - 230) / Math.max(lines.length, 1))
  const rows = lines.map((line, index) =>
    write(70, 190 + index * step, sizeFor(line, width - 140, Math.min(34, step * 0.55)), '#1c1c1e', line),
  )
  return (
    `<rect width="${width}" height="${height}" fill="#54585c"/><rect x="10" y="10" width="${width - 20}" height="${height - 80}" rx="14" fill="${metal}" stroke="#8b8f94" stroke-width="4"/>` +
    `${rivets.join('')}${write(70, 110, 42, '#1c1c1e', title)}<line x1="60" y1="130" x2="${width - 60}" y2="130" stroke="#1c1c1e" stroke-width="3"/>` +
    `${rows.join('')}${write(24, height - 24, 24, '#ffffff', stamp)}`
  )
}

/** A printed sheet with a seal, lying on a table. */
function sheet({ title, lines, stamp }: Subject, width: number, height: number): string {
  const step = Math.min(56, (height - 330) / Math.max(lines.length, 1))
  const rows = lines.map((line, index) =>
    write(110, 220 + index * step, sizeFor(line, width - 220, Math.min(26, step * 0.55)), '#222222', line),
  )
  return (
    `<rect width="${width}" height="${height}" fill="#8a6a48"/><rect x="60" y="40" width="${width - 120}" height="${height - 130}" fill="#fbfaf5"/>` +
    `${write(width / 2, 130, 36, '#111111', title, 'text-anchor="middle"')}${rows.join('')}` +
    `<circle cx="${width - 200}" cy="${height - 200}" r="78" fill="none" stroke="#c8322b" stroke-width="6"/>${write(width - 200, height - 190, 26, '#c8322b', '合格专用章', 'text-anchor="middle"')}` +
    `${write(24, height - 24, 24, '#ffffff', stamp)}`
  )
}

/** A filter seen from near: a can of sheet metal between two pipes. */
function filter(subject: Subject, width: number, height: number): string {
  const [x, y] = [width * 0.24, height * 0.3]
  const [wide, tall] = [width * 0.52, height * 0.34]
  const pipe = (left: number) =>
    `<rect x="${left}" y="${y + tall * 0.3}" width="${width * 0.2}" height="${tall * 0.4}" fill="#5f6468"/>`
  const band = (left: number) =>
    `<rect x="${left}" y="${y - 8}" width="22" height="${tall + 16}" fill="#7a7f83"/>`
  const can = `<rect x="${x}" y="${y}" width="${wide}" height="${tall}" rx="26" fill="#b4b8bb" stroke="#6b6f72" stroke-width="5"/>`
  const bands = [0.18, 0.76].map((part) => band(x + wide * part)).join('')
  return scene(
    subject,
    width,
    height,
    `${pipe(x - width * 0.16)}${pipe(x + wide - width * 0.04)}${can}${bands}`,
  )
}

function contents(subject: Subject, width: number, height: number): string {
  if (subject.slot.startsWith('BODY_') || subject.slot.startsWith('OTHER_'))
    return body(subject, width, height)
  if (subject.slot === 'DPF_BODY') return filter(subject, width, height)
  const papers: PhotoSlot[] = ['CERTIFICATE', 'CHECKLIST_FRONT', 'CHECKLIST_BACK']
  return papers.includes(subject.slot) ? sheet(subject, width, height) : plate(subject, width, height)
}

/** Draws the photo as JPEG with its thumbnail. */
export async function draw(subject: Subject): Promise<Drawn> {
  await knowFont()
  const [width, height] = subject.portrait ? [SHORT, LONG] : [LONG, SHORT]
  const scale = subject.small ? 2 / 3 : 1
  const size = { width: width * scale, height: height * scale }
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${width} ${height}">` +
    `${contents(subject, width, height)}</svg>`
  const drawn = sharp(Buffer.from(svg)).removeAlpha()
  if (subject.blurred) drawn.blur(9)
  const { data, info } = await drawn.raw().toBuffer({ resolveWithObject: true })
  const raw = { ...size, channels: info.channels }
  const [jpeg, thumbnail] = await Promise.all([
    sharp(data, { raw }).jpeg({ quality: 78, optimiseCoding: false }).toBuffer(),
    sharp(data, { raw })
      .resize(320, 320, { fit: 'inside', kernel: 'linear' })
      .jpeg({ quality: 70, optimiseCoding: false })
      .toBuffer(),
  ])
  return { jpeg, thumbnail, ...size }
}
