import sharp, { type Sharp } from 'sharp'
import { Seeded } from '../photos/seeded'

/** A drawn plate with what stands on it. */
export type DrawnPlate = {
  jpeg: Buffer
  /** Its lines, labels and values. */
  lines: string[]
  /** Codes of 17 characters. */
  codes: string[]
}

const WIDTH = 1600
const HEIGHT = 1200
/** The letters of a PIN: no I, O and Q. */
const PIN_SIGNS = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'
const FONTS = ['sans-serif', 'Noto Sans CJK SC', 'DejaVu Sans', 'DejaVu Sans Mono']
const MAKERS = [
  '徐工集团工程机械有限公司',
  '三一重机有限公司',
  '广西柳工机械股份有限公司',
  '山推工程机械股份有限公司',
]
const METALS = [
  ['#232527', '#f2f2f0'],
  ['#c9ccd0', '#1c1c1e'],
  ['#e9e6dd', '#20242c'],
  ['#d4b13c', '#1b1a16'],
] as const

type Value = { label: string; value: string }

/** Rows of a plate: labels in Chinese, in English, or in both. */
function rowsOf(seeded: Seeded): { rows: Value[]; codes: string[] } {
  const pin = seeded.digits(17, PIN_SIGNS)
  const code = seeded.digits(17, PIN_SIGNS)
  const month = `20${10 + Math.floor(seeded.next() * 15)}-0${1 + Math.floor(seeded.next() * 9)}`
  const power = `${Math.floor(seeded.between(18, 330))}`
  const chinese = seeded.next() < 0.6
  const name = (zh: string, en: string) => (chinese ? zh : en)
  const rows = [
    {
      label: name('型号', 'MODEL'),
      value: `${seeded.pick(['XE', 'SY', 'CLG', 'SD'])}${seeded.digits(3)}${seeded.pick(['', 'D', 'H'])}`,
    },
    { label: name('额定功率', 'RATED POWER'), value: `${power} kW` },
    { label: name('出厂日期', 'DATE'), value: month },
    { label: name('出厂编号', 'SERIAL NO.'), value: `${seeded.digits(3, PIN_SIGNS)}${seeded.digits(8)}` },
    { label: name('产品识别码', 'PIN'), value: pin },
    { label: name('环保代码', 'ENV CODE'), value: code },
  ]
  return { rows, codes: [pin, code] }
}

/** The plate of a machine on a photo of 1600 × 1200 pixels, filling most of it as the form asks for. */
export async function drawPlate(seed: number): Promise<DrawnPlate> {
  const seeded = new Seeded(seed)
  const { rows, codes } = rowsOf(seeded)
  const [metal, ink] = seeded.pick(METALS)
  const font = seeded.pick(FONTS)
  const maker = seeded.pick(MAKERS)
  const size = seeded.between(44, 60)
  const apart = seeded.next() < 0.5
  const text = rows.map(({ label, value }, row) => {
    const y = 400 + row * 122
    const at = `y="${y}" font-size="${size}" font-family="${font}" fill="${ink}"`
    return apart
      ? `<text x="210" ${at}>${label}</text><text x="590" ${at}>${value}</text>`
      : `<text x="210" ${at}>${label}：${value}</text>`
  })
  const plate =
    `<rect x="130" y="100" width="1340" height="1010" rx="24" fill="${metal}" stroke="#8b8f94" stroke-width="8"/>` +
    `<text x="210" y="240" font-size="74" font-family="Noto Sans CJK SC" font-weight="bold" fill="${ink}">${maker}</text>` +
    `<line x1="190" y1="290" x2="1410" y2="290" stroke="${ink}" stroke-width="5"/>${text.join('')}`
  const held = `translate(${seeded.between(-30, 30)} ${seeded.between(-20, 20)}) rotate(${seeded.between(-1.5, 1.5)} 800 600)`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="${WIDTH}" height="${HEIGHT}" fill="#5b6064"/><g transform="${held}">${plate}</g></svg>`
  const jpeg = await sharp(await grained(seeded, svg))
    .jpeg({ quality: 88 })
    .toBuffer()
  return { jpeg, codes, lines: [maker, ...rows.flatMap(({ label, value }) => [label, value])] }
}

/** The grain of metal and sensor. */
async function grained(seeded: Seeded, svg: string): Promise<Buffer> {
  const [columns, rows] = [800, 600]
  const bytes = Buffer.alloc(columns * rows)
  const depth = seeded.between(6, 18)
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = 128 + (seeded.next() - 0.5) * 2 * depth
  const grain = await sharp(bytes, { raw: { width: columns, height: rows, channels: 1 } })
    .resize(WIDTH, HEIGHT, { fit: 'fill', kernel: 'cubic' })
    .toColourspace('srgb')
    .png()
    .toBuffer()
  return sharp(Buffer.from(svg))
    .removeAlpha()
    .composite([{ input: grain, blend: 'overlay' }])
    .png()
    .toBuffer()
}

type Alteration = (jpeg: Buffer, seeded: Seeded) => Promise<Buffer>
const again = (picture: Sharp, quality = 85) => picture.removeAlpha().jpeg({ quality }).toBuffer()

/** A lamp or the sun in the metal: two bright spots over it. */
async function glared(jpeg: Buffer, seeded: Seeded): Promise<Buffer> {
  const spot = () => {
    const [x, y, r] = [seeded.between(300, 1300), seeded.between(250, 1000), seeded.between(160, 380)]
    return `<circle cx="${x}" cy="${y}" r="${r}" fill="url(#g)"/>`
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><defs><radialGradient id="g"><stop offset="0" stop-color="#fff" stop-opacity="0.8"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs>${spot()}${spot()}</svg>`
  return again(sharp(jpeg).composite([{ input: Buffer.from(svg) }]))
}

const tilted: Alteration = (jpeg, seeded) =>
  again(sharp(jpeg).rotate(seeded.between(-10, 10), { background: '#5b6064' }))
const blurred: Alteration = (jpeg, seeded) => again(sharp(jpeg).blur(seeded.between(1.5, 3)))
const dim: Alteration = (jpeg, seeded) => again(sharp(jpeg).linear(seeded.between(0.15, 0.35), 0))

/** What happens to plates on photos. */
export const WORSENED: Record<string, Alteration> = {
  'as drawn': (jpeg) => Promise.resolve(jpeg),
  'blurred by 1.5 to 3 pixels of 1600': blurred,
  'tilted by up to ±10°': tilted,
  glare: glared,
  'low light (15 to 35 %)': dim,
  'JPEG, quality 40': (jpeg) => again(sharp(jpeg), 40),
  'all of them': async (jpeg, seeded) => {
    const seen = await glared(await tilted(jpeg, seeded), seeded)
    const soft = await sharp(seen)
      .blur(seeded.between(1, 2))
      .linear(seeded.between(0.3, 0.6), 0)
      .png()
      .toBuffer()
    return again(sharp(soft), 40)
  },
}
