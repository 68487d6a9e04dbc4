import sharp, { type Sharp } from 'sharp'

type Alteration = (jpeg: Buffer) => Promise<Buffer>

const jpegOf = (picture: Sharp, quality = 85) => picture.jpeg({ quality }).toBuffer()

async function cropped(jpeg: Buffer, sides: { left: number; top: number; right: number; bottom: number }) {
  const { width, height } = await sharp(jpeg).metadata()
  const area = {
    left: Math.round(width * sides.left),
    top: Math.round(height * sides.top),
    width: Math.round(width * (1 - sides.left - sides.right)),
    height: Math.round(height * (1 - sides.top - sides.bottom)),
  }
  return jpegOf(sharp(jpeg).extract(area))
}

/** Turned as a phone's album does it: by an angle, then cut to what is inside. */
async function turned(jpeg: Buffer, degrees: number): Promise<Buffer> {
  const { width, height } = await sharp(jpeg).metadata()
  const { data, info } = await sharp(jpeg)
    .rotate(degrees, { background: '#777777' })
    .png()
    .toBuffer({ resolveWithObject: true })
  const angle = (Math.abs(degrees) * Math.PI) / 180
  const inside = 1 / (Math.cos(angle) + Math.max(width / height, height / width) * Math.sin(angle))
  const [w, h] = [Math.floor(width * inside), Math.floor(height * inside)]
  const left = Math.round((info.width - w) / 2)
  const top = Math.round((info.height - h) / 2)
  return jpegOf(sharp(data).extract({ left, top, width: w, height: h }))
}

const scaled =
  (share: number): Alteration =>
  async (jpeg) => {
    const { width } = await sharp(jpeg).metadata()
    return jpegOf(sharp(jpeg).resize(Math.round(width * share)))
  }

/** What is done to a photo before it is sent once more. */
export const ALTERATIONS: Record<string, Alteration> = {
  'JPEG, quality 40': (jpeg) => jpegOf(sharp(jpeg), 40),
  'half the size': scaled(0.5),
  '1.5 times the size': scaled(1.5),
  'cropped 5 %, all round': (jpeg) => cropped(jpeg, { left: 0.025, right: 0.025, top: 0.025, bottom: 0.025 }),
  'cropped 5 % on each side': (jpeg) => cropped(jpeg, { left: 0.05, right: 0.05, top: 0.05, bottom: 0.05 }),
  'cropped 5 %, left': (jpeg) => cropped(jpeg, { left: 0.05, right: 0, top: 0, bottom: 0 }),
  'cropped 5 %, below': (jpeg) => cropped(jpeg, { left: 0, right: 0, top: 0, bottom: 0.05 }),
  mirrored: (jpeg) => jpegOf(sharp(jpeg).flop()),
  'brighter by 30 %': (jpeg) => jpegOf(sharp(jpeg).linear(1.3, 5)),
  'darker by 35 %': (jpeg) => jpegOf(sharp(jpeg).linear(0.65, 0)),
  'turned by +2°': (jpeg) => turned(jpeg, 2),
  'turned by −2°': (jpeg) => turned(jpeg, -2),
  'mirrored, cropped, darker, JPEG 50': async (jpeg) =>
    jpegOf(
      sharp(await cropped(jpeg, { left: 0.03, right: 0.01, top: 0.02, bottom: 0.02 }))
        .flop()
        .linear(0.8, 0),
      50,
    ),
}
