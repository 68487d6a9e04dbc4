import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { type MadeFiling, makeFiling } from '@/prisma/factories/filing'
import { personNumber, unitNumber } from '@/prisma/factories/identity'
import { share } from '../duplicate-desk'
import { CONTRADICTIONS } from './contradictions'
import type { PlantedFault } from './fault'
import { IN_PICTURES } from './in-pictures'
import { SAME_MACHINE } from './same-machine'

const DAY = 86_400_000

const photos =
  (data: (at: number) => object) =>
  async ({ photoIds }: MadeFiling) => {
    for (const [at, id] of photoIds.entries()) await db().photo.update({ where: { id }, data: data(at) })
  }

const PHOTOS_AND_PARTIES: readonly PlantedFault[] = [
  {
    name: 'one file in several slots',
    code: 'PHOTO_REPEATED',
    path: 'photos.BODY_FRONT',
    around: async ({ photoIds }, _, random) => {
      for (const id of photoIds.slice(1, random.int(2, 4))) await share(photoIds[0], id)
    },
  },
  {
    name: 'a photo of another filing',
    code: 'SAME_PHOTO',
    around: async ({ photoIds }, _, random) => {
      const other = await makeFiling(db(), 'APPROVED')
      await share(other.photoIds[0], photoIds[random.int(0, 3)])
    },
  },
  {
    name: 'a required photo is missing',
    code: 'PHOTO_MISSING',
    draft: (draft, random) => {
      draft.slots.splice(random.int(0, 4), 1)
    },
  },
  {
    name: 'a photo taken after its upload',
    code: 'PHOTO_TIME',
    around: photos((at) => (at === 1 ? { takenAt: new Date(Date.now() + 2 * DAY) } : {})),
  },
  {
    name: 'photos taken years before',
    code: 'PHOTO_TIME',
    around: (filing, _, random) =>
      photos(() => ({ takenAt: new Date(Date.now() - random.int(400, 3000) * DAY) }))(filing),
  },
  {
    name: 'photos taken far apart',
    code: 'PHOTO_PLACE',
    around: photos((at) => (at < 2 ? { latitude: 39.9 - at * 0.5, longitude: 116.4 } : {})),
  },
  {
    name: 'check character of a unit code',
    code: 'OWNER_ID',
    draft: (draft, random) => {
      const good = unitNumber('110101', `0${random.text('0123456789', 8)}`)
      draft.owner = { type: 'UNIT', idNumber: `${good.slice(0, -1)}${good.endsWith('0') ? '1' : '0'}` }
    },
  },
  {
    name: 'check character of a person’s number',
    code: 'OWNER_ID',
    draft: (draft, random) => {
      const born = `19${random.int(50, 99)}${random.pick(['01', '06', '12'])}${random.int(10, 28)}`
      const good = personNumber('110101', born, random.int(1, 999))
      draft.owner = { type: 'PERSON', idNumber: `${good.slice(0, -1)}${good.endsWith('3') ? '4' : '3'}` }
    },
  },
  {
    name: 'one agent for many owners in a day',
    code: 'BURST',
    around: async ({ id }) => {
      const agent = await makeAccount(db())
      await db().filing.update({ where: { id }, data: { filerId: agent.id, ownerConsentAt: new Date() } })
      for (let count = 0; count < 4; count++)
        await makeFiling(db(), 'SUBMITTED', { filerId: agent.id, ownerId: (await makeAccount(db())).id })
    },
  },
]

/** All kinds of faults. */
export const FAULTS: readonly PlantedFault[] = [
  ...SAME_MACHINE,
  ...CONTRADICTIONS,
  ...PHOTOS_AND_PARTIES,
  ...IN_PICTURES,
]
