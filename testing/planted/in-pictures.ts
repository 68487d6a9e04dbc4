import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import type { PhotoSlot } from '@/prisma/generated/enums'
import { ALTERATIONS } from '../photos/alter'
import { SPOILINGS } from '../photos/spoil'
import type { PlantedFault } from './fault'
import { type Pictures, storePicture } from './pictures'
import type { Random } from './random'

const BODIES = ['BODY_FRONT', 'BODY_FRONT_RIGHT', 'BODY_RIGHT', 'BODY_REAR'] as const

function pictureOf(pictures: Pictures | undefined, slot: PhotoSlot): Buffer {
  const picture = pictures?.get(slot)
  if (!picture) throw new Error(`no picture of ${slot}`)
  return picture
}

function altered(name: string, picture: Buffer): Promise<Buffer> {
  const alter = ALTERATIONS[name]
  if (!alter) throw new Error(`no alteration ${name}`)
  return alter(picture)
}

/** Another owner filed the same picture, in another file. */
const copiedElsewhere = (
  name: string,
  slots: readonly [PhotoSlot, ...PhotoSlot[]],
  alterations: readonly [string, ...string[]],
): PlantedFault => ({
  name,
  code: 'SAME_PHOTO_CONTENT',
  pictured: true,
  around: async (_, { pictures }, random) => {
    const slot = random.pick(slots)
    const copy = await altered(random.pick(alterations), pictureOf(pictures, slot))
    const { id: filerId } = await makeAccount(db())
    await makeFiling(db(), random.pick(['SUBMITTED', 'APPROVED']), {
      filerId,
      districtCode: random.pick(['110101', '110101', '130203']),
      story: { photos: [{ slot, photoId: await storePicture(filerId, copy) }] },
    })
  },
})

/** Spoils one of the photos. */
const spoilt = (
  name: string,
  spoil: keyof typeof SPOILINGS,
  slots: readonly [PhotoSlot, ...PhotoSlot[]] = BODIES,
): PlantedFault => ({
  name,
  code: 'PHOTO_QUALITY',
  pictured: true,
  pictures: async (pictures, random) => {
    const slot = random.pick(slots)
    pictures.set(slot, await SPOILINGS[spoil](pictureOf(pictures, slot), random))
  },
})

const PLATE = ['MACHINE_PLATE'] as const
const ALL = [...BODIES, ...PLATE] as const

async function repeat(pictures: Pictures, random: Random, alteration?: string): Promise<void> {
  const picture = pictureOf(pictures, random.pick(['BODY_FRONT', 'BODY_REAR']))
  if (!alteration) for (const slot of BODIES) pictures.set(slot, picture)
  else pictures.set(random.pick(['BODY_FRONT_RIGHT', 'BODY_RIGHT']), await altered(alteration, picture))
}

/** Faults in the pictures themselves. */
export const IN_PICTURES: readonly PlantedFault[] = [
  copiedElsewhere('a photo of another filing, saved again', ALL, ['JPEG, quality 40']),
  copiedElsewhere('… made smaller or larger', BODIES, ['half the size', '1.5 times the size']),
  copiedElsewhere('… cropped by 5 %', BODIES, [
    'cropped 5 %, all round',
    'cropped 5 % on each side',
    'cropped 5 %, left',
    'cropped 5 %, below',
  ]),
  copiedElsewhere('… mirrored', BODIES, ['mirrored']),
  copiedElsewhere('… brighter or darker', BODIES, ['brighter by 30 %', 'darker by 35 %']),
  copiedElsewhere('… turned by 2°', BODIES, ['turned by +2°', 'turned by −2°']),
  copiedElsewhere('… mirrored, cropped, darker, JPEG 50', BODIES, ['mirrored, cropped, darker, JPEG 50']),
  copiedElsewhere('… a plate, brighter or darker', PLATE, ['brighter by 30 %', 'darker by 35 %']),
  copiedElsewhere('… a plate, cropped by 5 %', PLATE, ['cropped 5 %, all round', 'cropped 5 %, left']),
  {
    name: 'one file in all four body slots',
    code: 'PHOTO_REPEATED',
    path: 'photos.BODY_RIGHT',
    pictured: true,
    pictures: (pictures, random) => repeat(pictures, random),
  },
  {
    name: 'one photo in two slots, altered',
    code: 'PHOTO_REPEATED',
    pictured: true,
    pictures: (pictures, random) =>
      repeat(
        pictures,
        random,
        random.pick(['JPEG, quality 40', 'mirrored', 'cropped 5 % on each side', 'darker by 35 %']),
      ),
  },
  spoilt('all black', 'black', ALL),
  spoilt('a wall or a finger: nothing to be seen', 'blank', ALL),
  spoilt('far too dark', 'dark', ALL),
  spoilt('washed out', 'bright', ALL),
  spoilt('out of focus', 'blurred', ALL),
  spoilt('moved', 'moved', ALL),
  spoilt('too small', 'small', ALL),
  spoilt('screenshot', 'screenshot', ALL),
  spoilt('a plate lying on its side', 'sideways', PLATE),
]
